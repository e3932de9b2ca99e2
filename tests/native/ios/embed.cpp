// A host program with Python inside, as an app on a phone is: iOS goes on posting while Python ends,
// and after it. One process a case.
#include "../embed/python.hpp"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "avfaudio/world.h"

namespace
{

// iOS, on ten threads of its own.
class Posts
{
  public:
    Posts()
    {
        for (int t = 0; t < 10; t++)
            threads.emplace_back([this] {
                while (!stop) {
                    avfaudio_post("AVAudioSessionInterruptionNotification",
                                  R"({"AVAudioSessionInterruptionTypeKey":1})");
                    avfaudio_post("AVAudioSessionMediaServicesWereLostNotification", "null");
                    avfaudio_change("outputVolume");
                    count++;
                }
            });
    }

    ~Posts()
    {
        stop = true;
        for (std::thread &thread : threads)
            thread.join();
    }

    Posts(const Posts &) = delete;
    Posts &operator=(const Posts &) = delete;

    void wait(uint64_t more) const
    {
        const uint64_t until = count + more;
        while (count < until)
            std::this_thread::yield();
    }

  private:
    std::atomic<uint64_t> count{0};
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;
};

// Opens a driver that nobody closes, with a thread of the app's that waits for events and one that
// calls.
void
live()
{
    py::dict names;
    py::exec(R"(
import sys
import threading

import audio_session._native as native
import audio_session.errors

channel = native.Channel(256)
driver = native.NativeDriver("ios", application_name="host")
driver.open(channel)


def hear():
    while not channel.closed:
        channel.wait()
        channel.drain()


def call():
    while not channel.closed:
        try:
            driver.call("inputLatency")
        except audio_session.errors.SessionClosedError:
            return


sys.kept = driver, channel
)",
             names);
    CHECK(avfaudio_observers() > 0);
    avfaudio_post("AVAudioSessionMediaServicesWereLostNotification", "null");
    CHECK(py::len(names["channel"].attr("drain")()) == 1);
    py::exec(R"(
for work in (hear, call):
    threading.Thread(target=work, daemon=True).start()
)",
             names);
}

int
posts_after_finalize()
{
    start_python();
    live();
    py::finalize_interpreter();
    CHECK(avfaudio_observers() == 0);
    const Posts posts;
    posts.wait(1000);
    return 0;
}

int
posts_while_finalizing()
{
    start_python();
    live();
    const Posts posts;
    posts.wait(100);
    py::finalize_interpreter();
    CHECK(avfaudio_observers() == 0);
    posts.wait(1000);
    return 0;
}

// Python's own way out of a process, whose threads go on until there is none.
int
posts_while_exiting()
{
    start_python();
    live();
    const auto *posts = new Posts;
    posts->wait(100);
    Py_Exit(0);
}

const Case CASES[] = {
    {"posts_after_finalize", posts_after_finalize},
    {"posts_while_finalizing", posts_while_finalizing},
    {"posts_while_exiting", posts_while_exiting},
};

} // namespace

int
main(int argc, char **argv)
{
    return run_case(argc, argv, CASES);
}
