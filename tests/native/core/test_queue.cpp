// The queue under load: nothing is reordered, no final state is lost, every event is accounted for,
// and no producer ever waits.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <csignal>
#include <map>
#include <mutex>
#include <pthread.h>
#include <thread>

#include "channel.hpp"

namespace
{

constexpr int PRODUCERS = 4;
constexpr int64_t EVENTS = 200000;
constexpr uint32_t SHARED_KINDS = 3; // then one kind of each producer's own
constexpr uint32_t KINDS = SHARED_KINDS + PRODUCERS;

uint32_t
kind_of(int producer, int64_t number)
{
    uint32_t kind = static_cast<uint32_t>(number) % (SHARED_KINDS + 1);
    return kind < SHARED_KINDS ? kind : SHARED_KINDS + static_cast<uint32_t>(producer);
}

// Checks each event as it comes, and the whole at the end.
class Ledger
{
  public:
    void take(const as_event &event)
    {
        ASSERT_LT(event.kind, KINDS);
        ASSERT_EQ(event.sequence, ++sequence_) << "sequence has a gap";
        int64_t &last = last_[event.kind][static_cast<size_t>(event.value)];
        ASSERT_LT(last, event.code) << "kind " << event.kind << " of producer " << event.value;
        last = event.code;
        newest_[event.kind] = event;
        accounted_[event.kind] += 1 + event.collapsed;
        collapsed_ += event.collapsed;
    }

    void take_all(const Channel &channel, size_t room = 64)
    {
        std::array<as_event, 4096> events;
        size_t count;
        do {
            count = as_channel_drain(channel.get(), events.data(), room);
            for (size_t i = 0; i < count; i++) {
                take(events[i]);
            }
        } while (count == room);
    }

    // Everything from here on assumes that each producer emitted numbers 0 to `events` - 1.
    void expect_complete(const Channel &channel, int64_t events) const
    {
        std::map<uint32_t, uint64_t> emitted;
        std::map<uint32_t, std::array<int64_t, PRODUCERS>> final;
        for (int producer = 0; producer < PRODUCERS; producer++) {
            for (int64_t number = 0; number < events; number++) {
                uint32_t kind = kind_of(producer, number);
                emitted[kind]++;
                final[kind][static_cast<size_t>(producer)] = number;
            }
        }
        for (uint32_t kind = 0; kind < KINDS; kind++) {
            EXPECT_EQ(accounted_[kind], emitted[kind]) << "kind " << kind;
            const as_event &newest = newest_[kind];
            EXPECT_EQ(newest.code, final[kind][static_cast<size_t>(newest.value)])
                << "the newest of kind " << kind << " is not what any producer left behind";
        }
        EXPECT_EQ(collapsed_, as_channel_lost(channel.get()));
    }

    uint64_t collapsed() const
    {
        return collapsed_;
    }

  private:
    uint64_t sequence_ = 0;
    uint64_t collapsed_ = 0;
    std::array<std::array<int64_t, PRODUCERS>, KINDS> last_ = [] {
        std::array<std::array<int64_t, PRODUCERS>, KINDS> none;
        for (auto &of_kind : none) {
            of_kind.fill(-1);
        }
        return none;
    }();
    std::array<as_event, KINDS> newest_{};
    std::array<uint64_t, KINDS> accounted_{};
};

std::vector<std::thread>
start_producers(const Channel &channel, int64_t events)
{
    std::vector<std::thread> threads;
    for (int producer = 0; producer < PRODUCERS; producer++) {
        threads.emplace_back([&channel, producer, events] {
            for (int64_t number = 0; number < events; number++) {
                emit(channel, kind_of(producer, number), number, producer);
            }
        });
    }
    return threads;
}

void
join(std::vector<std::thread> &threads)
{
    for (std::thread &thread : threads) {
        thread.join();
    }
}

class Queue : public testing::TestWithParam<size_t>
{
};

INSTANTIATE_TEST_SUITE_P(Capacity, Queue, testing::Values(8, 16, 256),
                         testing::PrintToStringParamName());

TEST_P(Queue, KeepsOrderAndFinalStatesUnderLoad)
{
    Channel channel = make_channel(GetParam());
    Ledger ledger;
    std::atomic<bool> done{false};
    std::thread consumer([&] {
        while (!done) {
            as_channel_wait(channel.get(), -1);
            ledger.take_all(channel);
        }
    });
    std::vector<std::thread> producers = start_producers(channel, EVENTS);
    join(producers);
    done = true;
    as_channel_shut(channel.get()); // wakes the consumer
    consumer.join();
    ledger.take_all(channel);
    ledger.expect_complete(channel, EVENTS);
}

// Odd numbers of events, so that events and pending ones stay behind between drains.
TEST_P(Queue, KeepsOrderWhereTheConsumerTakesLittle)
{
    Channel channel = make_channel(GetParam());
    Ledger ledger;
    std::atomic<bool> done{false};
    std::thread consumer([&] {
        for (size_t room = 1; !done; room = room % 7 + 1) {
            std::array<as_event, 7> events;
            size_t count = as_channel_drain(channel.get(), events.data(), room);
            for (size_t i = 0; i < count; i++) {
                ledger.take(events[i]);
            }
        }
    });
    std::vector<std::thread> producers = start_producers(channel, EVENTS / 4);
    join(producers);
    done = true;
    consumer.join();
    ledger.take_all(channel);
    ledger.expect_complete(channel, EVENTS / 4);
}

TEST_P(Queue, ProducersFinishWithoutAConsumer)
{
    Channel channel = make_channel(GetParam());
    std::vector<std::thread> producers = start_producers(channel, EVENTS);
    join(producers);
    Ledger ledger;
    ledger.take_all(channel);
    ledger.expect_complete(channel, EVENTS);
    EXPECT_GT(ledger.collapsed(), 0u);
}

// Producers that take turns know the order of their events, and so must the consumer.
TEST_P(Queue, KeepsOrderAcrossProducersThatTakeTurns)
{
    Channel channel = make_channel(GetParam());
    std::mutex turn;
    int64_t next = 0;
    std::atomic<bool> done{false};
    std::vector<std::thread> producers;
    for (int producer = 0; producer < PRODUCERS; producer++) {
        producers.emplace_back([&] {
            for (int i = 0; i < EVENTS / 4; i++) {
                std::lock_guard<std::mutex> lock(turn);
                emit(channel, 0, next++);
            }
        });
    }
    int64_t last = -1;
    uint64_t accounted = 0;
    auto take = [&] {
        for (const as_event &event : drain(channel, 5)) {
            ASSERT_LT(last, event.code);
            last = event.code;
            accounted += 1 + event.collapsed;
            ASSERT_LE(accounted, static_cast<uint64_t>(last + 1)) << "counts what was not lost yet";
        }
    };
    std::thread consumer([&] {
        while (!done) {
            take();
        }
    });
    join(producers);
    done = true;
    consumer.join();
    while (as_channel_wait(channel.get(), 0)) {
        take();
    }
    EXPECT_EQ(last, next - 1);
    EXPECT_EQ(accounted, static_cast<uint64_t>(next));
}

std::atomic<bool> stopped{false};
std::atomic<bool> resume{false};

void
stop_here(int)
{
    int saved = errno;
    stopped = true;
    while (!resume) {
        sched_yield();
    }
    stopped = false;
    errno = saved;
}

// A signal stops one producer wherever it happens to be, often inside emit. Nobody waits for it:
// the others finish meanwhile, and afterwards nothing is missing.
TEST_P(Queue, AStoppedProducerHoldsUpNobody)
{
    Channel channel = make_channel(GetParam());
    struct sigaction action{};
    action.sa_handler = stop_here;
    ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);

    std::atomic<bool> done{false};
    std::atomic<int64_t> emitted{0};
    std::thread victim([&] {
        for (int64_t number = 0; !done; number++) {
            emit(channel, 0, number, 0);
            emitted = number + 1;
        }
    });
    while (emitted == 0) { // it is past the start of its thread, where it may hold a lock of malloc
        sched_yield();
    }
    uint64_t accounted[2] = {0, 0};
    int64_t last[2] = {-1, -1};
    auto take = [&] {
        for (const as_event &event : drain(channel, 4096)) {
            ASSERT_LT(last[event.kind], event.code);
            last[event.kind] = event.code;
            accounted[event.kind] += 1 + event.collapsed;
        }
    };
    int64_t others = 0;
    for (int round = 0; round < 300; round++) {
        resume = false;
        ASSERT_EQ(pthread_kill(victim.native_handle(), SIGUSR1), 0);
        while (!stopped) {
            sched_yield();
        }
        std::thread other([&] {
            for (int i = 0; i < 600; i++) {
                emit(channel, 1, others++);
            }
        });
        other.join();
        take();
        resume = true;
        while (stopped) {
            sched_yield();
        }
    }
    done = true;
    victim.join();
    take();
    EXPECT_EQ(accounted[0], static_cast<uint64_t>(emitted));
    EXPECT_EQ(accounted[1], static_cast<uint64_t>(others));
    EXPECT_EQ(last[0], emitted - 1);
    EXPECT_EQ(last[1], others - 1);
}

TEST(QueueRule, AFullRingKeepsTheNewestOfEachKindWithItsCount)
{
    Channel channel = make_channel(4);
    for (int64_t code = 0; code < 10; code++) {
        emit(channel, code % 2, code);
    }
    std::vector<as_event> events = drain(channel);
    ASSERT_EQ(events.size(), 6u);
    for (size_t i = 0; i < 4; i++) {
        EXPECT_EQ(events[i].code, static_cast<int64_t>(i));
        EXPECT_EQ(events[i].collapsed, 0u);
    }
    EXPECT_EQ(events[4].code, 8);
    EXPECT_EQ(events[4].collapsed, 2u);
    EXPECT_EQ(events[5].code, 9);
    EXPECT_EQ(events[5].collapsed, 2u);
    EXPECT_EQ(as_channel_lost(channel.get()), 4u);
}

TEST(QueueRule, AMailboxEventComesBeforeWhatFollowedItInTheRing)
{
    Channel channel = make_channel(2);
    emit(channel, 0, 0);
    emit(channel, 0, 1);
    emit(channel, 0, 2); // the ring is full: mailbox
    ASSERT_EQ(drain(channel, 1).at(0).code, 0);
    emit(channel, 0, 3); // fits again
    std::vector<as_event> events = drain(channel);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[0].code, 1);
    EXPECT_EQ(events[1].code, 2);
    EXPECT_EQ(events[2].code, 3);
    EXPECT_EQ(as_channel_lost(channel.get()), 0u);
}

TEST(QueueRule, AnEventThatOverflowsAgainReplacesThePendingOne)
{
    Channel channel = make_channel(2);
    for (int64_t code = 0; code < 3; code++) {
        emit(channel, 0, code);
    }
    ASSERT_EQ(drain(channel, 1).at(0).code, 0); // 2 is pending now
    emit(channel, 1, 3);                        // takes the free cell
    emit(channel, 0, 4);                        // mailbox again
    std::vector<as_event> events = drain(channel);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[0].code, 1);
    EXPECT_EQ(events[1].code, 3);
    EXPECT_EQ(events[2].code, 4);
    EXPECT_EQ(events[2].collapsed, 1u);
    EXPECT_EQ(as_channel_lost(channel.get()), 1u);
}

TEST(QueueRule, EveryKindHasItsMailbox)
{
    Channel channel = make_channel(2);
    for (int round = 0; round < 3; round++) {
        for (uint32_t kind = 0; kind < AS_MAX_KINDS; kind++) {
            emit(channel, kind, round);
        }
    }
    std::array<int64_t, AS_MAX_KINDS> last{};
    uint64_t accounted = 0;
    for (const as_event &event : drain(channel)) {
        last[event.kind] = event.code;
        accounted += 1 + event.collapsed;
    }
    EXPECT_EQ(accounted, 3u * AS_MAX_KINDS);
    for (int64_t code : last) {
        EXPECT_EQ(code, 2);
    }
}

} // namespace
