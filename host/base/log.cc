#include "base/log.h"

#include <cstdio>

namespace lma {
namespace {

LogLevel g_level = LogLevel::kError;

void Write(std::string_view label, std::string_view line) {
  std::fprintf(stderr, "leave-me-alone: %.*s%.*s\n", static_cast<int>(label.size()), label.data(),
               static_cast<int>(line.size()), line.data());
}

}  // namespace

void SetLogLevel(LogLevel level) { g_level = level; }

void LogError(std::string_view line) {
  if (g_level >= LogLevel::kError) Write("error: ", line);
}

void LogInfo(std::string_view line) {
  if (g_level >= LogLevel::kInfo) Write("", line);
}

}  // namespace lma
