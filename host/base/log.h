// Log lines on standard error. stdout belongs to the wire alone. A line holds no page text,
// address, brand or key material.
#pragma once

#include <string_view>

namespace lma {

enum class LogLevel { kQuiet, kError, kInfo };

// What is written from now on; kError unless set.
void SetLogLevel(LogLevel level);

void LogError(std::string_view line);
void LogInfo(std::string_view line);

}  // namespace lma
