// Daily totals and the counters per brand that follow from them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/preference.h"
#include "profile/codec.h"
#include "profile/profile.h"
#include "profile/store.h"

namespace lma::profile {

inline constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

// Days since 1970-01-01, UTC.
std::int64_t DayOf(std::int64_t time_ms);
// The Monday of the day's week, as a day.
std::int64_t WeekOf(std::int64_t day);

class Totals {
 public:
  explicit Totals(Store* store) : store_(*store) {}

  // Adds the entries to their days and brands.
  Status AddInTransaction(std::span<const model::JournalEntry> entries);
  // Takes the brands out of every day, and their counters. Returns those of which there was
  // something.
  Result<std::set<std::string>> ForgetInTransaction(const std::set<std::string>& brands);
  // Adds all of one brand to another.
  Status MoveInTransaction(const std::string& from, const std::string& into);
  // Sums up the days of each week that ended before `day` in that of its Monday.
  Status RollUpInTransaction(std::int64_t day);
  // Removes the days before `day` and counts every brand's counters anew.
  Status DropDaysInTransaction(std::int64_t day);

  Result<BrandCounters> CountersOf(const std::string& brand);
  // By brand; `damaged` gets the number of records that are.
  Result<std::map<std::string, BrandCounters>> AllCounters(std::uint64_t* damaged);
  Result<std::vector<StatementRow>> ByMonth(std::int64_t since_day, std::int64_t until_day);
  Result<Stats> Sum(std::string_view brand, std::int64_t since_day);

 private:
  Result<DayTotals> DayStored(std::int64_t day);
  Result<std::uint64_t> ForEachDay(
      const std::function<void(std::int64_t, const DayTotals&)>& visit);
  Status PutDay(std::int64_t day, const DayTotals& totals);

  Store& store_;
};

}  // namespace lma::profile
