#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "audio_session/core.h"

namespace
{

as_value
of_type(as_type type)
{
    as_value value{};
    value.type = type;
    return value;
}

struct Answer {
    as_status status;
    std::string text;
};

Answer
check(const char *signature, const std::vector<as_type> &types)
{
    as_operation operation{"operation", signature, "", nullptr};
    std::vector<as_value> values;
    for (as_type type : types) {
        values.push_back(of_type(type));
    }
    as_error error{};
    as_status status = as_check_arguments(&operation, values.data(), values.size(), &error);
    return {status, error.text};
}

constexpr as_type TYPES[] = {AS_TYPE_NONE, AS_TYPE_BOOL, AS_TYPE_INT, AS_TYPE_DOUBLE, AS_TYPE_TEXT};

TEST(Arguments, EachLetterTakesItsTypeAlone)
{
    const std::pair<const char *, as_type> letters[] = {
        {"n:n", AS_TYPE_NONE},   {"b:n", AS_TYPE_BOOL}, {"i:n", AS_TYPE_INT},
        {"d:n", AS_TYPE_DOUBLE}, {"s:n", AS_TYPE_TEXT}, {"j:n", AS_TYPE_TEXT},
    };
    for (const auto &[signature, wanted] : letters) {
        for (as_type type : TYPES) {
            as_status expected = type == wanted ? AS_OK : AS_INVALID_ARGUMENT;
            EXPECT_EQ(check(signature, {type}).status, expected) << signature << " and " << type;
        }
    }
}

TEST(Arguments, AQuestionMarkLetsNoneThrough)
{
    EXPECT_EQ(check("i?:n", {AS_TYPE_NONE}).status, AS_OK);
    EXPECT_EQ(check("i?:n", {AS_TYPE_INT}).status, AS_OK);
    EXPECT_EQ(check("i?:n", {AS_TYPE_TEXT}).status, AS_INVALID_ARGUMENT);
    EXPECT_EQ(check("ii?s:j", {AS_TYPE_INT, AS_TYPE_NONE, AS_TYPE_TEXT}).status, AS_OK);
}

TEST(Arguments, TheTextNamesArgumentValueAndRule)
{
    EXPECT_EQ(check("ii?:n", {AS_TYPE_INT, AS_TYPE_TEXT}).text,
              "operation: argument 2 is text, it has to be an int or none");
    EXPECT_EQ(check("j:n", {AS_TYPE_BOOL}).text,
              "operation: argument 1 is a bool, it has to be a JSON document as text");
}

TEST(Arguments, TheNumberHasToBeRight)
{
    EXPECT_EQ(check(":n", {}).status, AS_OK);
    EXPECT_EQ(check(":n", {AS_TYPE_INT}).text, "operation: takes 0 arguments (\":n\"), got 1");
    EXPECT_EQ(check("i?:n", {}).text, "operation: takes 1 argument (\"i?:n\"), got 0");
    EXPECT_EQ(check("ii:n", {AS_TYPE_INT}).status, AS_INVALID_ARGUMENT);
}

TEST(Arguments, AMalformedSignatureIsSaidToBe)
{
    EXPECT_EQ(check("x:n", {AS_TYPE_INT}).text, "operation: its signature \"x:n\" is malformed");
    EXPECT_EQ(check("i", {AS_TYPE_INT}).text, "operation: its signature \"i\" is malformed");
    EXPECT_EQ(check("?i:n", {AS_TYPE_INT}).text, "operation: its signature \"?i:n\" is malformed");
}

} // namespace
