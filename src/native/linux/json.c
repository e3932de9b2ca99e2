/*
 * json.c: the writer.
 */
#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
put(json *out, const char *data, size_t size)
{
    if (out->failed)
        return;
    if (out->room - out->size <= size) {
        size_t room = (out->size + size + 1) * 2;
        char *grown = realloc(out->data, room);
        if (grown == NULL) {
            out->failed = true;
            return;
        }
        out->data = grown;
        out->room = room;
    }
    memcpy(out->data + out->size, data, size);
    out->size += size;
    out->data[out->size] = '\0';
}

static void
value(json *out, const char *data, size_t size)
{
    if (out->comma)
        put(out, ",", 1);
    out->comma = true;
    put(out, data, size);
}

void
json_free(json *out)
{
    free(out->data);
    *out = (json){0};
}

void
json_open(json *out, char bracket)
{
    value(out, &bracket, 1);
    out->comma = false;
}

void
json_close(json *out, char bracket)
{
    put(out, &bracket, 1);
    out->comma = true;
}

void
json_key(json *out, const char *key)
{
    json_text(out, key);
    put(out, ":", 1);
    out->comma = false;
}

/* The length of the well-formed UTF-8 sequence at `text`, 0 if there is none. */
static size_t
sequence(const unsigned char *text, size_t size)
{
    unsigned char lead = text[0];
    if (lead < 0x80)
        return 1;
    size_t length = lead >= 0xc2 && lead <= 0xdf   ? 2
                    : (lead & 0xf0) == 0xe0        ? 3
                    : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                   : 0;
    if (length == 0 || length > size)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    /* Overlong forms, surrogates, and what is past U+10FFFF. */
    if ((lead == 0xe0 && text[1] < 0xa0) || (lead == 0xed && text[1] > 0x9f) ||
        (lead == 0xf0 && text[1] < 0x90) || (lead == 0xf4 && text[1] > 0x8f))
        return 0;
    return length;
}

void
json_bytes(json *out, const char *text, size_t size)
{
    if (size > JSON_TEXT_MAX)
        size = JSON_TEXT_MAX;
    value(out, "\"", 1);
    for (size_t i = 0; i < size;) {
        size_t length = sequence((const unsigned char *)text + i, size - i);
        char escaped[8];
        if (length == 0) {
            put(out, "\xef\xbf\xbd", 3);
            length = 1;
        } else if (text[i] == '"' || text[i] == '\\') {
            escaped[0] = '\\';
            escaped[1] = text[i];
            put(out, escaped, 2);
        } else if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f) {
            snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)text[i]);
            put(out, escaped, 6);
        } else {
            put(out, text + i, length);
        }
        i += length;
    }
    put(out, "\"", 1);
}

void
json_text(json *out, const char *text)
{
    if (text == NULL)
        json_null(out);
    else
        json_bytes(out, text, strnlen(text, JSON_TEXT_MAX));
}

void
json_bool(json *out, bool boolean)
{
    value(out, boolean ? "true" : "false", boolean ? 4 : 5);
}

void
json_int(json *out, int64_t integer)
{
    char text[24];
    value(out, text, (size_t)snprintf(text, sizeof text, "%" PRId64, integer));
}

void
json_real(json *out, double real)
{
    /* printf would obey the app's locale and may write a comma. */
    char text[48];
    uint64_t thousandths = (uint64_t)(real * 1000 + 0.5);
    value(out, text,
          (size_t)snprintf(text, sizeof text, "%" PRIu64 ".%03" PRIu64, thousandths / 1000,
                           thousandths % 1000));
}

void
json_null(json *out)
{
    value(out, "null", 4);
}
