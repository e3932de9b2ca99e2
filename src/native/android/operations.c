/*
 * operations.c: an operation is one static method of the bridge: its arguments in, its answer out.
 */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "android.h"

enum { MOST_ARGUMENTS = 16, FRAME = MOST_ARGUMENTS + 8 };

#define TEXT "Ljava/lang/String;"

/* Turns an argument into what the Java type at `type` is; false if it does not fit. */
static bool
to_java(JNIEnv *env, const as_value *argument, char type, jvalue *value)
{
    switch (type) {
    case 'Z':
        value->z = argument->as.boolean ? JNI_TRUE : JNI_FALSE;
        return true;
    case 'I':
        value->i = (jint)argument->as.integer;
        return argument->as.integer >= INT_MIN && argument->as.integer <= INT_MAX;
    case 'J':
        value->j = argument->as.integer;
        return true;
    case 'D':
        value->d = argument->type == AS_TYPE_NONE ? (jdouble)NAN : argument->as.real;
        return true;
    default:
        value->l = NULL;
        if (argument->type == AS_TYPE_NONE)
            return true;
        value->l = text_to_java(env, argument->as.text.data, argument->as.text.size);
        return value->l != NULL;
    }
}

static as_status
misfit(JNIEnv *env, const char *operation, size_t index, const as_value *argument, as_error *error)
{
    if (argument->type == AS_TYPE_INT)
        return as_fail(error, AS_INVALID_ARGUMENT,
                       "%s: argument %zu is %lld, it has to fit in Java's 32-bit int", operation,
                       index + 1, (long long)argument->as.integer);
    (*env)->ExceptionClear(env);
    return as_fail(error, AS_OUT_OF_MEMORY, "%s: Java has no memory for a text of %zu bytes",
                   operation, argument->as.text.size);
}

static as_status
call_method(JNIEnv *env, const bridge *bridge, size_t index, const jvalue *arguments, char type,
            as_value *result, as_error *error)
{
    const char *name = android_operations[index].name;
    jmethodID method = bridge->methods[index].id;
    jclass class_ = bridge->operations_class;
    jstring text = NULL;
    switch (type) {
    case 'V':
        (*env)->CallStaticVoidMethodA(env, class_, method, arguments);
        break;
    case 'Z':
        as_value_set_bool(result, (*env)->CallStaticBooleanMethodA(env, class_, method, arguments));
        break;
    case 'I':
        as_value_set_int(result, (*env)->CallStaticIntMethodA(env, class_, method, arguments));
        break;
    case 'J':
        as_value_set_int(result, (*env)->CallStaticLongMethodA(env, class_, method, arguments));
        break;
    case 'D':
        as_value_set_double(result,
                            (*env)->CallStaticDoubleMethodA(env, class_, method, arguments));
        break;
    default:
        text = (*env)->CallStaticObjectMethodA(env, class_, method, arguments);
    }
    if ((*env)->ExceptionCheck(env)) {
        as_value_clear(result);
        return failure_take(env, name, error);
    }
    if (text != NULL) {
        size_t size;
        char *utf8 = text_from_java(env, text, &size);
        if (utf8 == NULL)
            return as_fail(error, AS_OUT_OF_MEMORY, "no memory for the answer of %s", name);
        *result = (as_value){.type = AS_TYPE_TEXT, .as.text = {utf8, size}};
    }
    return AS_OK;
}

static as_status
call(android_driver *self, size_t index, const as_value *arguments, as_value *result,
     as_error *error)
{
    const as_operation *row = &android_operations[index];
    const char *type = android_descriptors[index] + 1;
    const bridge_method *method = &self->bridge->methods[index];
    if (method->since > self->bridge->api) {
        snprintf(error->since, sizeof error->since, "%s", row->since);
        return as_fail(error, AS_UNSUPPORTED, "%s needs API level %s; this device has %d",
                       row->name, row->since, self->bridge->api);
    }
    JNIEnv *env;
    JavaVM *vm = self->bridge->vm;
    /* Without objects it makes no local reference, and a frame costs as much as the call. */
    as_status status = method->framed ? vm_enter(vm, FRAME, &env, error) : vm_get(vm, &env, error);
    if (status != AS_OK)
        return status;
    jvalue values[MOST_ARGUMENTS + 1];
    values[0].l = self->session;
    for (size_t i = 0; *type != ')' && status == AS_OK; i++) {
        if (!to_java(env, &arguments[i], *type, &values[i + 1]))
            status = misfit(env, row->name, i, &arguments[i], error);
        type += *type == 'L' ? strcspn(type, ";") + 1 : 1;
    }
    if (status == AS_OK)
        status = call_method(env, self->bridge, index, values, type[1], result, error);
    if (method->framed)
        vm_leave(env);
    return status;
}

#define OPERATION(name, signature, since, java)                                                    \
    static as_status call_##name(void *self, const as_value *arguments, as_value *result,          \
                                 as_error *error)                                                  \
    {                                                                                              \
        return call(self, OPERATION_##name, arguments, result, error);                             \
    }
#include "operations.h"
#undef OPERATION

const as_operation android_operations[OPERATION_COUNT] = {
#define OPERATION(name, signature, since, java) {#name, signature, since, call_##name},
#include "operations.h"
#undef OPERATION
};

const char *const android_descriptors[OPERATION_COUNT] = {
#define OPERATION(name, signature, since, java) java,
#include "operations.h"
#undef OPERATION
};
