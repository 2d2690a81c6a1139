#include "profile/totals.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace lma::profile {
namespace {

using vault::TableId;

// A day's record must stay below vault::kMaxRecordBytes whatever a page does; what comes beyond
// is summed up without its brand.
constexpr std::size_t kMaxTalliesPerDay = 8000;

void AddTo(DayTotals* totals, const DayTotals& added) {
  for (const auto& [key, tally] : added) {
    const bool full = totals->size() >= kMaxTalliesPerDay && !totals->contains(key);
    (*totals)[full ? TallyKey{{}, key.kind, key.action} : key].Add(tally);
  }
}

Tally TallyOf(const model::JournalEntry& entry) {
  Tally tally;
  tally.first_ms = tally.last_ms = entry.time_ms;
  switch (entry.outcome) {
    case model::Outcome::kGone:
      tally.asks = 1;
      tally.gone = 1;
      tally.seconds = entry.seconds;
      break;
    case model::Outcome::kStillThere:
    case model::Outcome::kCameBack:
      tally.asks = 1;
      break;
    case model::Outcome::kUndone:
      // Not a new ask, but one that did not go away after all.
      tally.gone = -1;
      tally.seconds = -std::int64_t{entry.seconds};
      break;
  }
  return tally;
}

std::uint64_t NotBelowZero(std::int64_t value) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0));
}

BrandCounters CountersFrom(const BrandTallies& tallies) {
  BrandCounters counters;
  Tally sum;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    sum.Add(tallies[i]);
    counters.by_action[i] = NotBelowZero(tallies[i].gone);
  }
  counters.asks = sum.asks;
  counters.first_ask_ms = sum.first_ms;
  counters.last_ask_ms = sum.last_ms;
  counters.seconds = NotBelowZero(sum.seconds);
  return counters;
}

std::string NameOf(std::int64_t day) { return std::to_string(day); }

std::int64_t DayFromName(std::string_view name) {
  std::int64_t day = 0;
  std::from_chars(name.data(), name.data() + name.size(), day);
  return day;
}

std::int64_t FloorDivide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

}  // namespace

std::int64_t DayOf(std::int64_t time_ms) { return FloorDivide(time_ms, kDayMs); }

// 1970-01-01 was a Thursday.
std::int64_t WeekOf(std::int64_t day) { return FloorDivide(day + 3, 7) * 7 - 3; }

Result<DayTotals> Totals::DayStored(std::int64_t day) {
  const Result<std::optional<std::string>> body = store_.Get(TableId::kTotals, NameOf(day));
  if (!body) return Fail(body.error());
  if (!body->has_value()) return DayTotals();
  return DecodeDay(**body);
}

Status Totals::PutDay(std::int64_t day, const DayTotals& totals) {
  if (totals.empty()) return store_.Remove(TableId::kTotals, NameOf(day));
  return store_.Put(TableId::kTotals, NameOf(day), EncodeDay(totals));
}

Result<std::uint64_t> Totals::ForEachDay(
    const std::function<void(std::int64_t, const DayTotals&)>& visit) {
  std::uint64_t undecoded = 0;
  const Result<std::uint64_t> unopened =
      store_.ForEach(TableId::kTotals, [&](std::string_view name, std::string_view body) {
        const Result<DayTotals> totals = DecodeDay(body);
        if (totals) {
          visit(DayFromName(name), *totals);
        } else {
          ++undecoded;
        }
      });
  if (!unopened) return Fail(unopened.error());
  return *unopened + undecoded;
}

Status Totals::AddInTransaction(std::span<const model::JournalEntry> entries) {
  std::map<std::int64_t, DayTotals> days;
  std::map<std::string, BrandTallies> brands;
  for (const model::JournalEntry& entry : entries) {
    const Tally tally = TallyOf(entry);
    days[DayOf(entry.time_ms)][TallyKey{entry.brand, entry.kind, entry.action}].Add(tally);
    brands[entry.brand][static_cast<std::size_t>(entry.action)].Add(tally);
  }
  // A record that is damaged is begun anew: the journal must not stop for it, and its rows, from
  // which it could be counted again, are still there.
  for (const auto& [day, added] : days) {
    Result<DayTotals> stored = DayStored(day);
    if (!stored && stored.error().code != ErrorCode::kVaultCorrupt) return Fail(stored.error());
    DayTotals totals = stored ? std::move(*stored) : DayTotals();
    AddTo(&totals, added);
    if (Status put = PutDay(day, totals); !put) return put;
  }
  for (const auto& [brand, added] : brands) {
    const Result<std::optional<std::string>> body = store_.Get(TableId::kCounters, brand);
    if (!body && body.error().code != ErrorCode::kVaultCorrupt) return Fail(body.error());
    BrandTallies tallies{};
    if (body && body->has_value()) {
      if (const Result<BrandTallies> stored = DecodeTallies(**body)) tallies = *stored;
    }
    for (std::size_t i = 0; i < tallies.size(); ++i) tallies[i].Add(added[i]);
    if (Status put = store_.Put(TableId::kCounters, brand, EncodeTallies(tallies)); !put) {
      return put;
    }
  }
  return {};
}

Result<std::set<std::string>> Totals::ForgetInTransaction(const std::set<std::string>& brands) {
  std::set<std::string> known;
  std::vector<std::pair<std::int64_t, DayTotals>> changed;
  const Result<std::uint64_t> damaged = ForEachDay([&](std::int64_t day, const DayTotals& totals) {
    DayTotals kept = totals;
    std::erase_if(kept, [&](const auto& item) {
      const bool goes = brands.contains(item.first.brand);
      if (goes) known.insert(item.first.brand);
      return goes;
    });
    if (kept.size() != totals.size()) changed.emplace_back(day, std::move(kept));
  });
  if (!damaged) return Fail(damaged.error());
  for (const auto& [day, totals] : changed) {
    if (const Status put = PutDay(day, totals); !put) return Fail(put.error());
  }
  for (const std::string& brand : brands) {
    const Result<std::optional<std::string>> counters = store_.Get(TableId::kCounters, brand);
    if (counters && !counters->has_value()) continue;
    known.insert(brand);
    const Status gone = store_.Remove(TableId::kCounters, brand);
    if (!gone) return Fail(gone.error());
  }
  return known;
}

Status Totals::MoveInTransaction(const std::string& from, const std::string& into) {
  std::vector<std::pair<std::int64_t, DayTotals>> changed;
  BrandTallies moved{};
  const Result<std::uint64_t> damaged = ForEachDay([&](std::int64_t day, const DayTotals& totals) {
    DayTotals edited = totals;
    std::erase_if(edited, [&](const auto& item) { return item.first.brand == from; });
    if (edited.size() == totals.size()) return;
    for (const auto& [key, tally] : totals) {
      if (key.brand != from) continue;
      edited[TallyKey{into, key.kind, key.action}].Add(tally);
    }
    changed.emplace_back(day, std::move(edited));
  });
  if (!damaged) return Fail(damaged.error());
  for (const auto& [day, totals] : changed) {
    if (Status put = PutDay(day, totals); !put) return put;
  }
  for (const std::string& brand : {from, into}) {
    const Result<std::optional<std::string>> body = store_.Get(TableId::kCounters, brand);
    if (!body) return Fail(body.error());
    if (!body->has_value()) continue;
    const Result<BrandTallies> tallies = DecodeTallies(**body);
    if (!tallies) return Fail(tallies.error());
    for (std::size_t i = 0; i < moved.size(); ++i) moved[i].Add((*tallies)[i]);
  }
  if (Status removed = store_.Remove(TableId::kCounters, from); !removed) return removed;
  const bool empty = std::ranges::all_of(
      moved, [](const Tally& tally) { return tally.asks == 0 && tally.last_ms == 0; });
  if (empty) return {};
  return store_.Put(TableId::kCounters, into, EncodeTallies(moved));
}

Result<std::vector<StatementRow>> Totals::ByMonth(std::int64_t since_day, std::int64_t until_day) {
  using Key = std::tuple<std::int32_t, std::uint32_t, std::string, model::AskKind>;
  std::map<Key, Tally> sums;
  const Result<std::uint64_t> damaged = ForEachDay([&](std::int64_t day, const DayTotals& totals) {
    if (day < since_day || day >= until_day) return;
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    for (const auto& [key, tally] : totals) {
      sums[{static_cast<int>(date.year()), static_cast<unsigned>(date.month()), key.brand,
            key.kind}]
          .Add(tally);
    }
  });
  if (!damaged) return Fail(damaged.error());
  std::vector<StatementRow> rows;
  for (const auto& [key, tally] : sums) {
    if (tally.gone <= 0) continue;
    const auto& [year, month, brand, kind] = key;
    rows.push_back(
        {year, month, brand, kind, NotBelowZero(tally.gone), NotBelowZero(tally.seconds)});
  }
  return rows;
}

Status Totals::RollUpInTransaction(std::int64_t day) {
  constexpr std::int64_t kDaysPerWeek = 7;
  std::map<std::int64_t, DayTotals> weeks;
  std::vector<std::int64_t> summed_up;
  const Result<std::uint64_t> damaged =
      ForEachDay([&](std::int64_t stored_day, const DayTotals& totals) {
        const std::int64_t monday = WeekOf(stored_day);
        if (monday == stored_day || monday + kDaysPerWeek > day) return;
        AddTo(&weeks[monday], totals);
        summed_up.push_back(stored_day);
      });
  if (!damaged) return Fail(damaged.error());
  for (const auto& [monday, added] : weeks) {
    Result<DayTotals> stored = DayStored(monday);
    // Damaged, it stays for a repair to remove, and the week's other days with it.
    if (!stored) {
      std::erase_if(summed_up, [&, week = monday](std::int64_t d) { return WeekOf(d) == week; });
      continue;
    }
    AddTo(&*stored, added);
    if (Status put = PutDay(monday, *stored); !put) return put;
  }
  for (const std::int64_t gone : summed_up) {
    if (Status removed = PutDay(gone, {}); !removed) return removed;
  }
  return {};
}

Status Totals::DropDaysInTransaction(std::int64_t day) {
  std::vector<std::int64_t> dropped;
  std::map<std::string, BrandTallies> brands;
  const Result<std::uint64_t> damaged =
      ForEachDay([&](std::int64_t stored_day, const DayTotals& totals) {
        if (stored_day < day) {
          dropped.push_back(stored_day);
          return;
        }
        for (const auto& [key, tally] : totals) {
          brands[key.brand][static_cast<std::size_t>(key.action)].Add(tally);
        }
      });
  if (!damaged) return Fail(damaged.error());
  for (const std::int64_t gone : dropped) {
    if (Status removed = PutDay(gone, {}); !removed) return removed;
  }
  std::vector<std::string> without;
  const Result<std::uint64_t> unopened =
      store_.ForEach(TableId::kCounters, [&](std::string_view name, std::string_view) {
        if (!brands.contains(std::string(name))) without.emplace_back(name);
      });
  if (!unopened) return Fail(unopened.error());
  for (const std::string& brand : without) {
    if (Status removed = store_.Remove(TableId::kCounters, brand); !removed) return removed;
  }
  for (const auto& [brand, tallies] : brands) {
    if (Status put = store_.Put(TableId::kCounters, brand, EncodeTallies(tallies)); !put) {
      return put;
    }
  }
  return {};
}

Result<BrandCounters> Totals::CountersOf(const std::string& brand) {
  const Result<std::optional<std::string>> body = store_.Get(TableId::kCounters, brand);
  if (!body) return Fail(body.error());
  if (!body->has_value()) return BrandCounters();
  const Result<BrandTallies> tallies = DecodeTallies(**body);
  if (!tallies) return Fail(tallies.error());
  return CountersFrom(*tallies);
}

Result<std::map<std::string, BrandCounters>> Totals::AllCounters(std::uint64_t* damaged) {
  std::map<std::string, BrandCounters> all;
  std::uint64_t undecoded = 0;
  const Result<std::uint64_t> unopened =
      store_.ForEach(TableId::kCounters, [&](std::string_view name, std::string_view body) {
        if (const Result<BrandTallies> tallies = DecodeTallies(body)) {
          all[std::string(name)] = CountersFrom(*tallies);
        } else {
          ++undecoded;
        }
      });
  if (!unopened) return Fail(unopened.error());
  *damaged = *unopened + undecoded;
  return all;
}

Result<Stats> Totals::Sum(std::string_view brand, std::int64_t since_day) {
  // Summed with their signs first: what was undone may have been done on another day.
  Tally all;
  std::array<Tally, model::kAskKindCount> kinds{};
  BrandTallies actions{};
  std::map<std::string, Tally> brands;
  std::map<std::int64_t, Tally> weeks;
  const Result<std::uint64_t> damaged = ForEachDay([&](std::int64_t day, const DayTotals& totals) {
    if (day < since_day) return;
    for (const auto& [key, tally] : totals) {
      if (!brand.empty() && key.brand != brand) continue;
      all.Add(tally);
      kinds[static_cast<std::size_t>(key.kind)].Add(tally);
      actions[static_cast<std::size_t>(key.action)].Add(tally);
      if (!key.brand.empty()) brands[key.brand].Add(tally);
      weeks[WeekOf(day)].Add(tally);
    }
  });
  if (!damaged) return Fail(damaged.error());
  const auto count = [](const Tally& tally) {
    return Stats::Count{tally.asks, NotBelowZero(tally.seconds)};
  };
  Stats stats;
  stats.damaged = *damaged;
  stats.asks = all.asks;
  stats.seconds = NotBelowZero(all.seconds);
  for (std::size_t i = 0; i < kinds.size(); ++i) stats.by_kind[i] = count(kinds[i]);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    stats.by_action[i] = NotBelowZero(actions[i].gone);
  }
  for (const auto& [name, tally] : brands) stats.by_brand[name] = count(tally);
  for (const auto& [week, tally] : weeks) stats.by_week[week * kDayMs] = count(tally);
  return stats;
}

}  // namespace lma::profile
