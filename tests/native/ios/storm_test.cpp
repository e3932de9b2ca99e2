// Many notifications from many threads, closes in their midst, and what all that leaves behind.
#include <malloc.h>

#include <atomic>
#include <map>
#include <thread>

#include "world.hpp"

namespace
{
// LeakSanitizer says nothing of what GNUstep allocates, and that is every object (leaks.c): GNUstep
// itself counts those. What else there is LeakSanitizer finds, or a build without sanitizers, by what
// this thread has in use; a thousand of the smallest allocations are more than is allowed there.
extern "C" {
unsigned char GSDebugAllocationActive(unsigned char active);
void **GSDebugAllocationClassList(void); // to be freed
int GSDebugAllocationCount(void *class_);
const char *class_getName(void *class_);
}

class Leaks
{
  public:
    ~Leaks()
    {
        const long grown = in_use() - before;
        EXPECT_LT(grown, ALLOWED) << "bytes";
        for (const auto &[class_, count] : objects())
            EXPECT_LT(count - objects_before[class_], 20) << class_getName(class_);
    }

    Leaks() = default;
    Leaks(const Leaks &) = delete;
    Leaks &operator=(const Leaks &) = delete;

  private:
#if defined(__SANITIZE_ADDRESS__)
    static constexpr long ALLOWED = 1L << 40;
#else
    static constexpr long ALLOWED = 12000;
#endif

    static std::map<void *, int> objects()
    {
        std::map<void *, int> counts;
        void **classes = GSDebugAllocationClassList();
        for (void **class_ = classes; *class_ != nullptr; class_++)
            counts[*class_] = GSDebugAllocationCount(*class_);
        free(classes);
        return counts;
    }

    static long in_use()
    {
        return static_cast<long>(mallinfo2().uordblks + mallinfo2().hblkhd);
    }

    std::map<void *, int> objects_before = objects();
    const long before = in_use();
};

void
post_one(int i)
{
    switch (i % 4) {
    case 0:
        avfaudio_post("AVAudioSessionInterruptionNotification",
                      R"({"AVAudioSessionInterruptionTypeKey":1})");
        break;
    case 1:
        avfaudio_post("AVAudioSessionRouteChangeNotification",
                      R"({"AVAudioSessionRouteChangeReasonKey":2})");
        break;
    case 2:
        avfaudio_post("AVAudioSessionMediaServicesWereLostNotification", "null");
        break;
    default:
        avfaudio_change("outputVolume");
    }
}

TEST(IosStorm, TenThreadsPostAtOnceAndNothingIsLostUnsaid)
{
    World world;
    Driver driver;
    constexpr int EACH = 500;
    std::vector<std::thread> threads;
    for (int t = 0; t < 10; t++)
        threads.emplace_back([] {
            for (int i = 0; i < EACH; i++)
                post_one(i % 3); // GNUstep merges changes of a key that threads make at once
        });
    for (std::thread &thread : threads)
        thread.join();
    uint64_t counted = 0;
    for (const as_event &event : driver.waiting())
        counted += 1 + event.collapsed;
    EXPECT_EQ(counted, 10u * EACH);
}

TEST(IosStorm, DriversCloseWhileTenThreadsPost)
{
    World world;
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;
    for (int t = 0; t < 10; t++)
        threads.emplace_back([&stop] {
            for (int i = 0; !stop; i++)
                post_one(i);
        });
    for (int i = 0; i < 50; i++) {
        Driver driver;
        ASSERT_EQ(driver.status, AS_OK);
        driver.close();
        driver.waiting();
        EXPECT_TRUE(driver.waiting().empty()) << "an event came after close";
    }
    stop = true;
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(avfaudio_observers(), 0);
}

TEST(IosStorm, CallsFromManyThreads)
{
    World world;
    Driver driver;
    world.value("category", "\"AVAudioSessionCategoryPlayback\"");
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; t++)
        threads.emplace_back([&driver] {
            for (int i = 0; i < 200; i++)
                EXPECT_EQ(driver.call("category").text, "AVAudioSessionCategoryPlayback");
        });
    for (std::thread &thread : threads)
        thread.join();
}

TEST(IosStorm, AHundredThousandNotificationsLeaveNothingBehind)
{
    GSDebugAllocationActive(1);
    World world;
    Driver driver;
    for (int i = 0; i < 10000; i++)
        post_one(i);
    driver.waiting();
    const Leaks leaks;
    for (int i = 0; i < 100000; i++)
        post_one(i);
    driver.waiting();
}

TEST(IosStorm, AThousandOpensAndClosesLeaveNothingBehind)
{
    GSDebugAllocationActive(1);
    World world;
    const auto cycle = [] {
        Driver driver;
        ASSERT_EQ(driver.status, AS_OK);
        driver.call("currentRoute");
        driver.call("setActiveError", {boolean(true)});
        avfaudio_post("AVAudioSessionMediaServicesWereResetNotification", "null");
    };
    for (int i = 0; i < 100; i++)
        cycle();
    const Leaks leaks;
    for (int i = 0; i < 1000; i++)
        cycle();
}
} // namespace
