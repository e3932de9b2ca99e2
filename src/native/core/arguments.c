/*
 * arguments.c: checks a call's arguments against the signature of its operation.
 */
#include "audio_session/core.h"

static const char *
name_of_letter(char letter)
{
    switch (letter) {
    case 'n':
        return "none";
    case 'b':
        return "a bool";
    case 'i':
        return "an int";
    case 'd':
        return "a double";
    case 's':
        return "text";
    case 'j':
        return "a JSON document as text";
    default:
        return NULL;
    }
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

static bool
takes(char letter, bool optional, as_type type)
{
    switch (type) {
    case AS_TYPE_NONE:
        return letter == 'n' || optional;
    case AS_TYPE_BOOL:
        return letter == 'b';
    case AS_TYPE_INT:
        return letter == 'i';
    case AS_TYPE_DOUBLE:
        return letter == 'd';
    case AS_TYPE_TEXT:
        return letter == 's' || letter == 'j';
    }
    return false;
}

as_status
as_check_arguments(const as_operation *operation, const as_value *arguments, size_t count,
                   as_error *error)
{
    size_t wanted = 0;
    for (const char *at = operation->signature; *at != ':'; at++) {
        char letter = *at;
        const char *name = name_of_letter(letter);
        if (!name) { /* also the end of a signature without a colon */
            return as_fail(error, AS_INVALID_ARGUMENT, "%s: its signature \"%s\" is malformed",
                           operation->name, operation->signature);
        }
        bool optional = at[1] == '?';
        at += optional;
        if (wanted < count && !takes(letter, optional, arguments[wanted].type)) {
            return as_fail(error, AS_INVALID_ARGUMENT, "%s: argument %zu is %s, it has to be %s%s",
                           operation->name, wanted + 1, name_of_type(arguments[wanted].type), name,
                           optional ? " or none" : "");
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
