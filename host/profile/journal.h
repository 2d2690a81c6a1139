// The journal: what was declined, when and for whom. Entries wait in memory until Flush.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/preference.h"
#include "profile/profile.h"
#include "profile/store.h"
#include "profile/totals.h"

namespace lma::profile {

class JournalLog {
 public:
  JournalLog(Store* store, Totals* totals) : store_(*store), totals_(*totals) {}

  void Append(model::JournalEntry entry);
  bool HasPending() const { return !pending_.empty(); }
  Status Flush();

  Result<Listing<model::JournalEntry>> Query(const JournalFilter& filter);
  // Calls `visit` with each entry, oldest first, and returns how many are damaged.
  Result<std::uint64_t> ForEach(const std::function<void(model::JournalEntry)>& visit);

  Status WriteInTransaction(std::vector<model::JournalEntry> entries);
  // Removes the entries that `fits` says, damaged ones never. Returns how many went.
  Result<std::uint64_t> RemoveInTransaction(
      const std::function<bool(const model::JournalEntry&)>& fits);
  // Gives the entries of one brand to another.
  Status MoveInTransaction(const std::string& from, const std::string& into);
  // Removes the oldest entries up to `before_ms`, reading no further than it must.
  Result<std::uint64_t> RemoveOldInTransaction(std::int64_t before_ms);

 private:
  Result<std::uint64_t> RemoveRows(const std::vector<std::uint64_t>& rows);

  Store& store_;
  Totals& totals_;
  std::vector<model::JournalEntry> pending_;
  bool full_told_ = false;
};

}  // namespace lma::profile
