/*
 * wake.h: a descriptor that polls readable from as_wake_set() until as_wake_clear().
 */
#ifndef AUDIO_SESSION_WAKE_H
#define AUDIO_SESSION_WAKE_H

#include <stdbool.h>

typedef struct as_wake {
    int reader;
    int writer; /* the same as `reader` where one descriptor does for both */
} as_wake;

bool as_wake_open(as_wake *wake); /* false with errno set; non-blocking, closed on exec */
void as_wake_close(as_wake *wake);

/* Any thread, and any number of times; never blocks, and leaves errno alone. */
void as_wake_set(const as_wake *wake);
void as_wake_clear(const as_wake *wake);

/* Waits until it is set; false after `timeout_ms` (-1: never) or at a signal. */
bool as_wake_wait(const as_wake *wake, int timeout_ms);

#endif /* AUDIO_SESSION_WAKE_H */
