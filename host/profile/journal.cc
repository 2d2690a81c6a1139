#include "profile/journal.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "profile/codec.h"

namespace lma::profile {
namespace {

// A browser's processes write within seconds of each other, so rows may be this much out of order.
constexpr std::int64_t kDisorderMs = 60LL * 60 * 1000;
// Names and reasons are short; the limits keep one entry from making a whole batch unwritable.
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kMaxWhyBytes = 1024;

void Cut(std::string* text, std::size_t max_bytes) {
  if (text->size() > max_bytes) text->resize(max_bytes);
}

bool Fits(const model::JournalEntry& entry, const JournalFilter& filter) {
  return (filter.brand.empty() || entry.brand == filter.brand) &&
         entry.time_ms >= filter.since_ms &&
         (filter.until_ms == 0 || entry.time_ms < filter.until_ms) &&
         (filter.kinds.empty() || filter.kinds.Has(entry.kind)) &&
         (filter.actions.empty() ||
          std::ranges::find(filter.actions, entry.action) != filter.actions.end()) &&
         (filter.query.empty() || entry.brand.find(filter.query) != std::string::npos);
}

bool IsOpen(const JournalFilter& filter) {
  return filter.brand.empty() && filter.query.empty() && filter.since_ms <= 0 &&
         filter.until_ms == 0 && filter.kinds.empty() && filter.actions.empty();
}

}  // namespace

void JournalLog::Append(model::JournalEntry entry) {
  Cut(&entry.brand, kMaxNameBytes);
  Cut(&entry.provider, kMaxNameBytes);
  Cut(&entry.why, kMaxWhyBytes);
  if (pending_.size() >= Profile::kMaxPendingEntries) {
    // The disk has refused for long: memory must not grow for it without end.
    pending_.erase(pending_.begin());
    if (!full_told_) LogError("journal: entries cannot be written, the oldest are dropped");
    full_told_ = true;
  }
  pending_.push_back(std::move(entry));
}

Status JournalLog::Flush() {
  if (pending_.empty()) return {};
  Result<Store::Transaction> transaction = store_.Begin(Durability::kBatched);
  if (!transaction) return Fail(transaction.error());
  if (Status written = WriteInTransaction(pending_); !written) return written;
  if (Status committed = transaction->Commit(); !committed) return committed;
  pending_.clear();
  pending_.shrink_to_fit();
  full_told_ = false;
  return {};
}

Status JournalLog::WriteInTransaction(std::vector<model::JournalEntry> entries) {
  for (const model::JournalEntry& entry : entries) {
    const Result<std::uint64_t> row = store_.AppendRow(EncodeEntry(entry));
    if (!row) return Fail(row.error());
  }
  return totals_.AddInTransaction(entries);
}

Result<Listing<model::JournalEntry>> JournalLog::Query(const JournalFilter& filter) {
  Listing<model::JournalEntry> listing;
  if (filter.limit == 0 && IsOpen(filter)) {
    const Result<std::uint64_t> count = store_.RowCount();
    if (!count) return Fail(count.error());
    listing.total = *count;
    return listing;
  }
  // Without conditions the rows before `offset` need not be opened, nor those after the page.
  const bool open = IsOpen(filter);
  std::uint64_t undecoded = 0;
  const Result<std::uint64_t> unopened = store_.ForEachRow(
      Order::kNewestFirst, open ? filter.offset : 0, [&](std::uint64_t id, std::string_view body) {
        Result<model::JournalEntry> entry = DecodeEntry(id, body);
        if (!entry) {
          ++undecoded;
          return Scan::kGoOn;
        }
        if (!open) {
          if (!Fits(*entry, filter)) return Scan::kGoOn;
          if (listing.total++ < filter.offset) return Scan::kGoOn;
        }
        if (listing.items.size() < filter.limit) listing.items.push_back(std::move(*entry));
        return open && listing.items.size() >= filter.limit ? Scan::kStop : Scan::kGoOn;
      });
  if (!unopened) return Fail(unopened.error());
  listing.damaged = *unopened + undecoded;
  if (open) {
    const Result<std::uint64_t> count = store_.RowCount();
    if (!count) return Fail(count.error());
    listing.total = *count;
  }
  return listing;
}

Result<std::uint64_t> JournalLog::ForEach(const std::function<void(model::JournalEntry)>& visit) {
  std::uint64_t undecoded = 0;
  const Result<std::uint64_t> unopened =
      store_.ForEachRow(Order::kOldestFirst, 0, [&](std::uint64_t id, std::string_view body) {
        Result<model::JournalEntry> entry = DecodeEntry(id, body);
        if (entry) {
          visit(std::move(*entry));
        } else {
          ++undecoded;
        }
        return Scan::kGoOn;
      });
  if (!unopened) return Fail(unopened.error());
  return *unopened + undecoded;
}

Result<std::uint64_t> JournalLog::RemoveInTransaction(
    const std::function<bool(const model::JournalEntry&)>& fits) {
  std::vector<std::uint64_t> rows;
  const Result<std::uint64_t> damaged = ForEach([&](const model::JournalEntry& entry) {
    if (fits(entry)) rows.push_back(entry.id);
  });
  if (!damaged) return Fail(damaged.error());
  return RemoveRows(rows);
}

Status JournalLog::MoveInTransaction(const std::string& from, const std::string& into) {
  std::vector<model::JournalEntry> moved;
  const Result<std::uint64_t> damaged = ForEach([&](model::JournalEntry entry) {
    if (entry.brand == from) moved.push_back(std::move(entry));
  });
  if (!damaged) return Fail(damaged.error());
  for (model::JournalEntry& entry : moved) {
    entry.brand = into;
    if (Status put = store_.ReplaceRow(entry.id, EncodeEntry(entry)); !put) return put;
  }
  return {};
}

Result<std::uint64_t> JournalLog::RemoveOldInTransaction(std::int64_t before_ms) {
  std::vector<std::uint64_t> rows;
  const Result<std::uint64_t> damaged =
      store_.ForEachRow(Order::kOldestFirst, 0, [&](std::uint64_t id, std::string_view body) {
        const Result<model::JournalEntry> entry = DecodeEntry(id, body);
        if (!entry) return Scan::kGoOn;
        if (entry->time_ms < before_ms) rows.push_back(id);
        return entry->time_ms >= before_ms + kDisorderMs ? Scan::kStop : Scan::kGoOn;
      });
  if (!damaged) return Fail(damaged.error());
  return RemoveRows(rows);
}

Result<std::uint64_t> JournalLog::RemoveRows(const std::vector<std::uint64_t>& rows) {
  for (const std::uint64_t row : rows) {
    if (const Status removed = store_.RemoveRow(row); !removed) return Fail(removed.error());
  }
  return rows.size();
}

}  // namespace lma::profile
