/*
 * text.m: between iOS's NSString and our UTF-8.
 */
#include <string.h>

#import "ios.h"

NSString *
ios_string(const as_value *text)
{
    return IOS_AUTORELEASE([[NSString alloc] initWithBytes:text->as.text.data
                                                    length:text->as.text.size
                                                  encoding:NSUTF8StringEncoding]);
}

/* Half a surrogate pair has no UTF-8, and comes out as a question mark. */
static NSData *
encode(NSString *text)
{
    return [text dataUsingEncoding:NSUTF8StringEncoding allowLossyConversion:YES];
}

static as_status
put(as_value *result, NSData *utf8, as_error *error)
{
    if (utf8 == nil || !as_value_set_text(result, [utf8 bytes], [utf8 length]))
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory for iOS's answer");
    return AS_OK;
}

as_status
ios_put_text(as_value *result, NSString *text, as_error *error)
{
    return put(result, encode(text), error);
}

as_status
ios_put_json(as_value *result, id object, as_error *error)
{
    return put(result, [NSJSONSerialization dataWithJSONObject:object options:0 error:NULL], error);
}

void
ios_copy(char *target, size_t room, NSString *text)
{
    NSData *utf8 = encode(text);
    const char *bytes = [utf8 bytes];
    size_t size = [utf8 length];
    if (size > room - 1) {
        size = room - 1;
        while (size > 0 && (bytes[size] & 0xC0) == 0x80)
            size--;
    }
    if (size > 0)
        memcpy(target, bytes, size);
    target[size] = '\0';
}
