// log: what was declined, when and for whom.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "cli/table.h"
#include "cli/verbs.h"

namespace lma::cli {
namespace {

constexpr std::int64_t kMsPerDay = 24 * 60 * 60 * 1000;

void ShowLog(const protocol::Reply& reply) {
  const auto& journal = std::get<protocol::JournalReply>(reply);
  if (journal.entries.empty()) {
    Context::Print("Nothing was declined.");
    return;
  }
  Table table({"TIME", "BRAND", "KIND", "ACTION", "OUTCOME", "WHY"});
  for (const model::JournalEntry& entry : journal.entries) {
    table.Add({LocalTime(entry.time_ms), entry.brand, std::string(model::AskKindName(entry.kind)),
               std::string(model::JournalActionName(entry.action)),
               std::string(model::OutcomeName(entry.outcome)), entry.why});
  }
  std::fputs(table.Text(ColourWanted()).c_str(), stdout);
  if (journal.total > journal.entries.size()) {
    Context::Print(std::to_string(journal.total) + " in all: --offset and --limit show the rest.");
  }
}

}  // namespace

void AddLog(CLI::App& program, Context& context, int* status) {
  struct Options {
    std::string domain;
    std::vector<std::string> kinds;
    std::int64_t days = 0;
    std::uint64_t offset = 0;
    std::uint64_t limit = 50;
  };
  const auto o = std::make_shared<Options>();
  CLI::App* log = program.add_subcommand("log", "Show what was declined, newest first");
  log->add_option("--brand", o->domain, "Only asks of this brand");
  log->add_option("--kinds", o->kinds, "Only these kinds, separated by commas")
      ->delimiter(',')
      ->check([](const std::string& name) {
        return model::ParseAskKind(name) ? std::string() : "no kind is called " + name;
      });
  log->add_option("--days", o->days, "Only the last days")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{36'500}));
  log->add_option("--offset", o->offset, "Leave out so many");
  log->add_option("--limit", o->limit, "Show so many")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{protocol::kMaxPageRows}));
  log->callback([o, &context, status] {
    protocol::JournalRequest request;
    request.domain = o->domain;
    for (const std::string& name : o->kinds) {
      if (const auto kind = model::ParseAskKind(name)) request.kinds.Add(*kind);
    }
    if (o->days > 0) request.since = context.clock().NowMs() - o->days * kMsPerDay;
    request.offset = o->offset;
    request.limit = o->limit;
    *status = context.Ask(request, profile::IfMissing::kFail, ShowLog);
  });
}

}  // namespace lma::cli
