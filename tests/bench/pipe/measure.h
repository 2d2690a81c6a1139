// What both benches of the pipe need: times, their middle, and a process's memory.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "bench/host/candidates.h"

namespace lma::bench {

class Stopwatch {
 public:
  double us() const {
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// The value that `share` (0 to 1) of them do not exceed. `values` is sorted on the way.
double Quantile(std::vector<double>* values, double share);

// In kB, by the names of /proc/PID/smaps_rollup: "Rss", "Pss", "Anonymous".
double MemoryKb(pid_t process, std::string_view name);
// In kB, by the names of /proc/PID/status: "VmRSS", "RssAnon", "VmHWM".
double StatusKb(pid_t process, std::string_view name);

// A `judge` message with one candidate of about 2 KiB.
std::string JudgeMessage(const Sample& sample, std::string_view host);
std::string PlanMessage(std::string_view host);

inline constexpr std::string_view kHello = R"({"id":1,"type":"hello","protocol":[1,1]})";

// Whether --json was said; ends the program with status 2 on anything else.
bool JsonWanted(int argc, char** argv);

}  // namespace lma::bench
