// The gate between Java's listeners and the host.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

extern "C" {
#include "android.h"
}

namespace
{
void
emit(int64_t port, int kind = 0)
{
    port_emit(nullptr, nullptr, port, kind, 0, 0, 0);
}

void
count(void *context, const as_event *)
{
    ++*static_cast<std::atomic<int> *>(context);
}

TEST(Port, PassesWhatItIsGiven)
{
    as_event seen{};
    const as_host host{
        &seen,
        [](void *context, const as_event *event) { *static_cast<as_event *>(context) = *event; },
        "test", nullptr};
    int64_t port = port_open(&host);
    port_emit(nullptr, nullptr, port, 3, 5, -2, INT64_MAX);
    port_close(port);
    EXPECT_EQ(seen.kind, 3u);
    EXPECT_EQ(seen.flags, 5u);
    EXPECT_EQ(seen.code, -2);
    EXPECT_EQ(seen.value, INT64_MAX);
}

TEST(Port, NothingComesAfterCloseOrFromNowhere)
{
    std::atomic<int> events{0};
    const as_host host{&events, count, "test", nullptr};
    int64_t port = port_open(&host);
    emit(port);
    port_close(port);
    port_close(port);
    emit(port);
    int64_t other = port_open(&host);
    emit(port);
    for (int64_t wrong : {int64_t{0}, int64_t{-1}, INT64_MIN, INT64_MAX, other + 64, other - 64})
        emit(wrong);
    emit(other, -1);
    EXPECT_EQ(events, 1);
    port_close(other);
}

TEST(Port, ThereIsRoomForSixtyFour)
{
    std::atomic<int> events{0};
    const as_host host{&events, count, "test", nullptr};
    std::vector<int64_t> ports;
    while (int64_t port = port_open(&host))
        ports.push_back(port);
    EXPECT_EQ(ports.size(), 64u);
    port_close(ports[10]);
    EXPECT_GT(ports[10] = port_open(&host), 0);
    for (int64_t port : ports) {
        emit(port);
        port_close(port);
    }
    EXPECT_EQ(events, 64);
}

struct Closing {
    int64_t port = 0;
    int events = 0;
};

TEST(Port, CanBeClosedFromInsideAnEmit)
{
    Closing closing;
    const as_host host{&closing,
                       [](void *context, const as_event *) {
                           auto *self = static_cast<Closing *>(context);
                           self->events++;
                           port_close(self->port);
                           emit(self->port);
                       },
                       "test", nullptr};
    closing.port = port_open(&host);
    emit(closing.port);
    EXPECT_EQ(closing.events, 1);
}

// After close has returned no emit runs: its host may be gone.
TEST(Port, CloseWaitsForTheEmitsOfOtherThreads)
{
    std::atomic<int64_t> port{0};
    std::atomic<bool> stop{false};
    std::atomic<int> events{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; i++)
        threads.emplace_back([&] {
            while (!stop)
                emit(port);
        });
    for (int i = 0; i < 400; i++) {
        auto alive = std::make_unique<std::atomic<int>>(0); // freed after close, as a host is
        const as_host host{alive.get(), count, "test", nullptr};
        port = port_open(&host);
        if (i % 16 == 0)
            while (*alive == 0)
                std::this_thread::yield();
        port_close(port);
        events += *alive;
    }
    stop = true;
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_GE(events, 25);
}
} // namespace
