/*
 * failure.m: NSError and NSException, as statuses and errors.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#import "ios.h"

static const struct {
    NSInteger code;
    const char *name;
} codes[] = {
#define CODE(name) {AVAudioSessionErrorCode##name, #name}
    CODE(MediaServicesFailed),
    CODE(IsBusy),
    CODE(IncompatibleCategory),
    CODE(CannotInterruptOthers),
    CODE(MissingEntitlement),
    CODE(SiriIsRecording),
    CODE(CannotStartPlaying),
    CODE(CannotStartRecording),
    CODE(BadParam),
    CODE(InsufficientPriority),
    CODE(ResourceNotAvailable),
    CODE(Unspecified),
    CODE(ExpiredSession),
    CODE(SessionNotActive),
#undef CODE
};

/* Writes the four characters that Apple's codes are made of; false if this is none of those. */
static bool
four_characters(int64_t code, char text[5])
{
    if (code <= 0 || code > UINT32_MAX)
        return false;
    for (int i = 0; i < 4; i++) {
        text[i] = (char)(code >> (24 - 8 * i) & 0xFF);
        if (!isprint((unsigned char)text[i]))
            return false;
    }
    text[4] = '\0';
    return true;
}

/* Fills in the code, its name, and `words` that say both. Apple writes these codes as the four
 * characters that they are made of; -50 is made of none. */
static void
name_code(int64_t code, as_error *error, char *words, size_t room)
{
    char four[5];
    const char *symbol = "";
    error->code = code;
    if (four_characters(code, four))
        snprintf(error->name, sizeof error->name, "%s", four);
    if (strcmp(error->domain, "NSOSStatusErrorDomain") == 0) {
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
            if (codes[i].code == code)
                symbol = codes[i].name;
        if (code == AVAudioSessionErrorCodeBadParam)
            snprintf(error->name, sizeof error->name, "BAD_PARAM");
    }
    snprintf(words, room, "%lld%s%s%s%s", (long long)code, *error->name != '\0' ? " " : "",
             error->name, *symbol != '\0' ? " " : "", symbol);
}

as_status
failure_of_error(const char *what, NSError *refusal, as_error *error)
{
    if (refusal == nil)
        return as_fail(error, AS_FAILED, "%s: iOS refused and did not say why", what);
    char says[256], words[160];
    ios_copy(error->domain, sizeof error->domain, [refusal domain]);
    ios_copy(says, sizeof says, [refusal localizedDescription]);
    name_code([refusal code], error, words, sizeof words);
    return as_fail(error, AS_FAILED, "%s: iOS refused with %s of %s: %s", what, words,
                   *error->domain != '\0' ? error->domain : "no domain",
                   *says != '\0' ? says : "it gave no reason");
}

as_status
failure_of_exception(const char *what, id thrown, as_error *error)
{
    char says[256];
    if (![thrown isKindOfClass:[NSException class]])
        return as_fail(error, AS_FAILED, "%s: iOS threw what is no NSException", what);
    ios_copy(error->domain, sizeof error->domain, [(NSException *)thrown name]);
    ios_copy(says, sizeof says, [(NSException *)thrown reason]);
    return as_fail(error, AS_FAILED, "%s: iOS threw %s: %s", what, error->domain,
                   *says != '\0' ? says : "it gave no reason");
}

as_status
failure_gone(const char *what, NSString *which, as_error *error)
{
    char gone[160], words[160];
    ios_copy(gone, sizeof gone, which);
    snprintf(error->domain, sizeof error->domain, "NSOSStatusErrorDomain");
    name_code(AVAudioSessionErrorCodeBadParam, error, words, sizeof words);
    return as_fail(error, AS_FAILED, "%s: there is no %s now (%s): read what there is again", what,
                   gone, words);
}
