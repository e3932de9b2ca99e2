// A host program with Python inside: it imports the package, hears events from foreign threads, and
// lives on after the interpreter while the OS goes on firing.
//
// One process a case, as an interpreter's end cannot be undone: embed CASE. Exit status 0 is
// success, 77 that the case does not apply.
#include "python.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

using namespace py::literals;

namespace
{

constexpr int SKIPPED = 77;

std::string
import_error()
{
    try {
        py::module_::import("audio_session._native");
    } catch (const py::error_already_set &error) {
        CHECK(error.matches(PyExc_ImportError));
        return py::str(error.value());
    }
    return "";
}

// The names the cases use, in a namespace of their own.
py::dict
open_loopback()
{
    py::dict names;
    py::exec(R"(
import audio_session._native as native

channel = native.Channel(256)
driver = native.NativeDriver("loopback", application_name="host")
driver.open(channel)
)",
             names);
    return names;
}

std::atomic<uint64_t> *
start_os(const py::dict &names)
{
    return reinterpret_cast<std::atomic<uint64_t> *>(
        names["driver"].attr("call")("start_os").cast<uintptr_t>());
}

void
wait_for_ticks(const std::atomic<uint64_t> &ticks, uint64_t count)
{
    uint64_t until = ticks + count;
    while (ticks < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

int
imports()
{
    start_python();
    py::module_ native = py::module_::import("audio_session._native");
    std::string file = py::str(native.attr("__file__"));
    CHECK(file.find("/embed/venv/") != std::string::npos);
    CHECK(native.attr("drivers")().contains("loopback"));
    py::finalize_interpreter();
    return 0;
}

// The OS's threads emit, a dispatcher thread of the host takes, and a C++ function listens, while
// the main thread keeps the GIL busy with something else.
int
gets_events()
{
    constexpr int THREADS = 4;
    constexpr int EVENTS = 1000;
    start_python();
    {
        py::dict names = open_loopback();
        uint64_t accounted = 0;
        auto listener = [&](const py::handle &event) {
            accounted += 1 + event.attr("collapsed").cast<uint64_t>();
        };
        py::cpp_function callback(listener);
        std::thread dispatcher;
        {
            py::gil_scoped_release release;
            dispatcher = std::thread([&] {
                py::gil_scoped_acquire acquire;
                py::object channel = names["channel"];
                while (!channel.attr("closed").cast<bool>()) {
                    channel.attr("wait")();
                    for (py::handle event : channel.attr("drain")()) {
                        callback(event);
                    }
                }
            });
        }
        names["driver"].attr("call")("burst_from_threads", THREADS, EVENTS);
        names["driver"].attr("close")();
        names["channel"].attr("shut")();
        {
            py::gil_scoped_release release;
            dispatcher.join();
        }
        for (py::handle event : names["channel"].attr("drain")(100000)) {
            callback(event);
        }
        CHECK(accounted == THREADS * EVENTS);
    }
    py::finalize_interpreter();
    return 0;
}

// The main thread never lets go of the GIL by itself, and yet the listener runs.
int
urgent()
{
    start_python();
    {
        py::dict names = open_loopback();
        if (PY_VERSION_HEX < 0x030D0000) {
            std::puts("urgent listeners need CPython 3.13");
            return SKIPPED;
        }
        start_os(names);
        py::exec(R"(
heard = []

def listener():
    while events := channel.drain():
        heard.extend(events)

channel.set_urgent(listener)
while len(heard) < 100:
    pass
)",
                 names);
    }
    py::finalize_interpreter();
    return 0;
}

// Neither the driver nor the channel is ever closed by the app.
int
outlives()
{
    start_python();
    std::atomic<uint64_t> *ticks;
    {
        py::dict names = open_loopback();
        ticks = start_os(names);
        names["channel"].attr("wait")();
        CHECK(py::len(names["channel"].attr("drain")()) > 0);
        py::module_::import("sys").attr("kept") = names;
    }
    py::finalize_interpreter();
    wait_for_ticks(*ticks, 200);
    return 0;
}

// As above, with a daemon thread in the middle of a wait, and one in the middle of an OS call.
int
outlives_waiting()
{
    start_python();
    std::atomic<uint64_t> *ticks;
    {
        py::dict names = open_loopback();
        ticks = start_os(names);
        py::exec(R"(
import threading

quiet = native.Channel(8)
threads = [
    threading.Thread(target=quiet.wait, daemon=True),
    threading.Thread(target=driver.call, args=("hold", 1000), daemon=True),
]
for thread in threads:
    thread.start()
while driver.call("holds") == 0:
    pass
)",
                 names);
        py::module_::import("sys").attr("kept") = names;
    }
    py::finalize_interpreter();
    wait_for_ticks(*ticks, 200);
    return 0;
}

int
restarts()
{
    start_python();
    std::atomic<uint64_t> *ticks = start_os(open_loopback());
    py::finalize_interpreter();
    for (int life = 0; life < 2; life++) {
        start_python();
        std::string text = import_error();
        CHECK(text.find("cannot be imported again in this process") != std::string::npos);
        py::finalize_interpreter();
    }
    wait_for_ticks(*ticks, 200);
    return 0;
}

// Not by pybind11: its GIL guards know the main interpreter only.
void
refused_in_a_sub_interpreter()
{
    PyThreadState *main_state = PyThreadState_Get();
    PyThreadState *sub_state = Py_NewInterpreter();
    CHECK(sub_state != nullptr);
    int failure = PyRun_SimpleString(R"(
try:
    import audio_session._native
except ImportError as error:
    assert "cannot be imported in a sub-interpreter" in str(error), error
else:
    raise AssertionError("imported")
)");
    Py_EndInterpreter(sub_state);
    PyThreadState_Swap(main_state);
    CHECK(failure == 0);
}

// Whichever of the two comes first, and it keeps the main interpreter from nothing.
int
sub_interpreter()
{
    start_python();
    refused_in_a_sub_interpreter();
    CHECK(import_error() == "");
    refused_in_a_sub_interpreter();
    py::finalize_interpreter();
    return 0;
}

const Case CASES[] = {
    {"imports", imports},
    {"gets_events", gets_events},
    {"urgent", urgent},
    {"outlives", outlives},
    {"outlives_waiting", outlives_waiting},
    {"restarts", restarts},
    {"sub_interpreter", sub_interpreter},
};

} // namespace

int
main(int argc, char **argv)
{
    return run_case(argc, argv, CASES);
}
