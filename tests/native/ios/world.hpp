// A world that answers what a test wrote down, and remembers what it was asked; and a driver in it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "../core/channel.hpp"
#include "avfaudio/world.h"

// Takes out the blank that GNUstep writes after a colon.
inline void
squeeze(std::string &json)
{
    for (size_t at = json.find("\": "); at != std::string::npos; at = json.find("\": ", at + 1))
        json.erase(at + 2, 1);
}

struct Question {
    std::string class_name, object, selector, arguments;
};

class World
{
  public:
    explicit World(const char *ios = "26.2") : version(ios)
    {
        const avfaudio_world world = {this, version.c_str(), ask};
        avfaudio_set_world(&world);
    }

    ~World()
    {
        avfaudio_set_world(nullptr);
    }

    World(const World &) = delete;
    World &operator=(const World &) = delete;

    // What a selector's method answers from now on, as world.h writes it.
    void answer(const std::string &selector, const std::string &json)
    {
        const std::lock_guard guard(lock);
        answers[selector] = json;
    }

    void value(const std::string &selector, const std::string &json)
    {
        answer(selector, "{\"value\":" + json + "}");
    }

    void refuse(const std::string &selector, int64_t code)
    {
        answer(selector, R"({"error":{"domain":"NSOSStatusErrorDomain","code":)" +
                             std::to_string(code) + R"(,"text":"no"}})");
    }

    // Runs inside of each question, before it is answered.
    void on_question(std::function<void(const Question &)> hook)
    {
        const std::lock_guard guard(lock);
        hook_ = std::move(hook);
    }

    // The arguments of the last question of a selector; "never" if there was none.
    std::string asked(const std::string &selector)
    {
        return last(selector).arguments;
    }

    Question last(const std::string &selector)
    {
        const std::lock_guard guard(lock);
        for (auto at = questions.rbegin(); at != questions.rend(); ++at)
            if (at->selector == selector)
                return *at;
        return {"", "", selector, "never"};
    }

  private:
    static void ask(void *context, const char *class_name, const char *object, const char *selector,
                    const char *arguments, void *reply)
    {
        World &self = *static_cast<World *>(context);
        const Question question{class_name, object, selector, arguments};
        std::function<void(const Question &)> hook;
        {
            const std::lock_guard guard(self.lock);
            self.questions.push_back(question);
            squeeze(self.questions.back().arguments);
            squeeze(self.questions.back().object);
            if (self.questions.size() > 1000)
                self.questions.erase(self.questions.begin(), self.questions.begin() + 500);
            hook = self.hook_;
        }
        if (hook)
            hook(question);
        const std::lock_guard guard(self.lock);
        const auto found = self.answers.find(selector);
        if (found != self.answers.end())
            avfaudio_answer(reply, found->second.c_str());
    }

    std::string version;
    std::mutex lock;
    std::map<std::string, std::string> answers;
    std::vector<Question> questions;
    std::function<void(const Question &)> hook_;
};

struct Answer {
    as_status status = AS_OK;
    as_value value{};
    as_error error{};
    std::string text;
};

inline as_value
none()
{
    return {};
}

inline as_value
boolean(bool given)
{
    as_value value{};
    as_value_set_bool(&value, given);
    return value;
}

inline as_value
number(int64_t given)
{
    as_value value{};
    as_value_set_int(&value, given);
    return value;
}

inline as_value
real(double given)
{
    as_value value{};
    as_value_set_double(&value, given);
    return value;
}

// Borrows `given`, which has to outlive the call.
inline as_value
text(const std::string &given)
{
    as_value value{};
    value.type = AS_TYPE_TEXT;
    value.as.text.data = const_cast<char *>(given.data());
    value.as.text.size = given.size();
    return value;
}

extern "C" const as_driver as_ios_driver;

class Driver
{
  public:
    const as_driver *driver;
    Channel channel = make_channel(AS_DEFAULT_CAPACITY);
    as_status status;
    as_error error{};

    explicit Driver(const as_driver *of = &as_ios_driver)
        : driver(of), host{channel.get(), as_channel_emit, "test", nullptr}
    {
        status = driver->open(&host, &self, &error);
    }

    ~Driver()
    {
        close();
    }

    Driver(const Driver &) = delete;
    Driver &operator=(const Driver &) = delete;

    void close()
    {
        if (status == AS_OK && self != nullptr)
            driver->close(self);
        self = nullptr;
    }

    Answer call(const std::string &name, const std::vector<as_value> &arguments = {})
    {
        const as_operation &row = operation(name);
        Answer answer;
        answer.status = as_check_arguments(&row, arguments.data(), arguments.size(), &answer.error);
        if (answer.status == AS_OK)
            answer.status = row.call(self, arguments.data(), &answer.value, &answer.error);
        if (answer.value.type == AS_TYPE_TEXT) {
            answer.text.assign(answer.value.as.text.data, answer.value.as.text.size);
            if (row.signature[std::string(row.signature).find(':') + 1] == 'j')
                squeeze(answer.text);
            as_value_clear(&answer.value);
            answer.value.type = AS_TYPE_TEXT;
        }
        return answer;
    }

    const as_operation &operation(const std::string &name) const
    {
        for (size_t i = 0; i < driver->operation_count; i++)
            if (name == driver->operations[i].name)
                return driver->operations[i];
        throw std::runtime_error("no operation " + name);
    }

    uint32_t kind(const std::string &name) const
    {
        for (uint32_t i = 0; i < driver->event_count; i++)
            if (name == driver->events[i])
                return i;
        throw std::runtime_error("no event " + name);
    }

    // The next event, which has to be of this kind.
    as_event next(const std::string &name)
    {
        as_event event{};
        if (!as_channel_wait(channel.get(), 5000) ||
            as_channel_drain(channel.get(), &event, 1) == 0)
            ADD_FAILURE() << "no event came where " << name << " should";
        else
            EXPECT_EQ(std::string(driver->events[event.kind]), name);
        return event;
    }

    std::vector<as_event> waiting()
    {
        return drain(channel);
    }

  private:
    as_host host;
    void *self = nullptr;
};

// Ports as the table of operations describes them.
inline std::string
port(const std::string &type, const std::string &uid, const std::string &more = "")
{
    return R"({"portType":")" + type + R"(","portName":"A port","UID":")" + uid + '"' +
           (more.empty() ? "" : "," + more) + "}";
}

inline std::string
route(const std::string &outputs, const std::string &inputs = "")
{
    return R"({"inputs":[)" + inputs + R"(],"outputs":[)" + outputs + "]}";
}
