/* Stands for a library of the app's: libSDL2.so and its like by name, with their function. */
void *env_to_give;

void *FUNCTION(void);
void *
FUNCTION(void)
{
    return env_to_give;
}
