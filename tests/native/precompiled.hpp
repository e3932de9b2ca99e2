// What nearly every native test includes, compiled once. CMake compiles it as C as well.
#ifdef __cplusplus
#include <gtest/gtest.h>
#endif
