# How every part of the host is declared, so that flags and rules live in one place.

# lma_flags: the warnings, and the sanitizers of the dev and fuzz presets, for everything of ours.
add_library(lma_flags INTERFACE)
target_compile_options(lma_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Wcast-qual -Wformat=2
  -Wimplicit-fallthrough -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns of overlapping copies inside std::string itself (GCC bug 105651).
  target_compile_options(lma_flags INTERFACE -Wno-restrict)
endif()
target_include_directories(lma_flags INTERFACE ${CMAKE_SOURCE_DIR}/host)
if(LMA_SANITIZE)
  # The check of vptrs asks the kernel whether memory can be read, by a call that our sandbox refuses.
  target_compile_options(lma_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=undefined
    -fno-omit-frame-pointer)
  target_link_options(lma_flags INTERFACE -fsanitize=address,undefined)
endif()
if(LMA_FUZZ)
  target_compile_options(lma_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# lma_test_flags: lma_flags for the tests' own code, which runs once: its compile time outweighs its speed.
add_library(lma_test_flags INTERFACE)
target_link_libraries(lma_test_flags INTERFACE lma_flags)
target_compile_options(lma_test_flags INTERFACE -O0)

# lma_module(NAME SOURCES a.cc ... [LINK lma::base ...] [PRIVATE_LINK sqlite3 ...])
# One static library per folder of host/, named lma_NAME with the alias lma::NAME.
# LINK lists the modules whose headers this one may include; PRIVATE_LINK the third-party ones.
function(lma_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(lma_${name} STATIC ${ARG_SOURCES})
  add_library(lma::${name} ALIAS lma_${name})
  target_link_libraries(lma_${name} PUBLIC ${ARG_LINK} PRIVATE lma_flags ${ARG_PRIVATE_LINK})
endfunction()

# lma_unit_test(MODULE SOURCES a_test.cc ... [LINK lma::x ...])
# One GoogleTest executable per module, run by ctest as unit.MODULE.
function(lma_unit_test module)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${module}_test ${ARG_SOURCES})
  target_include_directories(${module}_test PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${module}_test PRIVATE LMA_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${module}_test PRIVATE
    lma_test_flags ${ARG_LINK} lma::${module} GTest::gmock_main GTest::gtest)
  add_test(NAME unit.${module} COMMAND ${module}_test)
  set_tests_properties(unit.${module} PROPERTIES LABELS unit)
endfunction()
