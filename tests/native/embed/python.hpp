// What a host program with Python inside needs, that runs one case a process.
#pragma once

#include <pybind11/embed.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace py = pybind11;

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            std::fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);     \
            std::exit(1);                                                                          \
        }                                                                                          \
    } while (false)

inline void
start_python()
{
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    // The one setting that leads to the venv's site-packages.
    PyStatus status = PyConfig_SetBytesString(&config, &config.executable, VENV_PYTHON);
    CHECK(!PyStatus_Exception(status));
    py::initialize_interpreter(&config, 0, nullptr, false);
}

struct Case {
    const char *name;
    int (*run)();
};

template <size_t COUNT>
int
run_case(int argc, char **argv, const Case (&cases)[COUNT])
{
    for (const Case &test : cases) {
        if (argc == 2 && std::strcmp(argv[1], test.name) == 0) {
            return test.run();
        }
    }
    std::fprintf(stderr, "usage: %s CASE\n", argv[0]);
    return 2;
}
