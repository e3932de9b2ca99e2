// The stack and its tokens, without a server.
#include "focus.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace
{

constexpr uint64_t kNow = 1'000'000'000'000;

bool
Parse(const std::string &text, focus_token *token)
{
    return focus_parse(text.data(), text.size(), kNow, token);
}

class Stack : public testing::Test
{
  protected:
    ~Stack() override
    {
        focus_free(&stack);
    }

    void Own(int gain, uint64_t time, uint32_t client = 10)
    {
        stack.own.client = client;
        EXPECT_EQ(focus_enter(&stack, gain, time, 1, false, false), FOCUS_REQUEST_GRANTED);
    }
    void Peer(uint32_t client, int gain, uint64_t time, uint64_t lasting = 0)
    {
        focus_token token = {client, gain, time, lasting};
        bool changed;
        ASSERT_TRUE(focus_set_peer(&stack, &token, &changed));
    }
    int Judge()
    {
        return focus_judge(&stack, &flags);
    }

    focus_stack stack = {};
    uint32_t flags = 0;
};

TEST(Token, IsReadAsItIsWritten)
{
    for (int gain = 0; gain <= 4; gain++) {
        char text[FOCUS_TEXT_SIZE];
        focus_token token = {};
        focus_format(text, gain, 123456789);
        ASSERT_TRUE(Parse(text, &token));
        EXPECT_EQ(token.gain, gain);
        EXPECT_EQ(token.time_ns, 123456789u);
    }
}

TEST(Token, MayBeASecondAheadAndNoMore)
{
    focus_token token = {};
    EXPECT_TRUE(Parse("1:" + std::to_string(kNow + FOCUS_SLACK_NS), &token));
    EXPECT_FALSE(Parse("1:" + std::to_string(kNow + FOCUS_SLACK_NS + 1), &token));
}

TEST(Token, IsIgnoredIfAnythingIsWrongWithIt)
{
    const std::vector<std::string> hostile = {
        "",
        "1",
        "1:",
        ":1",
        "5:1",
        "-1:1",
        "1:-1",
        "1: 1",
        " 1:1",
        "1:1 ",
        "1:x",
        "1:1:1",
        "11:1",
        "1:+1",
        "1:0x1",
        "1:1\n",
        "1;1",
        "1:1e3",
        "a:1",
        "1:\xff",
        "٣:1",
        "1:٣",
        std::string(3, '\0'),
        "1:12345678901234567890",
        "1:" + std::string(10'000'000, '1'),
        std::string("1:1\0", 4),
        std::string("1\0:1", 4),
    };
    for (const std::string &text : hostile) {
        focus_token token = {7, 3, 5, 1};
        EXPECT_FALSE(Parse(text, &token)) << text.substr(0, 40);
        EXPECT_EQ(token.gain, 3);
        EXPECT_EQ(token.time_ns, 5u);
    }
}

TEST(Token, GarbageIsNeverReadPastItsEnd)
{
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; round++) {
        // Exactly as large as said, so that a sanitizer sees a step too far.
        std::vector<char> data(random() % 28);
        for (char &byte : data)
            byte = "0123456789:4\xff\0 x"[random() % 16];
        focus_token token = {};
        uint64_t lasting = 0;
        if (focus_parse(data.data(), data.size(), kNow, &token)) {
            EXPECT_GE(token.gain, 0);
            EXPECT_LE(token.gain, 4);
            EXPECT_LE(token.time_ns, kNow + FOCUS_SLACK_NS);
        }
        focus_parse_lasting(data.data(), data.size(), kNow, &lasting);
        EXPECT_LE(lasting, kNow + FOCUS_SLACK_NS);
    }
}

// Android's table (MediaFocusControl, API 28 and later): what B's request does to A, by what A has
// lost so far. 0: nothing new is told.
struct Row {
    int gain, none, duck, transient;
};
class Loss : public Stack, public testing::WithParamInterface<Row>
{
};

TEST_P(Loss, GoesByTheTable)
{
    Row row = GetParam();
    Own(FOCUS_GAIN, 100);
    Peer(1, row.gain, 200);
    EXPECT_EQ(Judge(), row.none);
    EXPECT_EQ(Judge(), FOCUS_NONE) << "told once";

    for (int first : {FOCUS_GAIN_TRANSIENT_MAY_DUCK, FOCUS_GAIN_TRANSIENT}) {
        focus_leave(&stack);
        focus_clear_peers(&stack);
        Own(FOCUS_GAIN, 100);
        Peer(1, first, 200);
        Judge();
        Peer(2, row.gain, 300);
        EXPECT_EQ(Judge(), first == FOCUS_GAIN_TRANSIENT ? row.transient : row.duck);
    }
}

INSTANTIATE_TEST_SUITE_P(Table, Loss,
                         testing::Values(Row{1, -1, -1, -1}, Row{2, -2, -2, 0}, Row{4, -2, -2, 0},
                                         Row{3, -3, 0, 0}));

TEST_F(Stack, OnlyALaterTokenTakes)
{
    Own(FOCUS_GAIN, 100);
    Peer(1, FOCUS_GAIN, 99);
    EXPECT_EQ(Judge(), FOCUS_NONE);
}

TEST_F(Stack, EqualTimesGoByTheClient)
{
    Own(FOCUS_GAIN, 100, 10);
    Peer(9, FOCUS_GAIN_TRANSIENT, 100);
    EXPECT_EQ(Judge(), FOCUS_NONE);
    Peer(11, FOCUS_GAIN_TRANSIENT, 100);
    EXPECT_EQ(Judge(), FOCUS_LOSS_TRANSIENT);
}

TEST_F(Stack, GainComesWhenTheLastAboveIsGone)
{
    Own(FOCUS_GAIN_TRANSIENT, 100);
    Peer(1, FOCUS_GAIN_TRANSIENT_MAY_DUCK, 200);
    Peer(2, FOCUS_GAIN_TRANSIENT, 300);
    EXPECT_EQ(Judge(), FOCUS_LOSS_TRANSIENT);
    EXPECT_TRUE(focus_remove_peer(&stack, 2));
    EXPECT_EQ(Judge(), FOCUS_NONE) << "a loss gets no milder";
    Peer(1, FOCUS_NONE, 0);
    EXPECT_EQ(Judge(), FOCUS_GAIN) << "always 1, whatever was asked for";
    EXPECT_EQ(Judge(), FOCUS_NONE);
}

TEST_F(Stack, ALossLeavesIt)
{
    Own(FOCUS_GAIN, 100);
    Peer(1, FOCUS_GAIN, 200);
    EXPECT_EQ(Judge(), FOCUS_LOSS);
    EXPECT_EQ(stack.own.gain, FOCUS_NONE);
    focus_remove_peer(&stack, 1);
    EXPECT_EQ(Judge(), FOCUS_NONE);
    EXPECT_FALSE(focus_leave(&stack));
}

TEST_F(Stack, APermanentGainThatNobodySawStillTakes)
{
    Own(FOCUS_GAIN, 100);
    Peer(1, FOCUS_NONE, 0, 200);
    EXPECT_EQ(Judge(), FOCUS_LOSS);
    Own(FOCUS_GAIN, 300);
    EXPECT_EQ(Judge(), FOCUS_NONE) << "it was before this request";
}

TEST_F(Stack, ACallStandsAboveAll)
{
    Own(FOCUS_GAIN, 100);
    stack.call = true;
    EXPECT_EQ(Judge(), FOCUS_LOSS_TRANSIENT);
    EXPECT_EQ(flags, static_cast<uint32_t>(FOCUS_FLAG_BY_CALL));
    Peer(1, FOCUS_GAIN_TRANSIENT, 200);
    stack.call = false;
    EXPECT_EQ(Judge(), FOCUS_NONE);
    focus_remove_peer(&stack, 1);
    EXPECT_EQ(Judge(), FOCUS_GAIN);
}

TEST_F(Stack, ARequestInACallFailsOrWaits)
{
    stack.call = true;
    EXPECT_EQ(focus_enter(&stack, FOCUS_GAIN, 100, 1, false, false), FOCUS_REQUEST_FAILED);
    EXPECT_EQ(stack.own.gain, FOCUS_NONE);
    EXPECT_EQ(focus_enter(&stack, FOCUS_GAIN, 100, 2, false, true), FOCUS_REQUEST_DELAYED);
    EXPECT_EQ(Judge(), FOCUS_NONE);
    Peer(1, FOCUS_GAIN_TRANSIENT_MAY_DUCK, 200);
    stack.call = false;
    EXPECT_EQ(Judge(), FOCUS_NONE) << "not on top yet";
    focus_remove_peer(&stack, 1);
    EXPECT_EQ(Judge(), FOCUS_GAIN);
}

TEST_F(Stack, AFailedRequestKeepsWhatWasThere)
{
    Own(FOCUS_GAIN_TRANSIENT, 100);
    stack.call = true;
    EXPECT_EQ(focus_enter(&stack, FOCUS_GAIN, 200, 2, false, false), FOCUS_REQUEST_FAILED);
    EXPECT_EQ(stack.own.gain, FOCUS_GAIN_TRANSIENT);
    EXPECT_EQ(stack.generation, 1);
}

TEST_F(Stack, ACallDoesNothingToACall)
{
    stack.call = true;
    EXPECT_EQ(focus_enter(&stack, FOCUS_GAIN_TRANSIENT, 100, 1, true, false),
              FOCUS_REQUEST_GRANTED);
    EXPECT_EQ(Judge(), FOCUS_NONE);
}

TEST_F(Stack, TheServersOwnDuckingIsFlagged)
{
    Own(FOCUS_GAIN, 100);
    stack.duck = true;
    EXPECT_EQ(Judge(), FOCUS_LOSS_TRANSIENT_CAN_DUCK);
    EXPECT_EQ(flags, static_cast<uint32_t>(FOCUS_FLAG_ALREADY_DUCKED));
    stack.duck = false;
    EXPECT_EQ(Judge(), FOCUS_GAIN);
}

TEST_F(Stack, NoGainWhileOthersMayStillComeBack)
{
    Own(FOCUS_GAIN, 100);
    Peer(1, FOCUS_GAIN_TRANSIENT, 200);
    Judge();
    focus_clear_peers(&stack);
    stack.settling = true;
    EXPECT_EQ(Judge(), FOCUS_NONE);
    stack.settling = false;
    EXPECT_EQ(Judge(), FOCUS_GAIN);
}

TEST_F(Stack, RandomPeersNeverBreakTheRules)
{
    std::mt19937 random(7);
    int told = FOCUS_NONE;
    for (int round = 0; round < 50'000; round++) {
        switch (random() % 6) {
        case 0:
            focus_remove_peer(&stack, random() % 20);
            break;
        case 1:
            stack.call = random() % 2 == 0;
            break;
        case 2:
            stack.duck = random() % 2 == 0;
            break;
        case 3:
            if (focus_enter(&stack, 1 + static_cast<int>(random() % 4), round, round, false,
                            random() % 2 == 0) == FOCUS_REQUEST_GRANTED)
                told = FOCUS_NONE;
            else if (stack.loss == FOCUS_LOSS_TRANSIENT)
                told = FOCUS_LOSS_TRANSIENT;
            break;
        default:
            Peer(random() % 20, static_cast<int>(random() % 5), round,
                 random() % 8 == 0 ? static_cast<uint64_t>(round) : 0);
        }
        bool held = stack.own.gain != FOCUS_NONE;
        int now = Judge();
        ASSERT_TRUE(held || now == FOCUS_NONE);
        ASSERT_TRUE(now != FOCUS_GAIN || told == FOCUS_LOSS_TRANSIENT ||
                    told == FOCUS_LOSS_TRANSIENT_CAN_DUCK);
        ASSERT_TRUE(now != FOCUS_LOSS_TRANSIENT_CAN_DUCK || told == FOCUS_NONE);
        ASSERT_TRUE(now != FOCUS_LOSS_TRANSIENT || told != FOCUS_LOSS_TRANSIENT);
        if (now != FOCUS_NONE)
            told = now == FOCUS_GAIN || now == FOCUS_LOSS ? FOCUS_NONE : now;
        ASSERT_EQ(stack.own.gain == FOCUS_NONE && held, now == FOCUS_LOSS);
    }
}

} // namespace
