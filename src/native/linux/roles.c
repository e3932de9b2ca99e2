/*
 * roles.c: reads the arguments of PulseAudio's role modules and applies them.
 */
#include "roles.h"

#include <string.h>

/* Copies the value of `key` out of a module's arguments, "key=value key='quoted value'"; false, and
 * `value` unchanged, if it is not there or does not fit. */
static bool
argument_value(const char *argument, const char *key, char value[ROLE_LIST_SIZE])
{
    size_t key_size = strlen(key);
    const char *at = argument;
    for (;;) {
        at += strspn(at, " \t\n");
        if (*at == '\0')
            return false;
        size_t name_size = strcspn(at, "= \t\n");
        const char *name = at;
        at += name_size;
        if (*at != '=')
            continue;
        at++;
        char quote = *at == '"' || *at == '\'' ? *at : '\0';
        if (quote != '\0')
            at++;
        char end[] = {quote, '\0'};
        size_t size = strcspn(at, quote != '\0' ? end : " \t\n");
        if (name_size == key_size && memcmp(name, key, key_size) == 0) {
            if (size >= ROLE_LIST_SIZE)
                return false;
            memcpy(value, at, size);
            value[size] = '\0';
            return true;
        }
        at += size;
        if (quote != '\0' && *at == quote)
            at++;
    }
}

/* Takes the next group of "a,b/c" off `*groups`; false when none is left. */
static bool
next_group(const char **groups, char group[ROLE_LIST_SIZE])
{
    if (*groups == NULL)
        return false;
    size_t size = strcspn(*groups, "/");
    memcpy(group, *groups, size);
    group[size] = '\0';
    *groups = (*groups)[size] == '/' ? *groups + size + 1 : NULL;
    return true;
}

static bool
lists(const char *list, const char *role)
{
    size_t role_size = strlen(role);
    while (*list != '\0') {
        size_t size = strcspn(list, ",");
        if (size == role_size && memcmp(list, role, size) == 0)
            return true;
        list += size;
        list += *list == ',';
    }
    return false;
}

void
roles_add(role_rules *rules, uint32_t module, const char *name, const char *argument)
{
    role_effect effect;
    const char *victims_key;
    if (strcmp(name, "module-role-cork") == 0) {
        effect = ROLE_CALLS;
        victims_key = "cork_roles";
    } else if (strcmp(name, "module-role-ducking") == 0) {
        effect = ROLE_DUCKS;
        victims_key = "ducking_roles";
    } else {
        return;
    }
    char triggers[ROLE_LIST_SIZE] = "phone";
    char victims[ROLE_LIST_SIZE] = "music,video";
    char everywhere[ROLE_LIST_SIZE] = "0";
    if (argument != NULL) {
        argument_value(argument, "trigger_roles", triggers);
        argument_value(argument, victims_key, victims);
        argument_value(argument, "global", everywhere);
    }
    const char *trigger_groups = triggers;
    const char *victim_groups = victims;
    role_rule rule = {.module = module,
                      .effect = effect,
                      .everywhere =
                          (everywhere[0] != '\0' && strchr("1ytYT", everywhere[0]) != NULL) ||
                          strcmp(everywhere, "on") == 0};
    roles_remove(rules, module);
    while (rules->count < ROLE_RULES_MAX && next_group(&trigger_groups, rule.triggers) &&
           next_group(&victim_groups, rule.victims))
        rules->rules[rules->count++] = rule;
}

void
roles_remove(role_rules *rules, uint32_t module)
{
    size_t kept = 0;
    for (size_t i = 0; i < rules->count; i++)
        if (rules->rules[i].module != module)
            rules->rules[kept++] = rules->rules[i];
    rules->count = kept;
}

role_effect
roles_judge(const role_rules *rules, const char *trigger, const char *own, bool same_output)
{
    if (strcmp(trigger, "phone") == 0)
        return ROLE_CALLS;
    /* The modules' own word for a stream without a role. */
    if (*trigger == '\0')
        trigger = "no_role";
    if (*own == '\0')
        own = "no_role";
    role_effect worst = ROLE_NOTHING;
    for (size_t i = 0; i < rules->count; i++) {
        const role_rule *rule = &rules->rules[i];
        if (rule->effect > worst && (rule->everywhere || same_output) &&
            lists(rule->triggers, trigger) &&
            (lists(rule->victims, own) || lists(rule->victims, "any_role")))
            worst = rule->effect;
    }
    return worst;
}

bool
roles_audible(const char *role, bool client)
{
    if (*role == '\0')
        return client;
    return strcmp(role, "event") != 0 && strcmp(role, "filter") != 0 &&
           strcmp(role, "abstract") != 0;
}
