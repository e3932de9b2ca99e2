/*
 * focus.h: who may play, judged from what every app has written down. Pure: no libpulse, no clock,
 * no locks.
 *
 * A Linux sound server has no audio focus, so the apps that use this library keep the stack between
 * them. Each writes a token, "<gain>:<monotonic nanoseconds>", where all others can read it, and
 * each judges by the same rules, Android's (MediaFocusControl and FocusRequester of API 33 in
 * frameworks/base): the stack is the tokens in the order of their times, a later one takes
 * something from all earlier ones, a loss never gets milder, a permanent loss leaves the stack, and
 * who was told of a loss is told when it is on top again. A call stands above the whole stack.
 *
 * Everything in a token was written by another process: nothing about it is trusted.
 */
#ifndef AUDIO_SESSION_LINUX_FOCUS_H
#define AUDIO_SESSION_LINUX_FOCUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* AudioManager's numbers, which Android's apps and this library's adaptor know. */
enum {
    FOCUS_NONE = 0,
    FOCUS_GAIN = 1,
    FOCUS_GAIN_TRANSIENT = 2,
    FOCUS_GAIN_TRANSIENT_MAY_DUCK = 3,
    FOCUS_GAIN_TRANSIENT_EXCLUSIVE = 4,
    FOCUS_LOSS = -1,
    FOCUS_LOSS_TRANSIENT = -2,
    FOCUS_LOSS_TRANSIENT_CAN_DUCK = -3,
    FOCUS_REQUEST_FAILED = 0,
    FOCUS_REQUEST_GRANTED = 1,
    FOCUS_REQUEST_DELAYED = 2,
};

enum {
    FOCUS_FLAG_ALREADY_DUCKED = 1, /* the sound server lowers the volume itself */
    FOCUS_FLAG_BY_CALL = 2,        /* a call took it, not another app's request */
};

/* How far ahead of our clock a token's time may be: it was written before we read our clock. */
#define FOCUS_SLACK_NS UINT64_C(1000000000)
enum { FOCUS_TEXT_SIZE = 32 };

typedef struct focus_token {
    uint32_t client;  /* the server's number of the app's connection; decides between equal times */
    int gain;         /* FOCUS_NONE: released */
    uint64_t time_ns; /* when it was asked for */

    /* When the app last asked for a permanent gain, 0 if never. It outlives the release: a peer
     * that was too slow to see such a token still has to learn that it lost for good. */
    uint64_t lasting_ns;
} focus_token;

/* Reads a token's text, exactly "[0-4]:[0-9]{1,19}", where gain 0 says released; false, and `token`
 * unchanged, for anything else and for a time that has not come yet. `data` need not be terminated. */
bool focus_parse(const void *data, size_t size, uint64_t now_ns, focus_token *token);
/* The same for the time of the last permanent gain: "[0-9]{1,19}". */
bool focus_parse_lasting(const void *data, size_t size, uint64_t now_ns, uint64_t *lasting_ns);
void focus_format(char text[FOCUS_TEXT_SIZE], int gain, uint64_t time_ns);

typedef struct focus_stack {
    focus_token own; /* gain FOCUS_NONE: we are not in the stack */
    int64_t generation;
    int loss;      /* the worst since we were on top: FOCUS_NONE, -2 or -3; delayed is -2 */
    bool outside;  /* our own role is phone: calls take nothing from us */
    bool call;     /* somebody else's call is live */
    bool duck;     /* the server itself ducks what we play */
    bool settling; /* others may be missing: withhold a GAIN */

    focus_token *peers; /* those that ever asked; owned */
    size_t count, room;
} focus_stack;

void focus_clear_peers(focus_stack *stack);
void focus_free(focus_stack *stack);
/* Notes a peer's token. False if out of memory; whether anything changed in `changed`. */
bool focus_set_peer(focus_stack *stack, const focus_token *token, bool *changed);
bool focus_remove_peer(focus_stack *stack, uint32_t client);

/* Enters a request: FOCUS_REQUEST_ FAILED (nothing changed), GRANTED or DELAYED. */
int focus_enter(focus_stack *stack, int gain, uint64_t time_ns, int64_t generation, bool outside,
                bool accept_delayed);
/* Leaves the stack; says whether we were in it. */
bool focus_leave(focus_stack *stack);

/* What the app has to be told now: a FOCUS_LOSS* or FOCUS_GAIN with `flags`, or FOCUS_NONE. After
 * FOCUS_LOSS we are out of the stack, and the caller publishes that. */
int focus_judge(focus_stack *stack, uint32_t *flags);

#ifdef __cplusplus
}
#endif

#endif
