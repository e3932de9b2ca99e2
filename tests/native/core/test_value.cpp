#include <gtest/gtest.h>

#include <string>

#include "audio_session/driver.h"

// Out of memory is an answer to be tested, not an abort of the sanitizers'.
extern "C" const char *
__asan_default_options()
{
    return "allocator_may_return_null=1";
}

extern "C" const char *
__tsan_default_options()
{
    return "allocator_may_return_null=1";
}

namespace
{

TEST(Value, HoldsEachType)
{
    as_value value{};
    as_value_set_bool(&value, true);
    EXPECT_EQ(value.type, AS_TYPE_BOOL);
    EXPECT_TRUE(value.as.boolean);
    as_value_set_int(&value, INT64_MIN);
    EXPECT_EQ(value.type, AS_TYPE_INT);
    EXPECT_EQ(value.as.integer, INT64_MIN);
    as_value_set_double(&value, 0.5);
    EXPECT_EQ(value.type, AS_TYPE_DOUBLE);
    EXPECT_EQ(value.as.real, 0.5);
    as_value_clear(&value);
    EXPECT_EQ(value.type, AS_TYPE_NONE);
}

TEST(Value, CopiesTextWithItsNulCharacters)
{
    as_value value{};
    std::string text("a\0b", 3);
    ASSERT_TRUE(as_value_set_text(&value, text.data(), text.size()));
    text[0] = 'x';
    EXPECT_EQ(value.type, AS_TYPE_TEXT);
    EXPECT_EQ(std::string(value.as.text.data, value.as.text.size), std::string("a\0b", 3));
    as_value_clear(&value);
    as_value_clear(&value);
    EXPECT_EQ(value.type, AS_TYPE_NONE);
}

TEST(Value, HoldsEmptyText)
{
    as_value value{};
    ASSERT_TRUE(as_value_set_text(&value, nullptr, 0));
    EXPECT_EQ(value.type, AS_TYPE_TEXT);
    EXPECT_EQ(value.as.text.size, 0u);
    as_value_clear(&value);
}

TEST(Value, IsNoneWhereMemoryIsOut)
{
    as_value value{};
    as_value_set_int(&value, 1);
    EXPECT_FALSE(as_value_set_text(&value, "", SIZE_MAX / 2));
    EXPECT_EQ(value.type, AS_TYPE_NONE);
}

TEST(Fail, FormatsAndReturnsTheStatus)
{
    as_error error{};
    EXPECT_EQ(as_fail(&error, AS_UNAVAILABLE, "no %s at %d", "server", 7), AS_UNAVAILABLE);
    EXPECT_STREQ(error.text, "no server at 7");
}

TEST(Fail, CutsBetweenCharacters)
{
    const std::string characters[] = {"e", "\u00e9", "\u20ac", "\U0001f3a7"};
    for (const std::string &character : characters) {
        for (size_t offset = 0; offset < 4; offset++) {
            std::string text(offset, 'x');
            while (text.size() < 2 * sizeof as_error{}.text) {
                text += character;
            }
            as_error error{};
            as_fail(&error, AS_FAILED, "%s", text.c_str());
            std::string kept = error.text;
            EXPECT_EQ(kept, text.substr(0, kept.size()));
            EXPECT_EQ((kept.size() - offset) % character.size(), 0u);
            EXPECT_GT(kept.size() + character.size(), sizeof error.text - 1);
        }
    }
}

TEST(Clock, IsMonotonic)
{
    uint64_t first = as_now_ns();
    EXPECT_GT(first, 0u);
    EXPECT_GE(as_now_ns(), first);
}

} // namespace
