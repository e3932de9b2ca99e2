// What iOS should not do, and does.
#include <future>
#include <thread>

#include "world.hpp"

namespace
{
const char *const RAISE = R"({"raise":{"name":"NSInternalInconsistencyException","reason":"x"}})";

std::vector<as_value>
arguments_for(const as_operation &row, const std::string &word)
{
    std::vector<as_value> arguments;
    for (const char *at = row.signature; *at != ':'; at++) {
        if (*at == 'b')
            arguments.push_back(boolean(true));
        else if (*at == 'i')
            arguments.push_back(number(3));
        else if (*at == 'd')
            arguments.push_back(real(1));
        else if (*at == 's')
            arguments.push_back(text(word));
    }
    return arguments;
}

// A world in which the port "mic" has the data source 3.
void
furnish(World &world)
{
    const std::string sources = R"([{"dataSourceID":3,"dataSourceName":"Front"}])";
    const std::string mic =
        port("AVAudioSessionPortBuiltInMic", "mic", R"("dataSources":)" + sources);
    world.value("availableInputs", "[" + mic + "]");
    world.value("currentRoute", route("", mic));
    world.value("inputDataSources", sources);
    world.value("outputDataSources", sources);
}

// The selector of the last question, which is the operation's own.
std::string
selector_of(World &world, Driver &driver, const as_operation &row, const std::string &word)
{
    std::string last;
    world.on_question([&](const Question &question) {
        if (question.selector != "respondsToSelector:")
            last = question.selector;
    });
    driver.call(row.name, arguments_for(row, word));
    world.on_question(nullptr);
    return last;
}

TEST(IosFaults, AnExceptionOutOfAnySelectorIsAFailure)
{
    World world;
    Driver driver;
    const std::string word = "mic";
    int thrown = 0;
    for (size_t i = 0; i < driver.driver->operation_count; i++) {
        const as_operation &row = driver.driver->operations[i];
        furnish(world);
        const std::string selector = selector_of(world, driver, row, word);
        if (selector.empty())
            continue; // operatingSystemVersion is not the session's
        world.answer(selector, RAISE);
        const Answer answer = driver.call(row.name, arguments_for(row, word));
        EXPECT_EQ(answer.status, AS_FAILED) << row.name;
        EXPECT_STREQ(answer.error.domain, "NSInternalInconsistencyException");
        EXPECT_EQ(std::string(answer.error.text),
                  std::string(row.name) + ": iOS threw NSInternalInconsistencyException: x");
        EXPECT_EQ(answer.value.type, AS_TYPE_NONE) << row.name;
        world.answer(selector, R"({"value":null})");
        thrown++;
    }
    EXPECT_EQ(thrown, static_cast<int>(driver.driver->operation_count) - 1);
}

TEST(IosFaults, AnErrorOutOfAnySetterIsAFailure)
{
    World world;
    Driver driver;
    const std::string word = "mic";
    int refused = 0;
    for (size_t i = 0; i < driver.driver->operation_count; i++) {
        const as_operation &row = driver.driver->operations[i];
        const std::string name = row.name;
        if (name.size() < 5 || name.substr(name.size() - 5) != "Error")
            continue;
        furnish(world);
        const std::string selector = selector_of(world, driver, row, word);
        ASSERT_EQ(driver.call(row.name, arguments_for(row, word)).status, AS_OK) << row.name;
        world.refuse(selector, 1836282486);
        const Answer answer = driver.call(row.name, arguments_for(row, word));
        EXPECT_EQ(answer.status, AS_FAILED) << row.name;
        EXPECT_STREQ(answer.error.name, "msrv") << row.name;
        refused++;
    }
    EXPECT_GE(refused, 25);
}

TEST(IosFaults, NilInsideOfAPortIsNull)
{
    World world;
    Driver driver;
    const std::string uid = "mic";
    world.value("currentRoute", route("{}", R"({"dataSources":[{}],"channels":[{}]})"));
    const Answer answer = driver.call("currentRoute");
    ASSERT_EQ(answer.status, AS_OK) << answer.error.text;
    for (const char *pair : {R"("portType":null)", R"("portName":null)", R"("UID":null)",
                             R"("dataSourceID":null)", R"("channelName":null)"})
        EXPECT_NE(answer.text.find(pair), std::string::npos) << pair;
    EXPECT_EQ(driver.call("setPreferredDataSourceError", {text(uid), number(0)}).error.code, -50);
    avfaudio_post("AVAudioSessionRouteChangeNotification",
                  R"({"AVAudioSessionRouteChangePreviousRouteKey":{"outputs":[{}]}})");
    EXPECT_EQ(driver.next("AVAudioSessionRouteChangeNotification").flags, 0u);
}

TEST(IosFaults, WhatIsThrownNeedNotBeAnException)
{
    World world;
    Driver driver;
    world.answer("category", R"({"raise":null})");
    const Answer answer = driver.call("category");
    EXPECT_EQ(answer.status, AS_FAILED);
    EXPECT_STREQ(answer.error.text, "category: iOS threw what is no NSException");
    world.answer("category", R"({"raise":{"name":"X","reason":null}})");
    EXPECT_STREQ(driver.call("category").error.domain, "X");
}

TEST(IosFaults, AnErrorWithoutADomainAndNoErrorAtAll)
{
    World world;
    Driver driver;
    world.answer("setActive:error:", R"({"error":{"domain":null,"code":7,"text":"why"}})");
    Answer answer = driver.call("setActiveError", {boolean(true)});
    EXPECT_EQ(answer.status, AS_FAILED);
    EXPECT_EQ(answer.error.code, 7);
    EXPECT_STREQ(answer.error.domain, "");
    EXPECT_STREQ(answer.error.name, "");
    EXPECT_STREQ(answer.error.text, "setActiveError: iOS refused with 7 of no domain: why");
    world.answer("setActive:error:", R"({"error":null})");
    answer = driver.call("setActiveError", {boolean(true)});
    EXPECT_EQ(answer.status, AS_FAILED);
    EXPECT_STREQ(answer.error.text, "setActiveError: iOS refused and did not say why");
}

TEST(IosFaults, TextThatIsTooLongIsCutBetweenCharacters)
{
    World world;
    Driver driver;
    std::string longest;
    for (int i = 0; i < 1000; i++)
        longest += "\xC3\xBC";
    world.answer("setActive:error:",
                 R"({"error":{"domain":")" + longest + R"(","code":1,"text":")" + longest + "\"}}");
    const Answer answer = driver.call("setActiveError", {boolean(true)});
    EXPECT_EQ(std::string(answer.error.domain).size(), 62u);
    const std::string text = answer.error.text;
    EXPECT_EQ(text.back(), '\xBC');
}

TEST(IosFaults, ArgumentsThatAreNotUtf8AreRefused)
{
    World world;
    Driver driver;
    const std::string good = "AVAudioSessionCategoryPlayback", bad = "\xFF";
    const Answer answer =
        driver.call("setCategoryModeOptionsError", {text(good), text(bad), number(0)});
    EXPECT_EQ(answer.status, AS_INVALID_ARGUMENT);
    EXPECT_STREQ(answer.error.text, "setCategoryModeOptionsError: argument 2 is not UTF-8");
    EXPECT_EQ(world.asked("setCategory:mode:options:error:"), "never");
}

TEST(IosFaults, AMemberThatTheVersionHasAndTheDeviceHasNot)
{
    World world;
    Driver driver;
    world.value("respondsToSelector:", "false");
    for (const char *name : {"outputMuted", "inputMuted", "inputOrientation",
                             "prepareRouteSelectionForPlaybackWithCompletionHandler",
                             "requestMicrophoneInjectionPermissionWithCompletionHandler"}) {
        const Answer answer = driver.call(name);
        EXPECT_EQ(answer.status, AS_UNSUPPORTED) << name;
        EXPECT_EQ(std::string(answer.error.text),
                  std::string(name) + ": nothing on this device answers to it");
    }
}

TEST(IosFaults, ASystemWithoutASession)
{
    World world;
    world.answer("sharedInstance", R"({"error":null})");
    {
        Driver driver;
        EXPECT_EQ(driver.status, AS_UNAVAILABLE);
        EXPECT_NE(std::string(driver.error.text).find("no audio session"), std::string::npos);
    }
    world.answer("sharedInstance", RAISE);
    {
        Driver driver;
        EXPECT_EQ(driver.status, AS_UNAVAILABLE);
        EXPECT_STREQ(driver.error.domain, "NSInternalInconsistencyException");
    }
    world.answer("sharedInstance", R"({"value":null})");
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << "it opens when there is one again";
}

TEST(IosFaults, AKeyThatCannotBeObservedSilencesNoOther)
{
    World world;
    world.on_question([&](const Question &question) {
        const bool add = question.selector == "addObserver:forKeyPath:options:context:";
        world.answer("addObserver:forKeyPath:options:context:",
                     add && question.arguments == "[\"inputGain\"]" ? RAISE : R"({"value":null})");
    });
    Driver driver;
    ASSERT_EQ(driver.status, AS_OK);
    EXPECT_EQ(avfaudio_observers(), 8);
    avfaudio_change("outputVolume");
    driver.next("outputVolume");
    driver.close();
    EXPECT_EQ(avfaudio_observers(), 0);
}

TEST(IosFaults, CloseGoesOnWhereIosThrows)
{
    World world;
    Driver driver;
    world.answer("removeObserver:forKeyPath:", RAISE);
    driver.close();
    avfaudio_post("AVAudioSessionMediaServicesWereLostNotification", "null");
    EXPECT_TRUE(driver.waiting().empty());
    world.answer("removeObserver:forKeyPath:", R"({"value":null})");
}

TEST(IosFaults, ManyDriversAreRefusedAndNotCrashed)
{
    World world;
    std::vector<std::unique_ptr<Driver>> drivers;
    for (int i = 0; i < 16; i++) {
        drivers.push_back(std::make_unique<Driver>());
        ASSERT_EQ(drivers.back()->status, AS_OK);
    }
    Driver last;
    EXPECT_EQ(last.status, AS_UNAVAILABLE);
    EXPECT_STREQ(last.error.text, "too many ios drivers are open: close some");
    drivers.pop_back();
    EXPECT_EQ(Driver().status, AS_OK);
}

TEST(IosFaults, ACallThatHangsStopsNeitherCallsNorEvents)
{
    World world;
    Driver driver;
    std::promise<void> entered, released;
    std::shared_future<void> release = released.get_future().share();
    world.on_question([&](const Question &question) {
        if (question.selector == "setActive:error:") {
            entered.set_value();
            release.wait();
        }
    });
    std::future<as_status> hanging = std::async(
        std::launch::async, [&] { return driver.call("setActiveError", {boolean(true)}).status; });
    entered.get_future().wait();
    world.value("outputVolume", "0.5");
    EXPECT_EQ(driver.call("outputVolume").value.as.real, 0.5);
    avfaudio_post("AVAudioSessionMediaServicesWereLostNotification", "null");
    driver.next("AVAudioSessionMediaServicesWereLostNotification");
    world.refuse("setActive:error:", 1836282486); // the services died in the middle of it
    released.set_value();
    EXPECT_EQ(hanging.get(), AS_FAILED);
    world.on_question(nullptr);
}
} // namespace
