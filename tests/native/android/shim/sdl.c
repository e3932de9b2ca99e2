/* Stands for a library of the app's: libSDL2.so and its like by name, with their function. */
void *env_to_give;
void (*before_giving)(void);

void *FUNCTION(void);
void *
FUNCTION(void)
{
    if (before_giving)
        before_giving();
    return env_to_give;
}
