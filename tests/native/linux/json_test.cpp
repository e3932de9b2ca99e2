// The writer, with names that nobody vetted.
#include "json.h"

#include <gtest/gtest.h>

#include <clocale>
#include <random>
#include <string>

namespace
{

std::string
Text(const std::string &text)
{
    json out = {};
    json_bytes(&out, text.data(), text.size());
    std::string written(out.data, out.size);
    json_free(&out);
    return written;
}

TEST(Json, Structure)
{
    json out = {};
    json_open(&out, '[');
    json_open(&out, '{');
    json_key(&out, "a");
    json_int(&out, -5);
    json_key(&out, "b");
    json_open(&out, '[');
    json_close(&out, ']');
    json_key(&out, "c");
    json_text(&out, nullptr);
    json_close(&out, '}');
    json_bool(&out, true);
    json_bool(&out, false);
    json_close(&out, ']');
    EXPECT_STREQ(out.data, R"([{"a":-5,"b":[],"c":null},true,false])");
    json_free(&out);
}

TEST(Json, RealsIgnoreTheLocale)
{
    for (const char *locale : {"C", "de_DE.UTF-8"}) {
        std::setlocale(LC_ALL, locale);
        json out = {};
        json_real(&out, 0.5);
        EXPECT_STREQ(out.data, "0.500");
        json_free(&out);
    }
    std::setlocale(LC_ALL, "C");
}

TEST(Json, TextIsEscaped)
{
    EXPECT_EQ(Text("plain äé€😀"), "\"plain äé€😀\"");
    EXPECT_EQ(Text("q\" b\\ n\n t\t"), R"("q\" b\\ n\u000a t\u0009")");
    EXPECT_EQ(Text(std::string("a\0b\x7f", 4)), R"("a\u0000b\u007f")");
}

TEST(Json, WhatIsNotUtf8IsReplaced)
{
    const std::string bad = "\xef\xbf\xbd";
    EXPECT_EQ(Text("\xff"), '"' + bad + '"');
    EXPECT_EQ(Text("\xc0\x80"), '"' + bad + bad + '"') << "overlong";
    EXPECT_EQ(Text("\xed\xa0\x80"), '"' + bad + bad + bad + '"') << "a surrogate";
    EXPECT_EQ(Text("\xf4\x90\x80\x80"), '"' + bad + bad + bad + bad + '"') << "past the end";
    EXPECT_EQ(Text("\xe2\x82"), '"' + bad + bad + '"') << "cut";
}

TEST(Json, TextIsCut)
{
    EXPECT_EQ(Text(std::string(100'000, 'x')).size(), JSON_TEXT_MAX + 2u);
    // Also in the middle of a character, which then is none.
    EXPECT_EQ(Text(std::string(JSON_TEXT_MAX - 1, 'x') + "é").substr(JSON_TEXT_MAX),
              "\xef\xbf\xbd\"");
}

TEST(Json, GarbageStaysInItsQuotes)
{
    std::mt19937 random(5);
    for (int round = 0; round < 5'000; round++) {
        std::string text(random() % 40, '\0');
        for (char &byte : text)
            byte = static_cast<char>(random());
        std::string written = Text(text);
        for (size_t i = 1; i + 1 < written.size(); i++) {
            EXPECT_GE(static_cast<unsigned char>(written[i]), 0x20);
            if (written[i] == '\\')
                i++;
            else
                EXPECT_NE(written[i], '"');
        }
    }
}

} // namespace
