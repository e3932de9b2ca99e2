/*
 * leaks.c: what LeakSanitizer is not to complain of, in every program with GNUstep in it: tables that
 * GNUstep and GNU's runtime make once, as they are loaded.
 */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
    return "leak:libobjc.so\nleak:libgnustep-base.so\n";
}
