// The registry, and what every driver in it has to keep of the contract without an OS to try it on.
#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <string>

#include "channel.hpp"

namespace
{

std::string
malformed(const char *signature)
{
    as_operation operation{"operation", signature, "", nullptr};
    as_error error{};
    as_check_arguments(&operation, nullptr, 0, &error);
    return strstr(error.text, "malformed") ? error.text : "";
}

TEST(Registry, EveryDriverKeepsToTheContract)
{
    std::set<std::string> names;
    for (size_t i = 0; i < as_registry_count(); i++) {
        const as_driver *driver = as_registry_get(i);
        ASSERT_NE(driver, nullptr);
        SCOPED_TRACE(driver->name);
        EXPECT_TRUE(names.insert(driver->name).second) << "two of that name";
        EXPECT_EQ(as_registry_find(driver->name), driver);
        EXPECT_NE(driver->open, nullptr);
        EXPECT_NE(driver->close, nullptr);
        EXPECT_LE(driver->event_count, size_t{AS_MAX_KINDS});
        std::set<std::string> events;
        for (size_t kind = 0; kind < driver->event_count; kind++) {
            EXPECT_TRUE(events.insert(driver->events[kind]).second) << driver->events[kind];
        }
        std::set<std::string> operations;
        for (size_t row = 0; row < driver->operation_count; row++) {
            const as_operation &operation = driver->operations[row];
            SCOPED_TRACE(operation.name);
            EXPECT_TRUE(operations.insert(operation.name).second) << "two of that name";
            EXPECT_NE(operation.since, nullptr);
            EXPECT_NE(operation.call, nullptr);
            EXPECT_EQ(malformed(operation.signature), "");
            const char *result = strchr(operation.signature, ':') + 1;
            EXPECT_TRUE(strchr("nbidsj", result[0]) && strlen(result) <= 2) << operation.signature;
        }
    }
}

TEST(Registry, AnUnknownNameIsNotFound)
{
    EXPECT_EQ(as_registry_find("no such driver"), nullptr);
    EXPECT_EQ(as_registry_get(as_registry_count()), nullptr);
}

TEST(Registry, OneThatIsAddedIsBehindTheOthers)
{
    static const as_driver more[] = {{"added", nullptr, 0, nullptr, 0, nullptr, nullptr},
                                     {"added", nullptr, 0, nullptr, 0, nullptr, nullptr}};
    const size_t before = as_registry_count();
    EXPECT_TRUE(as_registry_add(&more[0]));
    EXPECT_TRUE(as_registry_add(&more[0])) << "again";
    EXPECT_FALSE(as_registry_add(&more[1])) << "another of that name";
    EXPECT_EQ(as_registry_count(), before + 1);
    EXPECT_EQ(as_registry_get(before), &more[0]);
    EXPECT_EQ(as_registry_find("added"), &more[0]);
}

TEST(Registry, HasRoomForSixteen)
{
    static std::vector<std::string> names(16);
    static std::vector<as_driver> more(16);
    size_t added = 0;
    for (; added < more.size(); added++) {
        names[added] = "more " + std::to_string(added);
        more[added].name = names[added].c_str();
        if (!as_registry_add(&more[added])) {
            break;
        }
    }
    EXPECT_EQ(as_registry_count(), 16u);
    EXPECT_LT(added, 16u);
    EXPECT_EQ(as_registry_find(names[added].c_str()), nullptr);
    EXPECT_EQ(as_registry_get(15), &more[added - 1]);
    EXPECT_EQ(as_registry_get(16), nullptr);
}

class Loopback : public testing::Test
{
  protected:
    void SetUp() override
    {
        driver_ = as_registry_find("loopback");
        if (!driver_) {
            GTEST_SKIP() << "this build holds no loopback driver";
        }
        host_ = {channel_.get(), as_channel_emit, "test", nullptr};
    }

    as_status call(const char *name, std::vector<as_value> arguments, as_value *result)
    {
        for (size_t row = 0; row < driver_->operation_count; row++) {
            const as_operation &operation = driver_->operations[row];
            if (strcmp(operation.name, name) == 0) {
                as_error error{};
                EXPECT_EQ(
                    as_check_arguments(&operation, arguments.data(), arguments.size(), &error),
                    AS_OK)
                    << error.text;
                return operation.call(self_, arguments.data(), result, &error);
            }
        }
        ADD_FAILURE() << "no operation " << name;
        return AS_UNSUPPORTED;
    }

    static as_value integer(int64_t number)
    {
        as_value value{};
        as_value_set_int(&value, number);
        return value;
    }

    Channel channel_ = make_channel(256);
    const as_driver *driver_ = nullptr;
    as_host host_{};
    void *self_ = nullptr;
    as_error error_{};
};

TEST_F(Loopback, OpensCallsEmitsAndClosesTwice)
{
    for (int life = 0; life < 2; life++) {
        ASSERT_EQ(driver_->open(&host_, &self_, &error_), AS_OK);
        as_value result{};
        EXPECT_EQ(call("add", {integer(40), integer(2)}, &result), AS_OK);
        EXPECT_EQ(result.as.integer, 42);
        EXPECT_EQ(call("emit", {integer(0), integer(1), integer(2), integer(3)}, &result), AS_OK);
        driver_->close(self_);
        std::vector<as_event> events = drain(channel_);
        ASSERT_EQ(events.size(), 1u);
        EXPECT_EQ(events[0].code, 2);
    }
}

TEST_F(Loopback, AFailedOpenSaysWhy)
{
    host_.server = "nowhere";
    EXPECT_EQ(driver_->open(&host_, &self_, &error_), AS_UNAVAILABLE);
    EXPECT_STREQ(error_.text, "no loopback at \"nowhere\": leave server out");
}

TEST_F(Loopback, EventsComeFromItsOwnThreads)
{
    ASSERT_EQ(driver_->open(&host_, &self_, &error_), AS_OK);
    as_value result{};
    EXPECT_EQ(call("burst_from_threads", {integer(4), integer(1000)}, &result), AS_OK);
    driver_->close(self_);
    uint64_t accounted = 0;
    for (const as_event &event : drain(channel_)) {
        accounted += 1 + event.collapsed;
    }
    EXPECT_EQ(accounted, 4000u);
}

} // namespace
