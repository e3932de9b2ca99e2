/*
 * gate.h: the way from iOS's notifications into the hosts; plain C.
 */
#ifndef AUDIO_SESSION_IOS_GATE_H
#define AUDIO_SESSION_IOS_GATE_H

#include "audio_session/driver.h"

#ifdef __cplusplus
extern "C" {
#endif

/* -1 if there is no room for another. */
int gate_open(const as_host *host);
/* After it no emit to this host begins, and none runs but those that this thread is inside of. */
void gate_close(int port);
/* To every host, from any thread. */
void gate_emit(const as_event *event);

#ifdef __cplusplus
}
#endif

#endif /* AUDIO_SESSION_IOS_GATE_H */
