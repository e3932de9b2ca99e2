// The channel's gate, wake-up and urgent hook.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <thread>
#include <unistd.h>

#include "channel.hpp"

namespace
{

bool
readable(const Channel &channel)
{
    pollfd poller{as_channel_fd(channel.get()), POLLIN, 0};
    return poll(&poller, 1, 0) == 1;
}

TEST(Channel, RefusesABadCapacity)
{
    for (size_t capacity :
         {size_t{0}, size_t{1}, size_t{3}, size_t{100}, size_t{131072}, SIZE_MAX}) {
        errno = 0;
        EXPECT_EQ(as_channel_new(capacity), nullptr) << capacity;
        EXPECT_EQ(errno, EINVAL);
    }
    EXPECT_NE(make_channel(2), nullptr);
    EXPECT_NE(make_channel(65536), nullptr);
}

TEST(Channel, DeliversAnEventAsItWas)
{
    Channel channel = make_channel(8);
    as_event sent{};
    sent.kind = 3;
    sent.flags = 0xffffffff;
    sent.code = INT64_MIN;
    sent.value = INT64_MAX;
    sent.time_ns = 12345;
    sent.sequence = 99;
    sent.collapsed = 99;
    as_channel_emit(channel.get(), &sent);
    as_event got = drain(channel).at(0);
    EXPECT_EQ(got.kind, 3u);
    EXPECT_EQ(got.flags, 0xffffffff);
    EXPECT_EQ(got.code, INT64_MIN);
    EXPECT_EQ(got.value, INT64_MAX);
    EXPECT_EQ(got.time_ns, 12345u);
    EXPECT_EQ(got.sequence, 1u) << "the core's to fill in";
    EXPECT_EQ(got.collapsed, 0u) << "the core's to fill in";
}

TEST(Channel, StampsWithTheMonotonicClock)
{
    Channel channel = make_channel(8);
    uint64_t before = as_now_ns();
    emit(channel, 0, 0);
    uint64_t after = as_now_ns();
    uint64_t stamp = drain(channel).at(0).time_ns;
    EXPECT_GE(stamp, before);
    EXPECT_LE(stamp, after);
}

TEST(Channel, DropsAnUnknownKind)
{
    Channel channel = make_channel(8);
    emit(channel, AS_MAX_KINDS, 0);
    emit(channel, UINT32_MAX, 0);
    EXPECT_FALSE(readable(channel));
    EXPECT_TRUE(drain(channel).empty());
    EXPECT_EQ(as_channel_lost(channel.get()), 0u);
}

TEST(Wake, IsReadableWhileEventsWait)
{
    Channel channel = make_channel(8);
    EXPECT_FALSE(readable(channel));
    emit(channel, 0, 0);
    emit(channel, 0, 1);
    emit(channel, 0, 2);
    EXPECT_TRUE(readable(channel));
    EXPECT_EQ(drain(channel, 1).size(), 1u);
    EXPECT_TRUE(readable(channel));
    EXPECT_EQ(drain(channel, 2).size(), 2u);
    EXPECT_TRUE(readable(channel)) << "as much as there was room for: there may be more";
    EXPECT_TRUE(drain(channel, 2).empty());
    EXPECT_FALSE(readable(channel));
    emit(channel, 0, 3);
    EXPECT_TRUE(readable(channel));
}

TEST(Wake, OnlyADrainThatFindsNothingClearsIt)
{
    Channel channel = make_channel(8);
    std::array<as_event, 8> events;
    emit(channel, 0, 0);
    EXPECT_EQ(as_channel_drain(channel.get(), events.data(), events.size()), 1u);
    EXPECT_TRUE(readable(channel)) << "an event must not wait for the system call that clears it";
    EXPECT_EQ(as_channel_drain(channel.get(), events.data(), events.size()), 0u);
    EXPECT_FALSE(readable(channel));
}

TEST(Wake, StaysReadableWhereADrainThatNobodyAskedForTookPart)
{
    Channel channel = make_channel(8);
    EXPECT_TRUE(drain(channel, 8).empty());
    for (int64_t code = 0; code < 8; code++) {
        emit(channel, 0, code);
    }
    EXPECT_EQ(drain(channel, 3).size(), 3u);
    EXPECT_TRUE(readable(channel));
}

#if defined(__linux__)
TEST(Wake, ABurstCostsOneWrite)
{
    Channel channel = make_channel(256);
    for (int64_t code = 0; code < 100; code++) {
        emit(channel, 0, code);
    }
    uint64_t writes = 0;
    ASSERT_EQ(read(as_channel_fd(channel.get()), &writes, sizeof writes), ssize_t{sizeof writes});
    EXPECT_EQ(writes, 1u);
}
#endif

TEST(Wake, IsClosedOnExecAndDoesNotBlock)
{
    Channel channel = make_channel(8);
    int fd = as_channel_fd(channel.get());
    EXPECT_TRUE(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    EXPECT_TRUE(fcntl(fd, F_GETFL) & O_NONBLOCK);
}

TEST(Wake, LeavesErrnoAlone)
{
    Channel channel = make_channel(2);
    for (int64_t code = 0; code < 5; code++) {
        errno = 4711;
        emit(channel, 0, code);
        EXPECT_EQ(errno, 4711);
    }
}

TEST(Wake, WaitTimesOut)
{
    Channel channel = make_channel(8);
    EXPECT_FALSE(as_channel_wait(channel.get(), 0));
    EXPECT_FALSE(as_channel_wait(channel.get(), 1));
    emit(channel, 0, 0);
    EXPECT_TRUE(as_channel_wait(channel.get(), -1));
}

// The producer emits the next event only when the last one has arrived, so that one wake-up lost
// shows at once.
TEST(Wake, NoneIsLost)
{
    Channel channel = make_channel(8);
    std::atomic<int64_t> seen{-1};
    constexpr int64_t EVENTS = 20000;
    std::thread producer([&] {
        for (int64_t code = 0; code < EVENTS; code++) {
            emit(channel, 0, code);
            while (seen != code) {
                std::this_thread::yield();
            }
        }
    });
    while (seen < EVENTS - 1) {
        if (!as_channel_wait(channel.get(), 20000)) {
            ADD_FAILURE() << "no wake-up for event " << seen + 1;
            break;
        }
        for (const as_event &event : drain(channel, 8)) {
            seen = event.code;
        }
    }
    seen = EVENTS - 1;
    producer.join();
}

TEST(Gate, DropsWhatComesAfterIt)
{
    Channel channel = make_channel(8);
    emit(channel, 0, 1);
    as_channel_shut(channel.get());
    as_channel_shut(channel.get());
    emit(channel, 0, 2);
    std::vector<as_event> events = drain(channel);
    ASSERT_EQ(events.size(), 1u) << "what was queued before can still be drained";
    EXPECT_EQ(events[0].code, 1);
}

TEST(Gate, WakesWhoWaitsAndStaysReadable)
{
    Channel channel = make_channel(8);
    std::thread waiter([&] { EXPECT_TRUE(as_channel_wait(channel.get(), -1)); });
    as_channel_shut(channel.get());
    waiter.join();
    EXPECT_TRUE(drain(channel).empty());
    EXPECT_TRUE(as_channel_wait(channel.get(), -1));
}

// The urgent hook runs inside emit, and so shows whether an emit is still running.
TEST(Gate, NoEmitRunsOnceItIsShut)
{
    for (int round = 0; round < 40; round++) {
        Channel channel = make_channel(8);
        std::atomic<int> inside{0};
        std::atomic<bool> go_on{true};
        as_channel_set_urgent(
            channel.get(),
            [](void *context) {
                auto *count = static_cast<std::atomic<int> *>(context);
                ++*count;
                std::this_thread::yield();
                --*count;
            },
            &inside);
        std::vector<std::thread> producers;
        std::atomic<int64_t> emitted{0};
        for (int i = 0; i < 2; i++) {
            producers.emplace_back([&] {
                while (go_on) {
                    emit(channel, 0, ++emitted);
                    std::this_thread::yield();
                }
            });
        }
        while (emitted < 10) {
            drain(channel, 8);
        }
        as_channel_shut(channel.get());
        EXPECT_EQ(inside, 0);
        drain(channel);
        uint64_t lost = as_channel_lost(channel.get());
        int64_t mark = emitted;
        while (emitted < mark + 50) {
            std::this_thread::yield();
        }
        EXPECT_TRUE(drain(channel).empty());
        EXPECT_EQ(as_channel_lost(channel.get()), lost);
        go_on = false;
        for (std::thread &producer : producers) {
            producer.join();
        }
    }
}

void
count_call(void *context)
{
    ++*static_cast<std::atomic<int> *>(context);
}

TEST(Urgent, IsCalledOnceABurst)
{
    Channel channel = make_channel(8);
    std::atomic<int> calls{0};
    as_channel_set_urgent(channel.get(), count_call, &calls);
    emit(channel, 0, 0);
    emit(channel, 0, 1);
    EXPECT_EQ(calls, 1);
    drain(channel);
    emit(channel, 0, 2);
    EXPECT_EQ(calls, 2);
    as_channel_set_urgent(channel.get(), nullptr, nullptr);
    drain(channel);
    emit(channel, 0, 3);
    EXPECT_EQ(calls, 2);
}

// Whoever began the burst may not have woken the descriptor yet, and so that says nothing.
TEST(Urgent, IsCalledAtOnceForABurstThatBeganWithoutIt)
{
    Channel channel = make_channel(8);
    std::atomic<int> calls{0};
    emit(channel, 0, 0);
    as_channel_set_urgent(channel.get(), count_call, &calls);
    EXPECT_EQ(calls, 1);
    emit(channel, 0, 1);
    EXPECT_EQ(calls, 1);
    drain(channel);
    as_channel_set_urgent(channel.get(), count_call, &calls);
    EXPECT_EQ(calls, 1);
}

TEST(Urgent, IsNotCalledAtAShutGate)
{
    Channel channel = make_channel(8);
    std::atomic<int> calls{0};
    as_channel_set_urgent(channel.get(), count_call, &calls);
    as_channel_shut(channel.get());
    emit(channel, 0, 0);
    EXPECT_EQ(calls, 0);
}

TEST(Urgent, IsCalledBeforeTheDescriptorIsReadable)
{
    Channel channel = make_channel(8);
    struct {
        Channel &channel;
        int calls = 0;
    } seen{channel};
    auto hook = [](void *context) {
        auto *self = static_cast<decltype(seen) *>(context);
        self->calls++;
        EXPECT_FALSE(readable(self->channel)) << "whoever is in a hurry waits for no system call";
    };
    as_channel_set_urgent(channel.get(), hook, &seen);
    emit(channel, 0, 0);
    EXPECT_EQ(seen.calls, 1);
    EXPECT_TRUE(readable(channel));
}

// Each context dies right after its hook was taken away.
TEST(Urgent, TakingItAwayWaitsForItsLastCall)
{
    Channel channel = make_channel(8);
    std::atomic<bool> done{false};
    std::thread producer([&] {
        while (!done) {
            emit(channel, 0, 0);
        }
    });
    std::thread consumer([&] {
        while (!done) {
            drain(channel, 8);
        }
    });
    int total = 0;
    for (int round = 0; round < 2000 || total == 0; round++) {
        auto calls = std::make_unique<std::atomic<int>>(0);
        as_channel_set_urgent(channel.get(), count_call, calls.get());
        std::this_thread::yield();
        as_channel_set_urgent(channel.get(), nullptr, nullptr);
        total += *calls;
    }
    done = true;
    producer.join();
    consumer.join();
    EXPECT_GT(total, 0);
}

} // namespace
