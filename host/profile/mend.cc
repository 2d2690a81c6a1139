// Store::Check and Store::Mend: every record is opened.
#include <utility>
#include <vector>

#include "profile/named_record.h"
#include "profile/store.h"
#include "profile/vault_file.h"
#include "profile/watch.h"

namespace lma::profile {

using vault::TableId;

Status Store::ForEachPlace(
    TableId table, const std::function<void(const Place&, std::string_view sealed)>& visit) {
  const bool rows = table == TableId::kJournal;
  Result<Statement> each = database_.Prepare(rows ? "SELECT id,data FROM journal"
                                                  : "SELECT slot,data FROM records WHERE tbl=?1");
  if (!each) return Fail(each.error());
  if (!rows) each->Bind(1, static_cast<std::int64_t>(table));
  while (true) {
    const Result<Statement::Row> row = each->Step();
    if (!row) return Fail(row.error());
    if (*row == Statement::Row::kDone) return {};
    Place place;
    if (rows) {
      place.row = each->Integer(0);
      place.slot = vault::SlotOfRow(static_cast<std::uint64_t>(place.row));
    } else {
      place.bytes = each->Bytes(0);
      place.slot = SlotFromBytes(each->Bytes(0));
    }
    visit(place, each->Bytes(1));
  }
}

// The tables that the census counts.
template <typename Visit>
Status ForEachTable(const Visit& visit) {
  for (auto number = static_cast<int>(TableId::kPreferences);
       number < static_cast<int>(TableId::kCensus); ++number) {
    if (Status done = visit(static_cast<TableId>(number)); !done) return done;
  }
  return {};
}

Result<VaultCheck> Store::Check() {
  // A transaction, so that nobody writes between the census and the counting.
  Result<Transaction> transaction = Begin(Durability::kBatched);
  if (!transaction) return Fail(transaction.error());
  VaultCheck check;
  Census counted;
  const Status done = ForEachTable([&](TableId table) {
    return ForEachPlace(table, [&](const Place& place, std::string_view sealed) {
      const bool opens = place.slot && sealer_.Open(table, *place.slot, sealed);
      ++(opens ? check.records : check.damaged);
      if (place.slot) counted.Add(table, sealer_.ShareOf(table, *place.slot, sealed));
    });
  });
  if (!done) return Fail(done.error());
  const Result<std::int64_t> same = database_.Integer(
      "SELECT count(*) FROM header h JOIN records r ON r.data=h.data"
      " WHERE h.id=1 AND r.tbl=8 AND r.slot=zeroblob(16)");
  if (!same) return Fail(same.error());
  if (*same != 1) ++check.damaged;
  // A damaged record makes the sums differ too; it is said once.
  if (!census_ || (check.damaged == 0 && counted != *census_)) {
    check.census = VaultCheck::Census::kDoesNotFit;
  }
  return check;
}

Result<Salvaged> Store::Mend(const vault::Header& header) {
  const Status execute = database_.Execute("PRAGMA synchronous=FULL; BEGIN IMMEDIATE");
  if (!execute) return Fail(execute.error());
  in_transaction_ = true;
  Transaction transaction(this);
  Salvaged salvaged;
  Census counted;
  std::vector<std::pair<TableId, Place>> damaged;
  const Status read = ForEachTable([&](TableId table) {
    return ForEachPlace(table, [&](const Place& place, std::string_view sealed) {
      if (!place.slot || !sealer_.Open(table, *place.slot, sealed)) {
        damaged.emplace_back(table, place);
        return;
      }
      ++salvaged.kept;
      counted.Add(table, sealer_.ShareOf(table, *place.slot, sealed));
    });
  });
  if (!read) return Fail(read.error());
  Result<Statement> row = database_.Prepare("DELETE FROM journal WHERE id=?1");
  Result<Statement> record = database_.Prepare("DELETE FROM records WHERE tbl=?1 AND slot=?2");
  if (!row || !record) return Fail(row ? record.error() : row.error());
  for (const auto& [table, place] : damaged) {
    const Status removed =
        table == TableId::kJournal
            ? row->Bind(1, place.row).Run()
            : record->Bind(1, static_cast<std::int64_t>(table)).Bind(2, place.bytes).Run();
    if (!removed) return Fail(removed.error());
    ++salvaged.removed;
  }
  if (Status gone = database_.Execute("DELETE FROM records WHERE tbl=7"); !gone) {
    return Fail(gone.error());
  }
  if (Status written = WriteHeader(&database_, header, keys_); !written) {
    return Fail(written.error());
  }
  if (Status marked = MarkAsVault(&database_); !marked) return Fail(marked.error());
  census_ = counted;
  census_changed_ = true;
  if (Status committed = transaction.Commit(); !committed) return Fail(committed.error());
  return salvaged;
}

}  // namespace lma::profile
