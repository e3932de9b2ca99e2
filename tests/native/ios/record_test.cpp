// The permission to record, in a build that has it.
#include <future>

#include "world.hpp"

namespace
{
struct Row {
    const char *ios, *permission, *request, *selector, *class_name;
};
const Row ROWS[] = {
    {"16.7", "recordPermission", "requestRecordPermission",
     "requestRecordPermission:", "AVAudioSession"},
    {"17.0", "AVAudioApplication.recordPermission",
     "AVAudioApplication.requestRecordPermissionWithCompletionHandler",
     "requestRecordPermissionWithCompletionHandler:", "AVAudioApplication"},
};

TEST(IosRecord, ThePermissionIsRead)
{
    for (const Row &row : ROWS) {
        World world(row.ios);
        Driver driver;
        world.value("recordPermission", "1970168948");
        EXPECT_EQ(driver.call(row.permission).value.as.integer, 1970168948);
        EXPECT_EQ(world.last("recordPermission").class_name, row.class_name);
    }
}

TEST(IosRecord, ARequestReturnsWhenTheUserHasAnswered)
{
    for (const Row &row : ROWS) {
        for (bool granted : {true, false}) {
            World world(row.ios);
            Driver driver;
            std::promise<std::string> asked;
            world.on_question([&](const Question &question) {
                if (question.selector == row.selector)
                    asked.set_value(question.arguments);
            });
            std::future<Answer> answer =
                std::async(std::launch::async, [&] { return driver.call(row.request); });
            const std::string ticket = asked.get_future().get();
            EXPECT_EQ(answer.wait_for(std::chrono::milliseconds(20)), std::future_status::timeout);
            EXPECT_TRUE(
                avfaudio_complete(std::stoll(ticket.substr(1)), granted ? "[true]" : "[false]"));
            const Answer got = answer.get();
            EXPECT_EQ(got.status, AS_OK) << got.error.text;
            EXPECT_EQ(got.value.as.boolean, granted);
        }
    }
    EXPECT_EQ(avfaudio_waiting(), 0);
}

TEST(IosRecord, AnAnswerThatIosKnowsAlreadyComesBeforeTheCallReturns)
{
    World world("17.0");
    Driver driver;
    world.on_question([&](const Question &question) {
        if (question.selector == ROWS[1].selector)
            avfaudio_complete(std::stoll(question.arguments.substr(1)), "[true]");
    });
    EXPECT_TRUE(driver.call(ROWS[1].request).value.as.boolean);
}

TEST(IosRecord, TheApplicationsAreUnsupportedBeforeIos17)
{
    World world("16.7");
    Driver driver;
    for (const char *name : {ROWS[1].permission, ROWS[1].request}) {
        const Answer answer = driver.call(name);
        EXPECT_EQ(answer.status, AS_UNSUPPORTED);
        EXPECT_STREQ(answer.error.since, "17.0");
    }
}

TEST(IosRecord, WhereIosThrowsTheCallReturns)
{
    World world("17.0");
    Driver driver;
    world.answer("recordPermission", R"({"raise":{"name":"X","reason":"y"}})");
    EXPECT_EQ(driver.call("AVAudioApplication.recordPermission").status, AS_FAILED);
    world.answer("sharedInstance", R"({"error":null})");
    EXPECT_EQ(driver.call("AVAudioApplication.recordPermission").status, AS_UNSUPPORTED);
}

TEST(IosRecord, TheDefaultDriverHasItsOtherOperationsFirst)
{
    const size_t count = as_ios_driver.operation_count;
    EXPECT_STREQ(as_ios_driver.operations[count - 4].name, "recordPermission");
    EXPECT_STREQ(as_ios_driver.operations[0].name, "operatingSystemVersion");
}
} // namespace
