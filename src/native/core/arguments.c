/*
 * arguments.c: checks a call's arguments against the signature of its operation.
 */
#include "audio_session/core.h"

typedef struct letter {
    const char *name;
    unsigned types; /* that it takes, a bit each */
} letter;

/* What a letter of a signature means; NULL for what is none. */
static const letter *
find_letter(char character)
{
    static const letter letters[] = {
        ['n'] = {"none", 1 << AS_TYPE_NONE},
        ['b'] = {"a bool", 1 << AS_TYPE_BOOL},
        ['i'] = {"an int", 1 << AS_TYPE_INT},
        ['d'] = {"a double", 1 << AS_TYPE_DOUBLE},
        ['s'] = {"text", 1 << AS_TYPE_TEXT},
        ['j'] = {"a JSON document as text", 1 << AS_TYPE_TEXT},
    };
    size_t index = (unsigned char)character;
    return index < sizeof letters / sizeof *letters && letters[index].name ? &letters[index] : NULL;
}

static const char *
name_of_type(as_type type)
{
    static const char *const names[] = {
        [AS_TYPE_NONE] = "none",       [AS_TYPE_BOOL] = "a bool", [AS_TYPE_INT] = "an int",
        [AS_TYPE_DOUBLE] = "a double", [AS_TYPE_TEXT] = "text",
    };
    return names[type];
}

as_status
as_check_arguments(const as_operation *operation, const as_value *arguments, size_t count,
                   as_error *error)
{
    size_t wanted = 0;
    for (const char *at = operation->signature; *at != ':'; at++) {
        const letter *wants = find_letter(*at);
        if (!wants) { /* also the end of a signature without a colon */
            return as_fail(error, AS_INVALID_ARGUMENT, "%s: its signature \"%s\" is malformed",
                           operation->name, operation->signature);
        }
        bool optional = at[1] == '?';
        at += optional;
        unsigned types = wants->types | (optional ? 1u << AS_TYPE_NONE : 0);
        if (wanted < count && !(types >> arguments[wanted].type & 1)) {
            return as_fail(error, AS_INVALID_ARGUMENT, "%s: argument %zu is %s, it has to be %s%s",
                           operation->name, wanted + 1, name_of_type(arguments[wanted].type),
                           wants->name, optional ? " or none" : "");
        }
        wanted++;
    }
    if (count != wanted) {
        return as_fail(error, AS_INVALID_ARGUMENT, "%s: takes %zu argument%s (\"%s\"), got %zu",
                       operation->name, wanted, wanted == 1 ? "" : "s", operation->signature,
                       count);
    }
    return AS_OK;
}
