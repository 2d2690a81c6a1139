// stats: how much was asked, and the time that came back.
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "cli/table.h"
#include "cli/verbs.h"

namespace lma::cli {
namespace {

constexpr std::int64_t kMsPerDay = std::int64_t{24} * 60 * 60 * 1000;
constexpr std::int64_t kMsPerWeek = 7 * kMsPerDay;

constexpr std::size_t kWeeks = 12;
constexpr std::uint64_t kBarColumns = 40;

// Weeks are counted in UTC: their first day must not slip into the day before.
std::string UtcDay(std::int64_t time_ms) {
  const auto seconds = static_cast<std::time_t>(time_ms / 1000);
  std::tm parts{};
  std::array<char, 16> text{};
  if (::gmtime_r(&seconds, &parts) == nullptr) return "";
  return std::string(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts));
}

// The last weeks, a bar for each.
void PrintWeeks(const std::vector<protocol::StatsReply::Count>& weeks) {
  std::map<std::int64_t, std::uint64_t> asks;
  for (const auto& week : weeks) asks[std::stoll(week.name)] = week.asks;
  const std::int64_t last = asks.rbegin()->first;
  std::uint64_t most = 1;
  for (std::size_t i = 0; i < kWeeks; ++i)
    most = std::max(most, asks[last - kMsPerWeek * static_cast<std::int64_t>(i)]);
  Context::Print("");
  Table table({"WEEK FROM", "ASKS", ""});
  for (std::size_t i = kWeeks; i-- > 0;) {
    const std::int64_t week = last - kMsPerWeek * static_cast<std::int64_t>(i);
    std::string bar;
    for (std::uint64_t column = 0; column < asks[week] * kBarColumns / most; ++column) bar += "█";
    table.Add({UtcDay(week), std::to_string(asks[week]), bar});
  }
  std::fputs(table.Text(ColourWanted()).c_str(), stdout);
}

void PrintStats(const protocol::Reply& reply) {
  const auto& stats = std::get<protocol::StatsReply>(reply);
  Context::Print(std::to_string(stats.asks) + " asks, " + Duration(stats.seconds) + " given back");
  if (stats.by_kind.empty()) return;
  Table table({"KIND", "ASKS", "TIME BACK"});
  for (const auto& count : stats.by_kind) {
    table.Add({count.name, std::to_string(count.asks), Duration(count.seconds)});
  }
  std::fputs(table.Text(ColourWanted()).c_str(), stdout);
  PrintWeeks(stats.by_week);
}

}  // namespace

int ShowStats(Context& context, const StatsOptions& options) {
  protocol::StatsRequest request;
  request.domain = options.domain;
  if (options.days > 0) request.since = context.clock().NowMs() - options.days * kMsPerDay;
  return context.Ask(request, profile::IfMissing::kFail, PrintStats);
}

}  // namespace lma::cli
