/*
 * text.c: between Java's UTF-16 and our UTF-8.
 *
 * JNI's own "UTF" functions speak a modified UTF-8, in which emoji are two surrogates of three bytes
 * and NUL is two bytes; a phone aborts on wrong bytes in it. We go by way of UTF-16 instead.
 */
#include <stdlib.h>

#include "android.h"

enum { REPLACEMENT = 0xFFFD };

/* Decodes one character; returns how many bytes it took. Malformed bytes give U+FFFD each. */
static size_t
decode(const unsigned char *at, size_t left, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = at[0] < 0x80 ? 1 : at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    *character = REPLACEMENT;
    if (length == 0 || length > left || at[0] > 0xF4)
        return 1;
    uint32_t value = length == 1 ? at[0] : at[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (at[i] & 0x3Fu);
    }
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 1;
    *character = value;
    return length;
}

size_t
text_to_utf16(const char *utf8, size_t size, uint16_t *utf16)
{
    const unsigned char *bytes = (const unsigned char *)utf8;
    size_t count = 0;
    for (size_t at = 0; at < size;) {
        uint32_t character;
        at += decode(bytes + at, size - at, &character);
        if (character >= 0x10000) {
            character -= 0x10000;
            utf16[count++] = (uint16_t)(0xD800 | character >> 10);
            character = 0xDC00 | (character & 0x3FF);
        }
        utf16[count++] = (uint16_t)character;
    }
    return count;
}

size_t
text_to_utf8(const uint16_t *utf16, size_t count, char *utf8)
{
    unsigned char *out = (unsigned char *)utf8;
    for (size_t i = 0; i < count; i++) {
        uint32_t character = utf16[i];
        if (character >= 0xD800 && character < 0xE000) {
            bool pair = character < 0xDC00 && i + 1 < count && (utf16[i + 1] & 0xFC00) == 0xDC00;
            character = pair ? 0x10000 + ((character & 0x3FF) << 10) + (utf16[i + 1] & 0x3FFu)
                             : REPLACEMENT;
            i += pair;
        }
        if (character < 0x80) {
            *out++ = (unsigned char)character;
            continue;
        }
        int tail = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
        *out++ = (unsigned char)((0xFF00u >> (tail + 1) & 0xFF) | character >> (6 * tail));
        while (tail-- > 0)
            *out++ = (unsigned char)(0x80 | (character >> (6 * tail) & 0x3F));
    }
    return (size_t)(out - (unsigned char *)utf8);
}

jstring
text_to_java(JNIEnv *env, const char *utf8, size_t size)
{
    if (size > INT32_MAX)
        return NULL;
    uint16_t *utf16 = malloc(size * sizeof *utf16 + 1);
    if (utf16 == NULL)
        return NULL;
    size_t count = text_to_utf16(utf8, size, utf16);
    jstring text = (*env)->NewString(env, utf16, (jsize)count);
    free(utf16);
    return text;
}

char *
text_from_java(JNIEnv *env, jstring text, size_t *size)
{
    jsize count = (*env)->GetStringLength(env, text);
    uint16_t *utf16 = malloc((size_t)count * sizeof *utf16 + 1);
    char *utf8 = malloc((size_t)count * 3 + 1);
    if (utf16 != NULL && utf8 != NULL) {
        (*env)->GetStringRegion(env, text, 0, count, utf16);
        *size = text_to_utf8(utf16, (size_t)count, utf8);
        utf8[*size] = '\0';
    } else {
        free(utf8);
        utf8 = NULL;
    }
    free(utf16);
    return utf8;
}
