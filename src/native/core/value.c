/*
 * value.c: values, errors and the clock: what drivers are offered besides emit.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio_session/driver.h"

void
as_value_clear(as_value *value)
{
    if (value->type == AS_TYPE_TEXT) {
        free(value->as.text.data);
    }
    *value = (as_value){.type = AS_TYPE_NONE};
}

void
as_value_set_bool(as_value *value, bool boolean)
{
    *value = (as_value){.type = AS_TYPE_BOOL, .as.boolean = boolean};
}

void
as_value_set_int(as_value *value, int64_t integer)
{
    *value = (as_value){.type = AS_TYPE_INT, .as.integer = integer};
}

void
as_value_set_double(as_value *value, double real)
{
    *value = (as_value){.type = AS_TYPE_DOUBLE, .as.real = real};
}

bool
as_value_set_text(as_value *value, const char *data, size_t size)
{
    *value = (as_value){.type = AS_TYPE_NONE};
    /* One byte more: never zero bytes asked for, and a driver may print it as a C string. */
    char *copy = malloc(size + 1);
    if (!copy) {
        return false;
    }
    if (size > 0) {
        memcpy(copy, data, size);
    }
    copy[size] = '\0';
    *value = (as_value){.type = AS_TYPE_TEXT, .as.text = {copy, size}};
    return true;
}

/* Cuts a character that did not fit whole off the end, so that the text stays UTF-8. */
static void
trim_partial_character(char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start > 0 && (unsigned char)text[start - 1] >= 0xC0) {
        unsigned char lead = (unsigned char)text[start - 1];
        size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (length - (start - 1) < wanted) {
            text[start - 1] = '\0';
        }
    }
}

as_status
as_fail(as_error *error, as_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    if (wanted >= (int)sizeof error->text) {
        trim_partial_character(error->text, sizeof error->text - 1);
    }
    return status;
}

uint64_t
as_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}
