// stats: how much was asked, and the time that came back.
#include <cstdio>
#include <string>

#include "cli/table.h"
#include "cli/verbs.h"

namespace lma::cli {
namespace {

constexpr std::int64_t kMsPerDay = std::int64_t{24} * 60 * 60 * 1000;

void PrintStats(const protocol::Reply& reply) {
  const auto& stats = std::get<protocol::StatsReply>(reply);
  Context::Print(std::to_string(stats.asks) + " asks, " + Duration(stats.seconds) + " given back");
  if (stats.by_kind.empty()) return;
  Table table({"KIND", "ASKS", "TIME BACK"});
  for (const auto& count : stats.by_kind) {
    table.Add({count.name, std::to_string(count.asks), Duration(count.seconds)});
  }
  std::fputs(table.Text(ColourWanted()).c_str(), stdout);
}

}  // namespace

int ShowStats(Context& context, const StatsOptions& options) {
  protocol::StatsRequest request;
  request.domain = options.domain;
  if (options.days > 0) request.since = context.clock().NowMs() - options.days * kMsPerDay;
  return context.Ask(request, profile::IfMissing::kFail, PrintStats);
}

}  // namespace lma::cli
