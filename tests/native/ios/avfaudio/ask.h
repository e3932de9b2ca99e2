/*
 * ask.h: what the stand-in's classes share.
 */
#import <AVFAudio/AVFAudio.h>

/* Asks the world for a method, and gives what it answers: what JSON knows, or nil. `error` may be
 * NULL; where the world refuses it is set, and the answer is nil. */
id avfaudio_ask(id receiver, SEL selector, NSArray *arguments, NSError **error);
/* The same for a method that says whether it did as it was told. */
BOOL avfaudio_tell(id receiver, SEL selector, NSArray *arguments, NSError **error);

/* Whether the world lets the receiver have the method; YES where it does not say. Not asked while a
 * question of it is out, for NSObject's own methods ask it too. */
BOOL avfaudio_responds(id receiver, SEL selector);

/* The same with the values of text constants in the place of their names. */
id avfaudio_localise(id object);

/* Objects of a class out of what the world answered; nil for nil. */
id avfaudio_object(Class class_, id facts);
id avfaudio_objects(Class class_, id list);

/* An object or null, and an object's description or null, for a list of arguments. */
id avfaudio_or_null(id object);
id avfaudio_facts(AVFAudioDescription *object);

/* Keeps a block until the world calls it; its ticket. */
typedef enum avfaudio_shape { TAKES_BOOL, TAKES_INTEGER, TAKES_BOOL_AND_INTEGER } avfaudio_shape;
NSNumber *avfaudio_ticket(const void *block, avfaudio_shape shape);
