// What a host has acknowledged is there: whatever kills it, and whoever else writes. Short here;
// LMA_KILLS=1000 and LMA_WRITE_SECONDS=60 make it long (tests/README.md).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <thread>

#include "host_process.h"

namespace lma::host_test {
namespace {

using ::testing::HasSubstr;
using Clock = std::chrono::steady_clock;

int FromEnvironment(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

std::string BrandName(std::size_t number) { return "brand" + std::to_string(number) + ".com"; }

std::string Prefer(std::size_t brand, bool wanted) {
  return R"({"id":1,"type":"prefer","domain":")" + BrandName(brand) + R"(","wanted":)" +
         (wanted ? "true}" : "false}");
}

bool IsWanted(HostProcess& host, std::size_t brand) {
  const std::string reply =
      host.Ask(R"({"id":2,"type":"brand","top_url":"https://)" + BrandName(brand) + R"(/"})");
  EXPECT_THAT(reply, HasSubstr(R"("result")"));
  return reply.find(R"("wanted":true)") != std::string::npos;
}

TEST(EnduranceTest, KillsAtRandomMomentsLoseNothing) {
  constexpr std::size_t kBrands = 4;
  constexpr int kKillsPerVault = 25;
  const int kills = FromEnvironment("LMA_KILLS", 50);
  std::mt19937 random(1);
  std::unique_ptr<Home> home;
  std::array<bool, kBrands> said{};
  std::size_t acknowledged = 0;
  for (int kill = 0; kill < kills; ++kill) {
    if (kill % kKillsPerVault == 0) {  // a new vault is made under fire too
      home = std::make_unique<Home>();
      said = {};
    }
    std::size_t under_way = kBrands;  // none
    {
      HostProcess host(home->path());
      // Every third while it starts, the others while they write.
      if (kill % 3 != 0) host.Ask(R"({"id":9,"type":"hello","protocol":[1,1]})");
      std::thread killer([process = host.process(), wait_us = random() % 25'000] {
        std::this_thread::sleep_for(std::chrono::microseconds(wait_us));
        ::kill(process, SIGKILL);
      });
      for (std::size_t i = 0;; ++i) {
        under_way = i % kBrands;
        if (i % 3 == 0) {
          host.Send(
              R"({"id":3,"type":"outcome","top_url":"https://brand0.com/","acts":[{"kind":"survey","action":"dismissed","outcome":"gone"}]})");
          if (!host.Receive()) break;
        }
        if (!host.Send(Prefer(under_way, !said[under_way]))) break;
        const auto reply = host.Receive();
        if (!reply) break;
        ASSERT_THAT(*reply, HasSubstr(R"("result")")) << kill;
        said[under_way] = !said[under_way];
        ++acknowledged;
      }
      killer.join();
    }
    HostProcess host(home->path());
    for (std::size_t brand = 0; brand < kBrands; ++brand) {
      const bool wanted = IsWanted(host, brand);
      // What was under way may be there or not.
      if (brand != under_way) {
        EXPECT_EQ(wanted, said[brand]) << kill << " " << brand;
      }
      said[brand] = wanted;
    }
    ASSERT_EQ(host.End(), 0);
    if (kill % kKillsPerVault == kKillsPerVault - 1) {
      const CommandResult check = RunCommand(home->path(), {"vault", "check"});
      EXPECT_EQ(check.status, 0) << check.output << check.errors;
    }
  }
  std::printf("%d kills over %zu acknowledged writes\n", kills, acknowledged);
}

// Each host writes a brand of its own and, of one that all share, a part of its own.
class Writer {
 public:
  Writer(const Home& home, std::size_t number) : host_(home.path()), number_(number) {}

  void WriteUntil(Clock::time_point end) {
    while (Clock::now() < end) {
      Ask(Prefer(100 + number_, wanted_ = !wanted_));
      ++value_;
      Ask(Shared().request);
      Ask(R"({"id":1,"type":"outcome","top_url":"https://shared.com/","acts":[{"kind":"survey","action":"dismissed","outcome":"gone"}]})");
      ++acts_;
    }
  }
  void Check(HostProcess& reader) const {
    EXPECT_EQ(IsWanted(reader, 100 + number_), wanted_) << number_;
    const std::string shared =
        reader.Ask(R"({"id":2,"type":"brand","top_url":"https://shared.com/"})");
    EXPECT_THAT(shared, HasSubstr(Shared().shows)) << number_;
  }
  int End() { return host_.End(); }
  const std::vector<double>& times_ms() const { return times_ms_; }
  std::size_t acts() const { return acts_; }

 private:
  void Ask(const std::string& message) {
    const auto begin = Clock::now();
    host_.Send(message);
    std::optional<std::string> reply = host_.Receive();
    // In between it tells of the others' changes.
    while (reply && reply->find(R"("id":0,)") != std::string::npos) reply = host_.Receive();
    times_ms_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    EXPECT_THAT(reply.value_or("no answer"), HasSubstr(R"("result")"));
  }
  // A change that this one alone makes to the brand of all, and how the brand shows it.
  struct Change {
    std::string request;
    std::string shows;
  };
  Change Shared() const {
    const bool odd = value_ % 2 == 1;
    if (number_ == 3) {
      return {R"({"id":1,"type":"pause","domain":"shared.com","minutes":)" +
                  std::string(odd ? "-1}" : "0}"),
              odd ? R"("paused_until":9007199254740991)" : R"("paused_until":0)"};
    }
    const std::string shows =
        number_ == 0   ? R"("wanted":)" + std::string(odd ? "true" : "false")
        : number_ == 1 ? R"("wanted_kinds":[")" + std::string(odd ? "survey" : "app") + R"("])"
                       : R"("unwanted_kinds":[")" + std::string(odd ? "push" : "chat") + R"("])";
    return {R"({"id":1,"type":"prefer","domain":"shared.com",)" + shows + "}", shows};
  }

  HostProcess host_;
  std::size_t number_;
  bool wanted_ = false;
  int value_ = 0;
  std::size_t acts_ = 0;
  std::vector<double> times_ms_;
};

class ManyHostsTest : public ::testing::TestWithParam<std::size_t> {};

TEST_P(ManyHostsTest, WriteAtOnceAndLoseNothing) {
  const int seconds = FromEnvironment("LMA_WRITE_SECONDS", 2);
  const Home home;
  {
    HostProcess first(home.path());  // makes the vault
    EXPECT_EQ(first.End(), 0);
  }
  std::vector<std::unique_ptr<Writer>> writers;
  for (std::size_t i = 0; i < GetParam(); ++i) {
    writers.push_back(std::make_unique<Writer>(home, i));
  }
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  std::vector<std::thread> threads;
  threads.reserve(writers.size());
  for (const auto& writer : writers) threads.emplace_back([&] { writer->WriteUntil(end); });
  for (std::thread& thread : threads) thread.join();

  std::vector<double> times;
  std::size_t acts = 0;
  for (const auto& writer : writers) {
    EXPECT_EQ(writer->End(), 0);
    times.insert(times.end(), writer->times_ms().begin(), writer->times_ms().end());
    acts += writer->acts();
  }
  HostProcess reader(home.path());
  for (const auto& writer : writers) writer->Check(reader);
  EXPECT_THAT(reader.Ask(R"({"id":9,"type":"stats"})"),
              HasSubstr(R"("asks":)" + std::to_string(acts) + ","));
  EXPECT_EQ(reader.End(), 0);
  EXPECT_EQ(RunCommand(home.path(), {"vault", "check"}).status, 0);

  std::ranges::sort(times);
  ASSERT_GT(times.size(), 100U);
  std::printf("%zu hosts, %d s: %zu requests, median %.2f ms, p99 %.2f ms, most %.2f ms\n",
              GetParam(), seconds, times.size(), times[times.size() / 2],
              times[times.size() * 99 / 100], times.back());
  // The target is 20 ms on a machine that does nothing else (tests/README.md); a page's limit is
  // what no machine may break.
  EXPECT_LT(times[times.size() * 99 / 100], 1000.0);
}

INSTANTIATE_TEST_SUITE_P(Hosts, ManyHostsTest, ::testing::Values(2, 4));

TEST(EnduranceTest, TheOthersHearOfAChangeWithinASecond) {
  const Home home;
  HostProcess first(home.path());
  HostProcess second(home.path());
  constexpr std::string_view kPlan =
      R"({"id":3,"type":"plan","url":"https://brand1.com/","top_url":"https://brand1.com/"})";
  ASSERT_THAT(second.Ask(kPlan), HasSubstr(R"("reason":"ask")"));
  const auto begin = Clock::now();
  ASSERT_THAT(first.Ask(Prefer(1, true)), HasSubstr("result"));
  EXPECT_EQ(second.Receive(), R"({"id":0,"type":"changed"})");
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(1));
  EXPECT_THAT(second.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
}

}  // namespace
}  // namespace lma::host_test
