// The way from notifications into the hosts.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "gate.h"

namespace
{
struct Host {
    std::atomic<int> count{0};
    bool closes = false;
    const as_host host{this, hear, "test", nullptr};
    const int port = gate_open(&host);

    static void hear(void *context, const as_event *)
    {
        Host &self = *static_cast<Host *>(context);
        self.count++;
        if (self.closes)
            gate_close(self.port);
    }
};

const as_event EVENT{};

TEST(IosGate, EveryHostHearsUntilItIsClosed)
{
    Host one, two;
    gate_emit(&EVENT);
    gate_close(one.port);
    gate_emit(&EVENT);
    gate_close(two.port);
    gate_emit(&EVENT);
    EXPECT_EQ(one.count, 1);
    EXPECT_EQ(two.count, 2);
}

TEST(IosGate, CloseMayComeFromInsideAnEmit)
{
    Host host;
    host.closes = true;
    gate_emit(&EVENT);
    gate_emit(&EVENT);
    EXPECT_EQ(host.count, 1);
}

TEST(IosGate, CloseWaitsForTheEmitsOfOtherThreads)
{
    struct Slow {
        std::promise<void> entered;
        std::shared_future<void> release;
        std::atomic<bool> left{false};
    } slow;
    std::promise<void> released;
    slow.release = released.get_future().share();
    const as_host host{&slow,
                       [](void *context, const as_event *) {
                           Slow &self = *static_cast<Slow *>(context);
                           self.entered.set_value();
                           self.release.wait();
                           self.left = true;
                       },
                       "test", nullptr};
    const int port = gate_open(&host);
    std::thread emitting([] { gate_emit(&EVENT); });
    slow.entered.get_future().wait();
    std::future<bool> closing = std::async(std::launch::async, [&] {
        gate_close(port);
        return slow.left.load();
    });
    EXPECT_EQ(closing.wait_for(std::chrono::milliseconds(20)), std::future_status::timeout);
    released.set_value();
    EXPECT_TRUE(closing.get()) << "close returned before the emit had";
    emitting.join();
}
} // namespace
