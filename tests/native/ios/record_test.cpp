// The permission to record: the driver of the optional module.
#include <future>

#include "world.hpp"

extern "C" const as_driver as_ios_record_driver;

namespace
{
struct RecordDriver : Driver {
    RecordDriver() : Driver(&as_ios_record_driver)
    {
    }
};

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
        RecordDriver driver;
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
            RecordDriver driver;
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
    RecordDriver driver;
    world.on_question([&](const Question &question) {
        if (question.selector == ROWS[1].selector)
            avfaudio_complete(std::stoll(question.arguments.substr(1)), "[true]");
    });
    EXPECT_TRUE(driver.call(ROWS[1].request).value.as.boolean);
}

TEST(IosRecord, TheApplicationsAreUnsupportedBeforeIos17)
{
    World world("16.7");
    RecordDriver driver;
    for (const char *name : {ROWS[1].permission, ROWS[1].request}) {
        const Answer answer = driver.call(name);
        EXPECT_EQ(answer.status, AS_UNSUPPORTED);
        EXPECT_STREQ(answer.error.since, "17.0");
    }
}

TEST(IosRecord, WhereIosThrowsTheCallReturns)
{
    World world("17.0");
    RecordDriver driver;
    world.answer("recordPermission", R"({"raise":{"name":"X","reason":"y"}})");
    EXPECT_EQ(driver.call("AVAudioApplication.recordPermission").status, AS_FAILED);
    world.answer("sharedInstance", R"({"error":null})");
    EXPECT_EQ(driver.call("AVAudioApplication.recordPermission").status, AS_UNSUPPORTED);
}

TEST(IosRecord, WithoutASessionThereIsNothingToAsk)
{
    World world("16.7");
    RecordDriver driver;
    world.answer("sharedInstance", R"({"error":null})");
    for (const char *name : {ROWS[0].permission, ROWS[0].request})
        EXPECT_EQ(driver.call(name).status, AS_UNSUPPORTED);
}

TEST(IosRecord, TheDefaultDriverHasNoneOfItsOperations)
{
    const Driver others(&as_ios_driver);
    for (size_t i = 0; i < as_ios_record_driver.operation_count; i++)
        EXPECT_THROW(others.operation(as_ios_record_driver.operations[i].name), std::runtime_error);
}

TEST(IosRecord, TheRegistryTakesItInOnce)
{
    const size_t before = as_registry_count();
    EXPECT_EQ(as_registry_find("ios-record"), nullptr);
    EXPECT_TRUE(as_registry_add(&as_ios_record_driver));
    EXPECT_TRUE(as_registry_add(&as_ios_record_driver));
    EXPECT_EQ(as_registry_get(before), &as_ios_record_driver);
    EXPECT_EQ(as_registry_count(), before + 1);
}
} // namespace
