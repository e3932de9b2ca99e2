/*
 * json.h: writes one JSON document. Pure.
 *
 * Names come from other apps and from hardware: what is not UTF-8 becomes U+FFFD, control characters
 * are escaped, and each text is cut at JSON_TEXT_MAX bytes.
 */
#ifndef AUDIO_SESSION_LINUX_JSON_H
#define AUDIO_SESSION_LINUX_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { JSON_TEXT_MAX = 512 };

typedef struct json {
    char *data; /* NUL-terminated; owned */
    size_t size, room;
    bool comma;  /* something precedes on this level */
    bool failed; /* out of memory: the rest is dropped */
} json;

void json_free(json *out);
void json_open(json *out, char bracket);  /* '{' or '[' */
void json_close(json *out, char bracket); /* '}' or ']' */
/* What follows is the value of `key`, in an object. `key` is our own and is not escaped. */
void json_key(json *out, const char *key);
void json_text(json *out, const char *text); /* NULL writes null */
void json_bytes(json *out, const char *text, size_t size);
void json_bool(json *out, bool value);
void json_int(json *out, int64_t value);
void json_real(json *out, double value);
void json_null(json *out);

#ifdef __cplusplus
}
#endif

#endif
