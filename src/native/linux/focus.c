/*
 * focus.c: tokens and the stack.
 */
#include "focus.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 19 }; /* 10^19 - 1 fits 64 bits */

static bool
read_time(const char *digits, size_t size, uint64_t now_ns, uint64_t *time_ns)
{
    if (size < 1 || size > DIGITS)
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(digits[i] - '0');
    }
    if (value > now_ns && value - now_ns > FOCUS_SLACK_NS)
        return false;
    *time_ns = value;
    return true;
}

bool
focus_parse(const void *data, size_t size, uint64_t now_ns, focus_token *token)
{
    const char *text = data;
    uint64_t time_ns;
    if (size < 3 || text[0] < '0' || text[0] > '4' || text[1] != ':')
        return false;
    if (!read_time(text + 2, size - 2, now_ns, &time_ns))
        return false;
    token->gain = text[0] - '0';
    token->time_ns = time_ns;
    return true;
}

bool
focus_parse_lasting(const void *data, size_t size, uint64_t now_ns, uint64_t *lasting_ns)
{
    return read_time(data, size, now_ns, lasting_ns);
}

void
focus_format(char text[FOCUS_TEXT_SIZE], int gain, uint64_t time_ns)
{
    snprintf(text, FOCUS_TEXT_SIZE, "%d:%" PRIu64, gain, time_ns);
}

void
focus_clear_peers(focus_stack *stack)
{
    stack->count = 0;
}

void
focus_free(focus_stack *stack)
{
    free(stack->peers);
    stack->peers = NULL;
    stack->count = stack->room = 0;
}

static focus_token *
find(focus_stack *stack, uint32_t client)
{
    for (size_t i = 0; i < stack->count; i++)
        if (stack->peers[i].client == client)
            return &stack->peers[i];
    return NULL;
}

bool
focus_set_peer(focus_stack *stack, const focus_token *token, bool *changed)
{
    *changed = false;
    focus_token *peer = find(stack, token->client);
    if (peer == NULL) {
        if (token->gain == FOCUS_NONE && token->lasting_ns == 0)
            return true;
        if (stack->count == stack->room) {
            size_t room = stack->room > 0 ? stack->room * 2 : 8;
            focus_token *peers = realloc(stack->peers, room * sizeof *peers);
            if (peers == NULL)
                return false;
            stack->peers = peers;
            stack->room = room;
        }
        stack->peers[stack->count++] = *token;
        *changed = true;
        return true;
    }
    *changed = peer->gain != token->gain || peer->time_ns != token->time_ns ||
               peer->lasting_ns != token->lasting_ns;
    *peer = *token;
    return true;
}

bool
focus_remove_peer(focus_stack *stack, uint32_t client)
{
    focus_token *peer = find(stack, client);
    if (peer == NULL)
        return false;
    *peer = stack->peers[--stack->count];
    return true;
}

int
focus_enter(focus_stack *stack, int gain, uint64_t time_ns, int64_t generation, bool outside,
            bool accept_delayed)
{
    bool blocked = stack->call && !outside;
    if (blocked && !accept_delayed)
        return FOCUS_REQUEST_FAILED;
    stack->own.gain = gain;
    stack->own.time_ns = time_ns;
    if (gain == FOCUS_GAIN)
        stack->own.lasting_ns = time_ns;
    stack->generation = generation;
    stack->outside = outside;
    stack->loss = blocked ? FOCUS_LOSS_TRANSIENT : FOCUS_NONE;
    return blocked ? FOCUS_REQUEST_DELAYED : FOCUS_REQUEST_GRANTED;
}

bool
focus_leave(focus_stack *stack)
{
    bool was = stack->own.gain != FOCUS_NONE;
    stack->own.gain = FOCUS_NONE;
    stack->own.time_ns = 0;
    stack->loss = FOCUS_NONE;
    return was;
}

/* Losses in the order of how much they take: LOSS, LOSS_TRANSIENT, CAN_DUCK, nothing. */
static int
severity(int loss)
{
    return loss == FOCUS_NONE ? 0 : 4 + loss;
}

static int
loss_of(int gain)
{
    switch (gain) {
    case FOCUS_GAIN:
        return FOCUS_LOSS;
    case FOCUS_GAIN_TRANSIENT:
    case FOCUS_GAIN_TRANSIENT_EXCLUSIVE:
        return FOCUS_LOSS_TRANSIENT;
    case FOCUS_GAIN_TRANSIENT_MAY_DUCK:
        return FOCUS_LOSS_TRANSIENT_CAN_DUCK;
    default:
        return FOCUS_NONE;
    }
}

/* The worst that any later token does to ours. */
static int
loss_by_peers(const focus_stack *stack)
{
    int worst = FOCUS_NONE;
    for (size_t i = 0; i < stack->count; i++) {
        const focus_token *peer = &stack->peers[i];
        if (peer->lasting_ns > stack->own.time_ns)
            return FOCUS_LOSS;
        bool later = peer->time_ns > stack->own.time_ns ||
                     (peer->time_ns == stack->own.time_ns && peer->client > stack->own.client);
        int loss = later ? loss_of(peer->gain) : FOCUS_NONE;
        if (severity(loss) > severity(worst))
            worst = loss;
    }
    return worst;
}

int
focus_judge(focus_stack *stack, uint32_t *flags)
{
    *flags = 0;
    if (stack->own.gain == FOCUS_NONE)
        return FOCUS_NONE;

    int worst = loss_by_peers(stack);
    if (stack->call && !stack->outside && severity(worst) < severity(FOCUS_LOSS_TRANSIENT)) {
        worst = FOCUS_LOSS_TRANSIENT;
        *flags = FOCUS_FLAG_BY_CALL;
    }
    if (stack->duck && worst == FOCUS_NONE) {
        worst = FOCUS_LOSS_TRANSIENT_CAN_DUCK;
        *flags = FOCUS_FLAG_ALREADY_DUCKED;
    }

    if (worst == FOCUS_LOSS) {
        focus_leave(stack);
        return FOCUS_LOSS;
    }
    if (worst == FOCUS_NONE) {
        if (stack->loss == FOCUS_NONE || stack->settling)
            return FOCUS_NONE;
        stack->loss = FOCUS_NONE;
        return FOCUS_GAIN;
    }
    if (severity(worst) <= severity(stack->loss))
        return FOCUS_NONE;
    stack->loss = worst;
    return worst;
}
