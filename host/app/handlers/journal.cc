// outcome, journal, journal_clear, stats: what was done, and what it gave back.
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/export_text.h"
#include "app/handlers/handlers.h"

namespace lma::app {
namespace {

using protocol::StatsReply;

// The brand that an optional `domain` of a request names; empty for none.
Result<std::string> BrandFilter(std::string_view domain, profile::Profile& profile) {
  if (domain.empty()) return std::string();
  const auto name = DomainOf(domain);
  if (!name) return Fail(name.error());
  return profile.BrandOf(*name);
}

// The kinds of each month and brand summed up, the brands that gave back most first; beyond `named`
// they are one row without a name. `rows` are sorted by month and brand.
std::vector<protocol::StatementReply::Row> StatementByBrand(
    const std::vector<profile::StatementRow>& rows, std::uint64_t named) {
  using Row = protocol::StatementReply::Row;
  std::map<std::string, std::vector<Row>, std::greater<>> months;
  for (const profile::StatementRow& row : rows) {
    std::vector<Row>& month = months[MonthName(row)];
    if (month.empty() || month.back().brand != row.brand) {
      month.push_back({MonthName(row), row.brand, row.brand.empty() ? 1u : 0u, 0, 0});
    }
    month.back().gone += row.gone;
    month.back().seconds += row.seconds;
  }
  std::vector<Row> all;
  for (auto& [name, month] : months) {
    std::ranges::stable_sort(month, std::ranges::greater{}, &Row::seconds);
    Row others{name, {}, 0, 0, 0};
    for (std::size_t i = 0; i < month.size(); ++i) {
      if (i < named && !month[i].brand.empty()) {
        all.push_back(std::move(month[i]));
        continue;
      }
      ++others.others;
      others.gone += month[i].gone;
      others.seconds += month[i].seconds;
    }
    if (others.others > 0) all.push_back(std::move(others));
  }
  return all;
}

}  // namespace

Result<Reply> Handle(const protocol::OutcomeRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.top_url);
  if (!domain) return Fail(domain.error());
  const std::string brand = (*profile)->BrandOf(*domain);
  protocol::StoredReply reply;
  for (const protocol::OutcomeRequest::Act& act : request.acts) {
    // What the user pointed at without a kind was never judged: there is nothing to count it as.
    if (!act.kind) continue;
    model::JournalEntry entry;
    entry.time_ms = session.clock.NowMs();
    entry.brand = brand;
    entry.kind = *act.kind;
    entry.action = act.learned ? model::JournalAction::kLearnedHidden : act.action;
    entry.outcome = act.outcome;
    entry.confidence = act.confidence;
    entry.provider = act.provider;
    entry.why = act.why;
    // Only what went away gave time back.
    if (act.outcome == model::Outcome::kGone) {
      entry.seconds = act.opt_in ? decide::kOptInSeconds : session.judging.SecondsFor(*act.kind);
    }
    (*profile)->Append(std::move(entry));
    ++reply.stored;
  }
  return Reply(reply);
}

Result<Reply> Handle(const protocol::JournalRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  auto brand = BrandFilter(request.domain, **profile);
  if (!brand) return Fail(brand.error());
  profile::JournalFilter filter;
  filter.brand = std::move(*brand);
  filter.query = request.query;
  filter.actions = request.actions;
  filter.since_ms = request.since;
  filter.until_ms = request.until;
  filter.kinds = request.kinds;
  filter.offset = request.offset;
  filter.limit = request.limit;
  auto listing = (*profile)->Journal(filter);
  if (!listing) return Fail(listing.error());
  return Reply(protocol::JournalReply{std::move(listing->items), listing->total});
}

Result<Reply> Handle(const protocol::JournalClearRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto removed = (*profile)->ClearJournal(request.before);
  if (!removed) return Fail(removed.error());
  return Reply(protocol::RemovedCountReply{*removed});
}

Result<Reply> Handle(const protocol::StatsRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto brand = BrandFilter(request.domain, **profile);
  if (!brand) return Fail(brand.error());
  const auto stats = (*profile)->GetStats(*brand, request.since);
  if (!stats) return Fail(stats.error());
  StatsReply reply;
  reply.asks = stats->asks;
  reply.seconds = stats->seconds;
  for (const model::AskKind kind : model::kAllAskKinds) {
    const auto& count = stats->by_kind[static_cast<std::size_t>(kind)];
    if (count.asks == 0) continue;
    reply.by_kind.push_back({std::string(model::AskKindName(kind)), count.asks, count.seconds});
  }
  for (const auto& [name, count] : stats->by_brand) {
    reply.by_brand.push_back({name, count.asks, count.seconds});
  }
  for (const auto& [week, count] : stats->by_week) {
    reply.by_week.push_back({std::to_string(week), count.asks, count.seconds});
  }
  for (std::size_t i = 0; i < stats->by_action.size(); ++i) {
    if (stats->by_action[i] == 0) continue;
    const auto action = static_cast<model::JournalAction>(i);
    reply.by_action.push_back(
        {std::string(model::JournalActionName(action)), stats->by_action[i], 0});
  }
  return Reply(std::move(reply));
}

Result<Reply> Handle(const protocol::StatementRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto rows = (*profile)->Statement(request.since, request.until);
  if (!rows) return Fail(rows.error());
  protocol::StatementReply reply;
  reply.rows = StatementByBrand(*rows, request.brands);
  for (const model::AskKind kind : model::kAllAskKinds) {
    reply.seconds_each.emplace_back(kind, session.judging.SecondsFor(kind));
  }
  return Reply(std::move(reply));
}

}  // namespace lma::app
