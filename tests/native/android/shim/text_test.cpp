// Java's text and ours: emoji, NUL, and what is neither.
#include <gtest/gtest.h>

#include <string>
#include <vector>

extern "C" {
#include "android.h"
}

namespace
{
std::u16string
to16(const std::string &utf8)
{
    std::u16string out(utf8.size(), u'\0');
    out.resize(text_to_utf16(utf8.data(), utf8.size(), reinterpret_cast<uint16_t *>(out.data())));
    return out;
}

std::string
to8(const std::u16string &utf16)
{
    std::string out(utf16.size() * 3, '\0');
    out.resize(
        text_to_utf8(reinterpret_cast<const uint16_t *>(utf16.data()), utf16.size(), out.data()));
    return out;
}

TEST(Text, EveryCharacterGoesThereAndBack)
{
    for (char32_t character = 0; character <= 0x10FFFF; character++) {
        if (character >= 0xD800 && character < 0xE000)
            continue;
        std::u16string utf16;
        if (character < 0x10000) {
            utf16 = static_cast<char16_t>(character);
        } else {
            utf16 = {static_cast<char16_t>(0xD7C0 + (character >> 10)),
                     static_cast<char16_t>(0xDC00 + (character & 0x3FF))};
        }
        ASSERT_EQ(to16(to8(utf16)), utf16) << std::hex << static_cast<unsigned>(character);
    }
}

TEST(Text, IsTheUtf8ThatEverybodySpeaks)
{
    EXPECT_EQ(to16("\xF0\x9F\x8E\xA7"), u"\U0001F3A7"); // headphones: four bytes, two units
    EXPECT_EQ(to8(u"\U0001F3A7"), "\xF0\x9F\x8E\xA7");
    EXPECT_EQ(to16(std::string("a\0b", 3)), std::u16string(u"a\0b", 3));
    EXPECT_EQ(to8(std::u16string(u"a\0b", 3)), std::string("a\0b", 3));
    EXPECT_EQ(to8(u"\u00FC\u20AC"), "\xC3\xBC\xE2\x82\xAC");
    EXPECT_EQ(to16(""), u"");
}

TEST(Text, MalformedBytesAreReplaced)
{
    EXPECT_EQ(to16("\x80"), u"\uFFFD");                               // a tail alone
    EXPECT_EQ(to16("a\xC3"), u"a\uFFFD");                             // cut off
    EXPECT_EQ(to16("\xC0\x80"), u"\uFFFD\uFFFD");                     // Java's NUL
    EXPECT_EQ(to16("\xE0\x80\x80"), u"\uFFFD\uFFFD\uFFFD");           // too long
    EXPECT_EQ(to16("\xED\xA0\x80"), u"\uFFFD\uFFFD\uFFFD");           // a surrogate
    EXPECT_EQ(to16("\xF4\x90\x80\x80"), u"\uFFFD\uFFFD\uFFFD\uFFFD"); // past the end
    EXPECT_EQ(to16("\xFF\xC3x"), u"\uFFFD\uFFFDx");
}

TEST(Text, HalfPairsAreReplaced)
{
    EXPECT_EQ(to8(std::u16string{0xD83C}), "\xEF\xBF\xBD");
    EXPECT_EQ(to8(std::u16string{0xDFA7, u'x'}), "\xEF\xBF\xBDx");
    EXPECT_EQ(to8(std::u16string{0xD83C, 0xD83C, 0xDFA7}), "\xEF\xBF\xBD\xF0\x9F\x8E\xA7");
}
} // namespace
