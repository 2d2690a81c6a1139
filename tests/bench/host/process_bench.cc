// The built host as a browser starts it: from spawn to the first reply, the round trip of a
// judgement over pipes, and how much memory it holds afterwards.
#include <benchmark/benchmark.h>

#include <fstream>
#include <string>
#include <thread>

#include "bench/host/candidates.h"
#include "host/host_process.h"

namespace {

using lma::host_test::Home;
using lma::host_test::HostProcess;

constexpr std::string_view kHello = R"({"id":1,"type":"hello","protocol":[1,1]})";
constexpr std::string_view kPlan =
    R"({"id":2,"type":"plan","url":"https://www.shop.example/a","top_url":"https://www.shop.example/a","top":true})";

std::string JudgeMessage(const lma::bench::Sample& sample) {
  return R"({"id":3,"type":"judge","page":{"url":"https://www.shop.example/a","top_url":"https://www.shop.example/a","text_chars":8000},"candidates":[)" +
         lma::bench::CandidateJson(sample) + "]}";
}

// Of the process, in kB, by the names of /proc/PID/status.
double StatusKb(pid_t process, const std::string& name) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(name + ":", 0) == 0) return std::stod(line.substr(name.size() + 1));
  }
  return 0;
}

void SpawnToFirstReply(benchmark::State& state) {
  const Home home;
  { HostProcess(home.path()).Ask(kHello); }  // makes the vault
  for (auto _ : state) {
    HostProcess host(home.path());
    if (host.Ask(kHello).empty()) state.SkipWithError("no reply");
    state.PauseTiming();
    host.End();
    state.ResumeTiming();
  }
}

void JudgeOverPipes(benchmark::State& state) {
  const Home home;
  HostProcess host(home.path());
  host.Ask(kHello);
  const std::string message = JudgeMessage(lma::bench::kSamples[0]);
  for (auto _ : state) benchmark::DoNotOptimize(host.Ask(message));
}

// After hello, a plan and judgements in all the languages of the samples.
void ResidentMemory(benchmark::State& state) {
  for (auto _ : state) {
    const Home home;
    HostProcess host(home.path());
    host.Ask(kHello);
    host.Ask(kPlan);
    host.Ask(JudgeMessage(lma::bench::kSamples[0]));
    state.counters["one_language_kB"] = StatusKb(host.process(), "VmRSS");
    for (const auto& sample : lma::bench::kSamples) host.Ask(JudgeMessage(sample));
    state.counters["all_kB"] = StatusKb(host.process(), "VmRSS");
    state.counters["own_kB"] = StatusKb(host.process(), "RssAnon");
  }
}

BENCHMARK(SpawnToFirstReply)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(JudgeOverPipes)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(ResidentMemory)->Iterations(1);

}  // namespace
