/*
 * call.m: what every operation has around it.
 */
#import "call.h"

/* Says which argument is not UTF-8, if one is not. */
static as_status
check_texts(const ios_call *call, const char *signature)
{
    const as_value *argument = call->arguments;
    for (const char *at = signature; *at != ':'; at++) {
        if (*at == '?')
            continue;
        if (argument->type == AS_TYPE_TEXT && ios_string(argument) == nil)
            return as_fail(call->error, AS_INVALID_ARGUMENT, "%s: argument %td is not UTF-8",
                           call->name, argument - call->arguments + 1);
        argument++;
    }
    return AS_OK;
}

as_status
ios_lacking(const ios_call *call)
{
    return as_fail(call->error, AS_UNSUPPORTED, "%s: nothing on this device answers to it",
                   call->name);
}

as_status
ios_run(const ios_driver *self, const as_operation *row, ios_body body, const as_value *arguments,
        as_value *result, as_error *error)
{
    const ios_call call = {row->name, self, arguments, result, error};
    as_status status;
    @autoreleasepool {
        @try {
            if (!ios_has(row->since))
                status = ios_unsupported(row->name, row->since, error);
            else
                status = check_texts(&call, row->signature);
            if (status == AS_OK)
                status = body(&call);
        } @catch (id thrown) {
            as_value_clear(result);
            status = failure_of_exception(row->name, thrown, error);
        }
    }
    return status;
}
