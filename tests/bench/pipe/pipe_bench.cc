// The host as a browser meets it, beside an echo host in C in the same run: the two take turns, so
// that the machine's mood weighs on both alike. Prints a table, or with --json one object.
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/pipe/measure.h"
#include "host/host_process.h"
#include "protocol/json_writer.h"

namespace {

using lma::bench::Quantile;
using lma::bench::Stopwatch;
using lma::host_test::Home;
using lma::host_test::HostProcess;

constexpr int kSpawns = 100;
constexpr int kHotTrips = 5'000;
constexpr int kIdleTrips = 300;
constexpr int kBurst = 10'000;
constexpr auto kIdle = std::chrono::milliseconds(2);

// One thing measured, of both programs.
struct Row {
  std::string id;
  std::string title;
  double host = 0;
  double echo = 0;
};

struct Pair {
  std::vector<double> host;
  std::vector<double> echo;
};

void AddQuantiles(const std::string& id, const std::string& title, Pair* pair,
                  std::vector<Row>* rows) {
  rows->push_back(
      {id + "_p50", title + ", median", Quantile(&pair->host, 0.5), Quantile(&pair->echo, 0.5)});
  rows->push_back({id + "_p99", title + ", 99th percentile", Quantile(&pair->host, 0.99),
                   Quantile(&pair->echo, 0.99)});
}

double SpawnUs(const Home& home, const std::string& program) {
  const Stopwatch watch;
  HostProcess process(home.path(), program);
  process.Ask(lma::bench::kHello);
  const double us = watch.us();
  process.End();
  return us;
}

double TripUs(HostProcess& process, const std::string& message) {
  const Stopwatch watch;
  process.Ask(message);
  return watch.us();
}

// All messages are written as fast as the pipe takes them, as after a browser's start.
double BurstUs(HostProcess& process, const std::string& message) {
  const Stopwatch watch;
  std::thread writer([&] {
    for (int i = 0; i < kBurst; ++i) process.Send(message);
  });
  for (int i = 0; i < kBurst; ++i) process.Receive();
  writer.join();
  return watch.us();
}

std::vector<Row> Measure() {
  const Home home;
  std::vector<Row> rows;
  SpawnUs(home, LMA_HOST);  // makes the vault
  Pair spawns;
  for (int i = 0; i < kSpawns; ++i) {
    spawns.host.push_back(SpawnUs(home, LMA_HOST));
    spawns.echo.push_back(SpawnUs(home, LMA_ECHO));
  }
  AddQuantiles("spawn_to_reply_us", "spawn to first reply, us", &spawns, &rows);

  HostProcess host(home.path());
  HostProcess echo(home.path(), LMA_ECHO);
  const std::string message = lma::bench::JudgeMessage(lma::bench::kSamples[0], "shop.example");
  for (HostProcess* process : {&host, &echo}) {
    process->Ask(lma::bench::kHello);
    process->Ask(lma::bench::PlanMessage("shop.example"));
    process->Ask(message);
  }
  rows.push_back({"resident_kB", "resident after hello, plan, one judgement, kB",
                  lma::bench::MemoryKb(host.process(), "Rss"),
                  lma::bench::MemoryKb(echo.process(), "Rss")});
  rows.push_back({"private_kB", "of it the process's own (anonymous), kB",
                  lma::bench::MemoryKb(host.process(), "Anonymous"),
                  lma::bench::MemoryKb(echo.process(), "Anonymous")});
  Pair hot;
  for (int i = 0; i < kHotTrips; ++i) {
    hot.host.push_back(TripUs(host, message));
    hot.echo.push_back(TripUs(echo, message));
  }
  AddQuantiles("round_trip_hot_us", "round trip of a judgement, hot, us", &hot, &rows);
  Pair idle;
  for (int i = 0; i < kIdleTrips; ++i) {
    std::this_thread::sleep_for(kIdle);
    idle.host.push_back(TripUs(host, message));
    std::this_thread::sleep_for(kIdle);
    idle.echo.push_back(TripUs(echo, message));
  }
  AddQuantiles("round_trip_idle_us", "round trip after 2 ms of idling, us", &idle, &rows);
  rows.push_back({"burst_us_per_message", "10,000 messages at once, us each",
                  BurstUs(host, message) / kBurst, BurstUs(echo, message) / kBurst});
  rows.push_back({"resident_after_burst_kB", "resident after that, kB",
                  lma::bench::MemoryKb(host.process(), "Rss"),
                  lma::bench::MemoryKb(echo.process(), "Rss")});
  return rows;
}

}  // namespace

int main(int argc, char** argv) {
  const bool as_json = lma::bench::JsonWanted(argc, argv);
  const std::vector<Row> rows = Measure();
  if (as_json) {
    std::string text;
    lma::protocol::JsonWriter json(&text);
    json.BeginObject();
    for (const Row& row : rows) {
      json.Key(row.id);
      json.BeginObject();
      json.Member("host", row.host);
      json.Member("echo", row.echo);
      json.EndObject();
    }
    json.EndObject();
    std::puts(text.c_str());
    return 0;
  }
  std::printf("%-48s %10s %10s %8s\n", "", "host", "echo in C", "ratio");
  for (const Row& row : rows) {
    std::printf("%-48s %10.1f %10.1f %8.1f\n", row.title.c_str(), row.host, row.echo,
                row.host / row.echo);
  }
  return 0;
}
