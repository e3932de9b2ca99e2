// PulseAudio's role modules, from their arguments.
#include "roles.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace
{

constexpr const char *kCork = "module-role-cork";
constexpr const char *kDuck = "module-role-ducking";

TEST(Roles, PhoneIsACallWithoutAnyModule)
{
    role_rules rules = {};
    EXPECT_EQ(roles_judge(&rules, "phone", "music", false), ROLE_CALLS);
    EXPECT_EQ(roles_judge(&rules, "event", "music", true), ROLE_NOTHING);
    EXPECT_EQ(roles_judge(&rules, "", "", true), ROLE_NOTHING);
}

TEST(Roles, OtherModulesSayNothing)
{
    role_rules rules = {};
    roles_add(&rules, 1, "module-null-sink", "trigger_roles=event");
    EXPECT_EQ(rules.count, 0u);
}

TEST(Roles, DefaultsOfDucking)
{
    role_rules rules = {};
    roles_add(&rules, 1, kDuck, nullptr);
    ASSERT_EQ(rules.count, 1u);
    EXPECT_STREQ(rules.rules[0].triggers, "phone");
    EXPECT_STREQ(rules.rules[0].victims, "music,video");
    EXPECT_FALSE(rules.rules[0].everywhere);
    EXPECT_EQ(roles_judge(&rules, "phone", "music", true), ROLE_CALLS) << "a call stays one";
}

TEST(Roles, GroupsBelongTogether)
{
    role_rules rules = {};
    roles_add(&rules, 1, kDuck,
              "trigger_roles=event/a11y,no_role ducking_roles='music/video' volume=-20dB global=1");
    EXPECT_EQ(roles_judge(&rules, "event", "music", false), ROLE_DUCKS);
    EXPECT_EQ(roles_judge(&rules, "event", "video", false), ROLE_NOTHING);
    EXPECT_EQ(roles_judge(&rules, "a11y", "video", false), ROLE_DUCKS);
    EXPECT_EQ(roles_judge(&rules, "", "video", false), ROLE_DUCKS);
    EXPECT_EQ(roles_judge(&rules, "even", "music", false), ROLE_NOTHING);
    roles_remove(&rules, 2);
    EXPECT_EQ(rules.count, 2u);
    roles_remove(&rules, 1);
    EXPECT_EQ(rules.count, 0u);
}

TEST(Roles, WithoutGlobalOnlyOnTheSameOutput)
{
    role_rules rules = {};
    roles_add(&rules, 1, kCork, "trigger_roles=a11y cork_roles=any_role");
    EXPECT_EQ(roles_judge(&rules, "a11y", "game", true), ROLE_CALLS);
    EXPECT_EQ(roles_judge(&rules, "a11y", "game", false), ROLE_NOTHING);
}

TEST(Roles, AModuleReadTwiceCountsOnce)
{
    role_rules rules = {};
    roles_add(&rules, 1, kCork, "");
    roles_add(&rules, 1, kCork, "");
    EXPECT_EQ(rules.count, 1u);
}

TEST(Roles, GarbageDoesNoHarm)
{
    std::mt19937 random(3);
    for (int round = 0; round < 5'000; round++) {
        std::string text(random() % 60, ' ');
        for (char &byte : text)
            byte = "trigger_oles=',/\" 1\\global"[random() % 26];
        if (random() % 2 == 0)
            text = "trigger_roles=" + text;
        role_rules rules = {};
        for (uint32_t module = 0; module < 20; module++)
            roles_add(&rules, module, module % 2 ? kCork : kDuck, text.c_str());
        EXPECT_LE(rules.count, static_cast<size_t>(ROLE_RULES_MAX));
        roles_judge(&rules, "event", "music", true);
    }
    role_rules rules = {};
    roles_add(&rules, 1, kDuck, ("trigger_roles=" + std::string(100'000, 'x')).c_str());
    EXPECT_STREQ(rules.rules[0].triggers, "phone") << "what does not fit is not there";
}

TEST(Roles, WhatTheUserListensTo)
{
    EXPECT_TRUE(roles_audible("music", true));
    EXPECT_TRUE(roles_audible("phone", false)) << "a call that a module plays";
    EXPECT_TRUE(roles_audible("", true));
    EXPECT_FALSE(roles_audible("", false)) << "the inside of a module";
    EXPECT_FALSE(roles_audible("event", true));
    EXPECT_FALSE(roles_audible("filter", true));
}

} // namespace
