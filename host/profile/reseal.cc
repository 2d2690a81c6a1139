// Store::Reseal: the same records under other keys.
#include <utility>
#include <vector>

#include "profile/named_record.h"
#include "profile/store.h"
#include "profile/vault_file.h"
#include "profile/watch.h"

namespace lma::profile {

using vault::TableId;

Status Store::Reseal(const vault::Keys& keys, const vault::Header& header) {
  Result<Transaction> transaction = Begin(Durability::kFull);
  if (!transaction) return Fail(transaction.error());
  if (!census_) return Fail(ErrorCode::kVaultCorrupt, "census");
  const vault::Sealer sealer(keys);
  Census census;
  if (Status resealed = ResealRecords(sealer, &census); !resealed) return resealed;
  if (Status resealed = ResealRows(sealer, &census); !resealed) return resealed;
  if (census.of(TableId::kJournal).count != census_->of(TableId::kJournal).count) {
    return Fail(ErrorCode::kVaultCorrupt, "journal: entries are missing");
  }
  const vault::Slot slot = sealer.SlotOf(TableId::kCensus, kCensusName);
  const std::string body = census.Encode();
  const Result<std::string> sealed = SealNamed(sealer, TableId::kCensus, slot, {kCensusName, body});
  if (!sealed) return Fail(sealed.error());
  const Status gone = Remove(TableId::kCensus, kCensusName);
  if (!gone) return gone;
  if (Status put = PutSealed(TableId::kCensus, slot, *sealed); !put) return put;
  if (Status written = WriteHeader(&database_, header, keys); !written) return written;
  // The one that was just written stands; Commit would seal the old one over it.
  census_changed_ = false;
  if (Status committed = transaction->Commit(); !committed) return committed;
  AnnounceChange(folder_);
  EmptyLog();
  return {};
}

Status Store::ResealRecords(const vault::Sealer& sealer, Census* census) {
  std::vector<std::pair<TableId, vault::Slot>> places;
  {
    Result<Statement> each =
        database_.Prepare("SELECT tbl,slot FROM records WHERE tbl<>?1 AND tbl<>?2");
    if (!each) return Fail(each.error());
    each->Bind(1, static_cast<std::int64_t>(TableId::kCensus));
    each->Bind(2, static_cast<std::int64_t>(kHeaderCopyTable));
    while (true) {
      const Result<Statement::Row> row = each->Step();
      if (!row) return Fail(row.error());
      if (*row == Statement::Row::kDone) break;
      const std::optional<vault::Slot> slot = SlotFromBytes(each->Bytes(1));
      if (!slot) return Fail(ErrorCode::kVaultCorrupt, "slot length");
      places.emplace_back(static_cast<TableId>(each->Integer(0)), *slot);
    }
  }
  Result<Statement> remove = database_.Prepare("DELETE FROM records WHERE tbl=?1 AND slot=?2");
  if (!remove) return Fail(remove.error());
  for (const auto& [table, old_slot] : places) {
    const Result<std::optional<std::string>> old = GetSealed(table, old_slot);
    if (!old) return Fail(old.error());
    if (!old->has_value()) return Fail(ErrorCode::kVaultCorrupt, "record");
    const Result<std::string> plain = sealer_.Open(table, old_slot, **old);
    if (!plain) return Fail(plain.error());
    const std::optional<NamedBody> named = SplitNamed(*plain);
    if (!named) return Fail(ErrorCode::kVaultCorrupt, "record name");
    const vault::Slot slot = sealer.SlotOf(table, named->name);
    const Result<std::string> sealed = SealNamed(sealer, table, slot, *named);
    if (!sealed) return Fail(sealed.error());
    const Status gone =
        remove->Bind(1, static_cast<std::int64_t>(table)).Bind(2, SlotBytes(old_slot)).Run();
    if (!gone) return gone;
    if (Status put = PutSealed(table, slot, *sealed); !put) return put;
    // Tables of a newer version have no share in this version's census.
    if (table < TableId::kCensus) census->Add(table, sealer.ShareOf(table, slot, *sealed));
  }
  return {};
}

Status Store::ResealRows(const vault::Sealer& sealer, Census* census) {
  std::vector<std::int64_t> rows;
  {
    Result<Statement> each = database_.Prepare("SELECT id FROM journal ORDER BY id");
    if (!each) return Fail(each.error());
    while (true) {
      const Result<Statement::Row> row = each->Step();
      if (!row) return Fail(row.error());
      if (*row == Statement::Row::kDone) break;
      rows.push_back(each->Integer(0));
    }
  }
  Result<Statement> get = database_.Prepare("SELECT data FROM journal WHERE id=?1");
  if (!get) return Fail(get.error());
  Result<Statement> update = database_.Prepare("UPDATE journal SET data=?2 WHERE id=?1");
  if (!update) return Fail(update.error());
  for (const std::int64_t id : rows) {
    const vault::Slot slot = vault::SlotOfRow(static_cast<std::uint64_t>(id));
    std::string sealed;
    {
      const StatementReset reset(&*get);
      const Result<Statement::Row> row = get->Bind(1, id).Step();
      if (!row) return Fail(row.error());
      const Result<std::string> plain = sealer_.Open(TableId::kJournal, slot, get->Bytes(0));
      if (!plain) return Fail(plain.error());
      Result<std::string> anew = sealer.Seal(TableId::kJournal, slot, *plain);
      if (!anew) return Fail(anew.error());
      sealed = std::move(*anew);
    }
    if (Status put = update->Bind(1, id).Bind(2, sealed).Run(); !put) return put;
    census->Add(TableId::kJournal, sealer.ShareOf(TableId::kJournal, slot, sealed));
  }
  return {};
}

}  // namespace lma::profile
