// log: what was declined, when and for whom.
#include <cstdio>
#include <string>
#include <vector>

#include "cli/table.h"
#include "cli/verbs.h"

namespace lma::cli {
namespace {

constexpr std::int64_t kMsPerDay = std::int64_t{24} * 60 * 60 * 1000;

void PrintLog(const protocol::Reply& reply) {
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

int ShowLog(Context& context, const LogOptions& options) {
  protocol::JournalRequest request;
  request.domain = options.domain;
  request.kinds = KindsNamed(options.kinds);
  if (options.days > 0) request.since = context.clock().NowMs() - options.days * kMsPerDay;
  request.offset = options.offset;
  request.limit = options.limit;
  return context.Ask(request, profile::IfMissing::kFail, PrintLog);
}

}  // namespace lma::cli
