// The driver itself, through its contract: where libpulse or a server is missing, and against a real
// PulseAudio daemon, from several threads, for the sanitizers.
#include "audio_session/core.h"
#include "pulse_api.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

extern "C" {
// libpulse keeps free blocks in lists whose atomics ThreadSanitizer cannot see in a library that was
// not built for it. Our own callbacks are called from libpulse.so.0, which is not suppressed.
const char *__tsan_default_suppressions(void);
const char *
__tsan_default_suppressions(void)
{
    return "race:libpulsecommon\n";
}

extern const as_driver as_linux_driver;
extern const as_driver as_linux_driver_missing;
extern const as_driver as_linux_driver_wrong;
}

namespace
{

using std::chrono::steady_clock;

// The core's side: keeps what was emitted.
struct Host {
    explicit Host(std::string address) : address(std::move(address))
    {
        host.context = this;
        host.emit = [](void *self, const as_event *event) {
            static_cast<Host *>(self)->Take(*event);
        };
        host.application_name = "test";
        host.server = this->address.c_str();
    }

    as_status Open(const as_driver &driver = as_linux_driver)
    {
        error = {};
        return driver.open(&host, &self, &error);
    }
    void Close()
    {
        as_linux_driver.close(self);
        self = nullptr;
    }

    void Take(const as_event &event)
    {
        if (on_event)
            on_event(event);
        std::lock_guard lock(mutex);
        events.push_back(event);
        changed.notify_all();
    }
    // Waits for an event of that name and code.
    bool See(const std::string &name, int64_t code)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(20), [&] {
            for (size_t i = 0; i < events.size(); i++)
                if (name == as_linux_driver.events[events[i].kind] && events[i].code == code) {
                    events.erase(events.begin() + static_cast<long>(i));
                    return true;
                }
            return false;
        });
    }

    as_status Call(const std::string &name, std::vector<as_value> arguments, as_value *result,
                   as_error *failure)
    {
        for (size_t i = 0; i < as_linux_driver.operation_count; i++)
            if (name == as_linux_driver.operations[i].name)
                return as_linux_driver.operations[i].call(self, arguments.data(), result, failure);
        ADD_FAILURE() << "no operation " << name;
        return AS_FAILED;
    }
    int Request(int gain, int generation)
    {
        std::vector<as_value> arguments(4);
        as_value_set_int(&arguments[0], gain);
        as_value_set_bool(&arguments[1], false);
        as_value_set_int(&arguments[3], generation);
        as_value result = {};
        as_error failure = {};
        as_status status = Call("request_focus", arguments, &result, &failure);
        return status == AS_OK ? static_cast<int>(result.as.integer) : -status;
    }
    void Abandon(int generation)
    {
        std::vector<as_value> arguments(1);
        as_value_set_int(&arguments[0], generation);
        as_value result = {};
        as_error failure = {};
        EXPECT_EQ(Call("abandon_focus", arguments, &result, &failure), AS_OK);
    }
    as_status Text(const std::string &operation)
    {
        as_value result = {};
        as_error failure = {};
        as_status status = Call(operation, {}, &result, &failure);
        as_value_clear(&result);
        return status;
    }

    std::string address;
    as_host host = {};
    void *self = nullptr;
    as_error error = {};
    std::function<void(const as_event &)> on_event;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<as_event> events;
};

// A PulseAudio daemon of the test's own.
class Server
{
  public:
    Server()
    {
        root_ = testing::TempDir() + "as-XXXXXX";
        if (mkdtemp(root_.data()) == nullptr)
            throw std::runtime_error("no temporary folder at " + root_);
        std::ofstream(root_ + "/default.pa")
            << "load-module module-native-protocol-unix auth-anonymous=1 socket=" << root_
            << "/native\nload-module module-null-sink sink_name=nullA\n";
        std::string path = getenv("PATH");
        std::vector<std::string> environment = {
            "PATH=" + path, "HOME=" + root_, "XDG_RUNTIME_DIR=" + root_,
            "PULSE_RUNTIME_PATH=" + root_, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"};
        std::string script = root_ + "/default.pa";
        pid_ = fork();
        if (pid_ == 0) {
            std::vector<char *> pointers;
            for (std::string &variable : environment)
                pointers.push_back(variable.data());
            pointers.push_back(nullptr);
            execle("/usr/bin/pulseaudio", "pulseaudio", "-n", "-F", script.c_str(),
                   "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no",
                   "--high-priority=no", "--log-target=null", nullptr, pointers.data());
            _exit(127);
        }
        Host probe(Address());
        auto deadline = steady_clock::now() + std::chrono::seconds(20);
        while (probe.Open() != AS_OK && steady_clock::now() < deadline)
            std::this_thread::yield();
        if (probe.self != nullptr)
            probe.Close();
    }
    ~Server()
    {
        Signal(SIGCONT);
        Signal(SIGKILL);
        waitpid(pid_, nullptr, 0);
        std::filesystem::remove_all(root_);
    }
    void Signal(int number) const
    {
        kill(pid_, number);
    }
    std::string Address() const
    {
        return "unix:" + root_ + "/native";
    }

  private:
    std::string root_;
    pid_t pid_ = -1;
};

class OnServer : public testing::Test
{
  protected:
    void SetUp() override
    {
        if (access("/usr/bin/pulseaudio", X_OK) != 0)
            GTEST_SKIP() << "pulseaudio is not installed";
        server = std::make_unique<Server>();
    }
    std::unique_ptr<Server> server;
};

TEST(Library, Missing)
{
    Host host("");
    EXPECT_EQ(host.Open(as_linux_driver_missing), AS_UNAVAILABLE);
    EXPECT_NE(std::string(host.error.text).find("libpulse.so.999"), std::string::npos);
    EXPECT_NE(std::string(host.error.text).find("libpulse0"), std::string::npos);
    EXPECT_EQ(host.self, nullptr);
}

TEST(Library, IsNotLibpulse)
{
    Host host("");
    EXPECT_EQ(host.Open(as_linux_driver_wrong), AS_UNAVAILABLE);
    EXPECT_NE(std::string(host.error.text).find("has no function pa_"), std::string::npos);
}

TEST(Contract, TablesAreWhole)
{
    EXPECT_STREQ(as_linux_driver.name, "linux");
    EXPECT_LE(as_linux_driver.event_count, static_cast<size_t>(AS_MAX_KINDS));
    for (size_t i = 0; i < as_linux_driver.event_count; i++)
        EXPECT_NE(as_linux_driver.events[i], nullptr);
    for (size_t i = 0; i < as_linux_driver.operation_count; i++)
        EXPECT_NE(as_linux_driver.operations[i].call, nullptr);
}

TEST(NoServer, IsNamed)
{
    Host host("unix:/nonexistent/native");
    EXPECT_EQ(host.Open(), AS_UNAVAILABLE);
    EXPECT_NE(std::string(host.error.text).find("unix:/nonexistent/native"), std::string::npos);
    EXPECT_STREQ(host.error.domain, "pulse");
}

TEST_F(OnServer, OpensAndClosesManyTimes)
{
    for (int round = 0; round < 50; round++) {
        Host host(server->Address());
        ASSERT_EQ(host.Open(), AS_OK) << host.error.text;
        EXPECT_EQ(host.Request(1, 1), 1);
        EXPECT_EQ(host.Text("get_devices"), AS_OK);
        host.Close();
    }
}

TEST_F(OnServer, ThreadsCallAtOnce)
{
    Host first(server->Address()), second(server->Address());
    ASSERT_EQ(first.Open(), AS_OK);
    ASSERT_EQ(second.Open(), AS_OK);
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; number++)
        threads.emplace_back([&, number] {
            Host &host = number % 2 == 0 ? first : second;
            for (int round = 0; round < 100; round++) {
                int generation = number * 1000 + round;
                EXPECT_EQ(host.Request(1 + round % 4, generation), 1);
                EXPECT_EQ(host.Text(round % 2 == 0 ? "get_focus_holders" : "get_devices"), AS_OK);
                host.Abandon(generation);
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    first.Close();
    second.Close();
}

// Returns when the thread waits for something: here, for the server that was stopped.
void
WaitUntilAsleep(pid_t thread)
{
    std::string path = "/proc/self/task/" + std::to_string(thread) + "/stat", id, name, state;
    while (state != "S") {
        std::ifstream(path) >> id >> name >> state;
        std::this_thread::yield();
    }
}

TEST_F(OnServer, CloseWhileACallWaits)
{
    Host host(server->Address());
    ASSERT_EQ(host.Open(), AS_OK);
    server->Signal(SIGSTOP);
    std::atomic<int> ended = 0;
    std::vector<std::thread> threads;
    std::vector<std::promise<pid_t>> ids(3);
    for (std::promise<pid_t> &id : ids)
        threads.emplace_back([&] {
            id.set_value(gettid());
            EXPECT_EQ(host.Text("get_devices"), AS_CLOSED);
            ended++;
        });
    for (std::promise<pid_t> &id : ids)
        WaitUntilAsleep(id.get_future().get());
    auto started = steady_clock::now();
    host.Close();
    EXPECT_LT(steady_clock::now() - started, std::chrono::seconds(2));
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(ended, 3);
}

TEST_F(OnServer, CloseFromInsideAnEvent)
{
    Host host(server->Address()), other(server->Address());
    ASSERT_EQ(host.Open(), AS_OK);
    ASSERT_EQ(other.Open(), AS_OK);
    std::atomic<int> emitted = 0;
    host.on_event = [&](const as_event &) {
        emitted++;
        as_linux_driver.close(host.self);
    };
    EXPECT_EQ(host.Request(1, 1), 1);
    EXPECT_EQ(other.Request(2, 1), 1);
    EXPECT_TRUE(host.See("FOCUS_CHANGE", -2));
    // Its connection goes, and with it its token.
    EXPECT_EQ(other.Request(1, 2), 1);
    other.Close();
    EXPECT_EQ(emitted, 1);
}

TEST_F(OnServer, TheServerDies)
{
    Host host(server->Address());
    ASSERT_EQ(host.Open(), AS_OK);
    EXPECT_EQ(host.Request(1, 1), 1);
    server->Signal(SIGKILL);
    EXPECT_TRUE(host.See("SERVICE_LOST", 11)) << "PA_ERR_CONNECTIONTERMINATED";
    EXPECT_EQ(host.Request(1, 2), -AS_UNAVAILABLE);
    host.Abandon(1);
    host.Close();
}

} // namespace
