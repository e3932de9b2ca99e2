/*
 * roles.h: what the sound server itself does when a stream of some role plays. Pure.
 *
 * PulseAudio's module-role-cork and module-role-ducking act on streams by their `media.role`. Their
 * arguments say who triggers them and who suffers; PipeWire has neither module. Where the list of
 * modules cannot be read, what is left is the rule that holds everywhere: role `phone` is a call.
 */
#ifndef AUDIO_SESSION_LINUX_ROLES_H
#define AUDIO_SESSION_LINUX_ROLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ROLE_SIZE = 32, ROLE_LIST_SIZE = 128, ROLE_RULES_MAX = 16 };

typedef enum role_effect {
    ROLE_NOTHING = 0,
    ROLE_DUCKS, /* the server lowers our volume */
    ROLE_CALLS, /* a call, or what this server treats like one */
} role_effect;

typedef struct role_rule {
    uint32_t module;
    role_effect effect;
    bool everywhere;               /* on all outputs; else on the trigger's own only */
    char triggers[ROLE_LIST_SIZE]; /* "phone,a11y" */
    char victims[ROLE_LIST_SIZE];
} role_rule;

typedef struct role_rules {
    role_rule rules[ROLE_RULES_MAX];
    size_t count;
} role_rules;

/* Notes what a module does: nothing unless it is one of the two. `argument` may be NULL. Rules that
 * do not fit are left out. */
void roles_add(role_rules *rules, uint32_t module, const char *name, const char *argument);
void roles_remove(role_rules *rules, uint32_t module);

/* What a live stream of role `trigger` does to ours of role `own`; "" is no role. */
role_effect roles_judge(const role_rules *rules, const char *trigger, const char *own,
                        bool same_output);

/* Whether a stream of this role is something that the user listens to: not a short sound, and not
 * the inside of a filter. `client` says whether an app owns it. */
bool roles_audible(const char *role, bool client);

#ifdef __cplusplus
}
#endif

#endif
