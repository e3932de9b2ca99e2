# Enables Objective-C. Off Apple that is clang, with GNUstep's Foundation as the target
# audio_session_gnustep.
if(NOT APPLE AND NOT CMAKE_OBJC_COMPILER)
  # CMake would take $CC or gcc, which knows no blocks.
  find_program(AUDIO_SESSION_CLANG NAMES clang REQUIRED)
  set(CMAKE_OBJC_COMPILER "${AUDIO_SESSION_CLANG}" CACHE FILEPATH "The Objective-C compiler")
endif()
enable_language(OBJC)
set(CMAKE_OBJC_VISIBILITY_PRESET hidden)
if(APPLE)
  return()
endif()

find_program(AUDIO_SESSION_GNUSTEP_CONFIG gnustep-config)
find_library(AUDIO_SESSION_BLOCKS BlocksRuntime)
if(NOT AUDIO_SESSION_GNUSTEP_CONFIG OR NOT AUDIO_SESSION_BLOCKS)
  message(FATAL_ERROR "The iOS driver is built here for tests alone, and needs GNUstep: "
    "apt-get install clang libgnustep-base-dev libblocksruntime-dev")
endif()
function(_ask variable)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE text OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()
_ask(_flags "${AUDIO_SESSION_GNUSTEP_CONFIG}" --objc-flags)
_ask(_libraries "${AUDIO_SESSION_GNUSTEP_CONFIG}" --base-libs)
_ask(_gcc_include gcc -print-file-name=include)

# GNUstep's headers ask for a header of another runtime's, and the runtime's own are GCC's: of GCC's
# folder no more than that may be seen, for clang would take its stdatomic.h.
set(_include "${PROJECT_BINARY_DIR}/gnustep")
file(MAKE_DIRECTORY "${_include}/runtime" "${_include}/blocks/objc")
file(CREATE_LINK "${_gcc_include}/objc" "${_include}/runtime/objc" SYMBOLIC)
file(WRITE "${_include}/blocks/objc/blocks_runtime.h" "#include <Block.h>\n")

separate_arguments(_flags UNIX_COMMAND "${_flags}")
separate_arguments(_libraries UNIX_COMMAND "${_libraries}")
# The dependency files and the optimisation are CMake's affair.
list(FILTER _flags EXCLUDE REGEX "^-(MM?D|MP|g|O[0-9]|I\\.|Wall|I.*GNUstep.*)$")
add_library(audio_session_gnustep INTERFACE)
target_compile_options(audio_session_gnustep INTERFACE
  "$<$<COMPILE_LANGUAGE:OBJC>:-fblocks;${_flags}>")
target_include_directories(audio_session_gnustep SYSTEM INTERFACE
  "$<$<COMPILE_LANGUAGE:OBJC>:${_include}/blocks;${_include}/runtime;/usr/include/GNUstep>")
# First, for libgnustep-base has an older _Block_copy, which leaves blocks on the stack.
target_link_libraries(audio_session_gnustep INTERFACE "${AUDIO_SESSION_BLOCKS}" ${_libraries})
