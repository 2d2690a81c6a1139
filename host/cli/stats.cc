// stats: how much was asked, and the time that came back.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/table.h"
#include "cli/verbs.h"

namespace lma::cli {
namespace {

constexpr std::int64_t kMsPerDay = 24 * 60 * 60 * 1000;

void ShowStats(const protocol::Reply& reply) {
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

void AddStats(CLI::App& program, Context& context, int* status) {
  struct Options {
    std::string domain;
    std::int64_t days = 0;
  };
  const auto o = std::make_shared<Options>();
  CLI::App* stats = program.add_subcommand("stats", "Show how much was asked of you");
  stats->add_option("--brand", o->domain, "Only this brand");
  stats->add_option("--days", o->days, "Only the last days")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{36'500}));
  stats->callback([o, &context, status] {
    protocol::StatsRequest request;
    request.domain = o->domain;
    if (o->days > 0) request.since = context.clock().NowMs() - o->days * kMsPerDay;
    *status = context.Ask(request, profile::IfMissing::kFail, ShowStats);
  });
}

}  // namespace lma::cli
