/*
 * world.h: who stands behind the stand-in AVFAudio, and decides what its methods do.
 *
 * The stand-in holds no rules. A method that is called asks the world, with its class, the object's
 * own description, its selector and its arguments, and returns what the world answers. The world in
 * turn posts notifications and changes of observed keys, on whatever thread it calls from.
 *
 * Everything travels as JSON. An answer is one of
 *   {"value": ...}                      what the method returns; null is nil, NO or 0
 *   {"error": {"domain": "NSOSStatusErrorDomain", "code": 560557684, "text": "..."}}
 *                                       NO, and an NSError; {"error": null}: NO without one; null for
 *                                       the domain: an error without one
 *   {"raise": {"name": "...", "reason": "..."}}
 *                                       an exception; null instead of the two: one of a class that is
 *                                       no NSException
 * Objects are dictionaries with the names of their properties as keys ("portType"), and a port's two
 * chosen data sources are their ids: the JSON of the driver's table. A text that is a constant's name
 * becomes its value on its way out; in arguments there are values, which avfaudio_constant() tells. A
 * data source of a port's says whose it is ("owningPortUID").
 */
#ifndef AVFAUDIO_WORLD_H
#define AVFAUDIO_WORLD_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct avfaudio_world {
    void *context;

    /* The iOS that is played: "17.2". */
    const char *version;

    /*
     * Answers for a method by calling avfaudio_answer(question, ...) before it returns; without an
     * answer it is {"value": null}. On the thread that called the method, several at a time.
     * `object` is the JSON that the receiver was made from, "null" for the shared instances and for
     * classes. The arguments are a list, without `error:`; a block is its ticket, an int.
     *
     * respondsToSelector: is asked as well, its argument the other selector's name; without an
     * answer it is YES for what the headers have.
     */
    void (*ask)(void *context, const char *class_name, const char *object, const char *selector,
                const char *arguments, void *question);
} avfaudio_world;

/* Takes a copy of `world`; its strings and its context have to live on. NULL takes it away. */
void avfaudio_set_world(const avfaudio_world *world);

void avfaudio_answer(void *question, const char *json);

/* The value of a text constant, "" for none of that name; from the stand-in, never to be freed. */
const char *avfaudio_constant(const char *name);

/*
 * Posts the notification of that constant's name, to which UIApplicationDidBecomeActiveNotification
 * belongs as well. `user_info` is a dictionary whose keys are names of constants, or "null" for
 * none; a dictionary under AVAudioSessionRouteChangePreviousRouteKey becomes a route.
 */
void avfaudio_post(const char *name, const char *user_info);

/* Tells the observers of a key of the session that it has changed; its value is asked for. */
void avfaudio_change(const char *key);

/* Calls the block of a ticket, once: `arguments` is a list. False if it was called before. */
bool avfaudio_complete(long long ticket, const char *arguments);

/* How many blocks wait to be called, and how many observers the session's keys have. */
int avfaudio_waiting(void);
int avfaudio_observers(void);

/* What the driver asks off Apple. */
bool avfaudio_has(const char *version);
const char *avfaudio_version(void);

#ifdef __cplusplus
}
#endif

#endif /* AVFAUDIO_WORLD_H */
