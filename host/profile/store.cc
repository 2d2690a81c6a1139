#include "profile/store.h"

#include <cassert>
#include <utility>

#include "profile/named_record.h"
#include "profile/vault_file.h"
#include "profile/watch.h"

namespace lma::profile {
namespace {

std::int64_t Number(vault::TableId table) { return static_cast<std::int64_t>(table); }

}  // namespace

enum Store::Sql : std::size_t {
  kGet,
  kPut,
  kDelete,
  kEach,
  kRowsUp,
  kRowsDown,
  kGetRow,
  kAppendRow,
  kSealRow,
  kDeleteRow,
  kBegin,
  kCommit,
  kRollback,
  kDataVersion,
  kVaultId,
};

Store::Store(std::string folder, Database database, vault::Keys keys, std::string_view vault_id)
    : folder_(std::move(folder)),
      vault_id_(vault_id),
      database_(std::move(database)),
      keys_(std::move(keys)) {
  const Result<std::int64_t> version = database_.Integer("PRAGMA data_version");
  if (version) data_version_ = *version;
  seen_ = ReadCensus();
}

Result<Statement*> Store::Prepared(Sql sql) {
  static constexpr std::array<std::string_view, kStatements> kTexts = {
      "SELECT data FROM records WHERE tbl=?1 AND slot=?2",
      "INSERT INTO records(tbl,slot,data) VALUES(?1,?2,?3)"
      " ON CONFLICT(tbl,slot) DO UPDATE SET data=excluded.data",
      "DELETE FROM records WHERE tbl=?1 AND slot=?2",
      "SELECT slot,data FROM records WHERE tbl=?1",
      "SELECT id,data FROM journal ORDER BY id LIMIT -1 OFFSET ?1",
      "SELECT id,data FROM journal ORDER BY id DESC LIMIT -1 OFFSET ?1",
      "SELECT data FROM journal WHERE id=?1",
      "INSERT INTO journal(data) VALUES(x'')",
      "UPDATE journal SET data=?2 WHERE id=?1",
      "DELETE FROM journal WHERE id=?1",
      "BEGIN IMMEDIATE",
      "COMMIT",
      "ROLLBACK",
      "PRAGMA data_version",
      "SELECT substr(data,6,16) FROM header WHERE id=1",
  };
  // Prepared when first needed: each costs tens of microseconds, and most starts use three.
  Statement& statement = statements_[sql];
  if (!statement) {
    Result<Statement> made = database_.Prepare(kTexts[sql]);
    if (!made) return Fail(made.error());
    statement = std::move(*made);
  }
  return &statement;
}

Result<std::optional<std::string>> Store::GetSealed(vault::TableId table, const vault::Slot& slot) {
  const Result<Statement*> statement = Prepared(kGet);
  if (!statement) return Fail(statement.error());
  const StatementReset reset(*statement);
  const Result<Statement::Row> row =
      (*statement)->Bind(1, Number(table)).Bind(2, SlotBytes(slot)).Step();
  if (!row) return Fail(row.error());
  if (*row == Statement::Row::kDone) {
    // Under other keys nothing is where it was: that must not pass for "never said".
    if (const Status same = CheckId(); !same) return Fail(same.error());
    return std::optional<std::string>();
  }
  return std::optional<std::string>((*statement)->Bytes(0));
}

Status Store::CheckId() {
  const Result<Statement*> statement = Prepared(kVaultId);
  if (!statement) return Fail(statement.error());
  const StatementReset reset(*statement);
  const Result<Statement::Row> row = (*statement)->Step();
  if (!row) return Fail(row.error());
  if (*row == Statement::Row::kRow && (*statement)->Bytes(0) == vault_id_) return {};
  return Fail(ErrorCode::kVaultLocked, "the vault has other keys now");
}

bool Store::Outdated() {
  const Status same = CheckId();
  return !same && same.error().code == ErrorCode::kVaultLocked;
}

Result<std::optional<std::string>> Store::Get(vault::TableId table, std::string_view name) {
  const vault::Slot slot = sealer_.SlotOf(table, name);
  Result<std::optional<std::string>> sealed = GetSealed(table, slot);
  if (!sealed || !sealed->has_value()) return sealed;
  const Result<std::string> plain = sealer_.Open(table, slot, **sealed);
  if (!plain) return Fail(plain.error());
  const std::optional<NamedBody> named = SplitNamed(*plain);
  if (!named || named->name != name) return Fail(ErrorCode::kVaultCorrupt, "record name");
  return std::optional<std::string>(named->body);
}

Result<std::uint64_t> Store::ForEach(
    vault::TableId table, const std::function<void(std::string_view, std::string_view)>& visit) {
  const Result<Statement*> statement = Prepared(kEach);
  if (!statement) return Fail(statement.error());
  const StatementReset reset(*statement);
  (*statement)->Bind(1, Number(table));
  std::uint64_t damaged = 0;
  while (true) {
    const Result<Statement::Row> row = (*statement)->Step();
    if (!row) return Fail(row.error());
    if (*row == Statement::Row::kDone) return damaged;
    const std::optional<vault::Slot> slot = SlotFromBytes((*statement)->Bytes(0));
    if (!slot) {
      ++damaged;
      continue;
    }
    const Result<std::string> plain = sealer_.Open(table, *slot, (*statement)->Bytes(1));
    const std::optional<NamedBody> named = plain ? SplitNamed(*plain) : std::nullopt;
    if (!named) {
      ++damaged;
      continue;
    }
    visit(named->name, named->body);
  }
}

Result<std::uint64_t> Store::ForEachRow(
    Order order, std::uint64_t skip,
    const std::function<Scan(std::uint64_t, std::string_view)>& visit) {
  const Result<Statement*> statement = Prepared(order == Order::kOldestFirst ? kRowsUp : kRowsDown);
  if (!statement) return Fail(statement.error());
  const StatementReset reset(*statement);
  (*statement)->Bind(1, static_cast<std::int64_t>(skip));
  std::uint64_t damaged = 0;
  while (true) {
    const Result<Statement::Row> row = (*statement)->Step();
    if (!row) return Fail(row.error());
    if (*row == Statement::Row::kDone) return damaged;
    const auto id = static_cast<std::uint64_t>((*statement)->Integer(0));
    const Result<std::string> plain =
        sealer_.Open(vault::TableId::kJournal, vault::SlotOfRow(id), (*statement)->Bytes(1));
    const std::optional<NamedBody> named = plain ? SplitNamed(*plain) : std::nullopt;
    if (!named) {
      ++damaged;
      continue;
    }
    if (visit(id, named->body) == Scan::kStop) return damaged;
  }
}

Result<std::uint64_t> Store::RowCount() {
  // Counting 100,000 rows takes milliseconds; the census knows.
  if (const std::optional<Census> census = in_transaction_ ? census_ : ReadCensus()) {
    return census->of(vault::TableId::kJournal).count;
  }
  const Result<std::int64_t> count = database_.Integer("SELECT count(*) FROM journal");
  if (!count) return Fail(count.error());
  return static_cast<std::uint64_t>(*count);
}

Status Store::PutSealed(vault::TableId table, const vault::Slot& slot, std::string_view sealed) {
  const Result<Statement*> statement = Prepared(kPut);
  if (!statement) return Fail(statement.error());
  return (*statement)->Bind(1, Number(table)).Bind(2, SlotBytes(slot)).Bind(3, sealed).Run();
}

Status Store::Put(vault::TableId table, std::string_view name, std::string_view body) {
  assert(in_transaction_);
  const vault::Slot slot = sealer_.SlotOf(table, name);
  const Result<std::string> sealed = SealNamed(sealer_, table, slot, {name, body});
  if (!sealed) return Fail(sealed.error());
  const Result<std::optional<std::string>> old = GetSealed(table, slot);
  if (!old) return Fail(old.error());
  if (Status put = PutSealed(table, slot, *sealed); !put) return put;
  if (census_) {
    if (old->has_value()) census_->Subtract(table, sealer_.ShareOf(table, slot, **old));
    census_->Add(table, sealer_.ShareOf(table, slot, *sealed));
    census_changed_ = true;
  }
  return {};
}

Status Store::Remove(vault::TableId table, std::string_view name) {
  assert(in_transaction_);
  const vault::Slot slot = sealer_.SlotOf(table, name);
  const Result<std::optional<std::string>> old = GetSealed(table, slot);
  if (!old) return Fail(old.error());
  if (!old->has_value()) return {};
  const Result<Statement*> statement = Prepared(kDelete);
  if (!statement) return Fail(statement.error());
  Status removed = (*statement)->Bind(1, Number(table)).Bind(2, SlotBytes(slot)).Run();
  if (removed && census_) {
    census_->Subtract(table, sealer_.ShareOf(table, slot, **old));
    census_changed_ = true;
  }
  return removed;
}

Result<std::uint64_t> Store::AppendRow(std::string_view body) {
  assert(in_transaction_);
  // The number is known after the insert only, and the seal needs it.
  const Result<Statement*> append = Prepared(kAppendRow);
  if (!append) return Fail(append.error());
  if (const Status inserted = (*append)->Run(); !inserted) return Fail(inserted.error());
  const auto row = static_cast<std::uint64_t>(database_.LastRow());
  if (const Status sealed = SealRow(row, body); !sealed) return Fail(sealed.error());
  return row;
}

Status Store::SealRow(std::uint64_t row, std::string_view body) {
  const vault::Slot slot = vault::SlotOfRow(row);
  const Result<std::string> sealed = SealNamed(sealer_, vault::TableId::kJournal, slot, {{}, body});
  if (!sealed) return Fail(sealed.error());
  const Result<Statement*> seal = Prepared(kSealRow);
  if (!seal) return Fail(seal.error());
  const Status updated = (*seal)->Bind(1, static_cast<std::int64_t>(row)).Bind(2, *sealed).Run();
  if (!updated) return updated;
  if (census_) {
    census_->Add(vault::TableId::kJournal,
                 sealer_.ShareOf(vault::TableId::kJournal, slot, *sealed));
    census_changed_ = true;
  }
  return {};
}

Result<std::optional<std::string>> Store::GetSealedRow(std::uint64_t row) {
  const Result<Statement*> get = Prepared(kGetRow);
  if (!get) return Fail(get.error());
  const StatementReset reset(*get);
  const Result<Statement::Row> found = (*get)->Bind(1, static_cast<std::int64_t>(row)).Step();
  if (!found) return Fail(found.error());
  if (*found == Statement::Row::kDone) return std::optional<std::string>();
  return std::optional<std::string>((*get)->Bytes(0));
}

Status Store::RemoveRow(std::uint64_t row) {
  assert(in_transaction_);
  const Result<std::optional<std::string>> sealed = GetSealedRow(row);
  if (!sealed) return Fail(sealed.error());
  if (!sealed->has_value()) return {};
  const Result<Statement*> statement = Prepared(kDeleteRow);
  if (!statement) return Fail(statement.error());
  Status removed = (*statement)->Bind(1, static_cast<std::int64_t>(row)).Run();
  if (removed && census_) {
    census_->Subtract(vault::TableId::kJournal,
                      sealer_.ShareOf(vault::TableId::kJournal, vault::SlotOfRow(row), **sealed));
    census_changed_ = true;
  }
  return removed;
}

Status Store::ReplaceRow(std::uint64_t row, std::string_view body) {
  assert(in_transaction_);
  const Result<std::optional<std::string>> sealed = GetSealedRow(row);
  if (!sealed) return Fail(sealed.error());
  if (!sealed->has_value()) return Fail(ErrorCode::kNotFound, "no such row");
  if (census_) {
    census_->Subtract(vault::TableId::kJournal,
                      sealer_.ShareOf(vault::TableId::kJournal, vault::SlotOfRow(row), **sealed));
  }
  return SealRow(row, body);
}

Status Store::RemoveAllRows() {
  assert(in_transaction_);
  if (Status removed = database_.Execute("DELETE FROM journal"); !removed) return removed;
  if (census_) {
    census_->Clear(vault::TableId::kJournal);
    census_changed_ = true;
  }
  return {};
}

std::optional<Census> Store::ReadCensus() {
  const Result<std::optional<std::string>> body = Get(vault::TableId::kCensus, kCensusName);
  if (!body || !body->has_value()) return std::nullopt;
  return Census::Decode(**body);
}

void Store::NoteChoices(const std::optional<Census>& census) {
  constexpr std::array kChoices = {vault::TableId::kPreferences, vault::TableId::kLearned,
                                   vault::TableId::kSettings};
  bool changed = !census || !seen_;
  if (!changed) {
    for (const vault::TableId table : kChoices) {
      changed = changed || census->of(table) != seen_->of(table);
    }
  }
  if (changed) others_changed_choices_ = true;
  seen_ = census;
}

Result<Store::Transaction> Store::Begin(Durability durability) {
  assert(!in_transaction_);
  const Status level = database_.Execute(
      durability == Durability::kFull ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
  if (!level) return Fail(level.error());
  // IMMEDIATE: a transaction that reads first and writes later would be refused at once when
  // another process wrote meanwhile, without waiting.
  const Result<Statement*> begin = Prepared(kBegin);
  if (!begin) return Fail(begin.error());
  if (const Status begun = (*begin)->Run(); !begun) return Fail(begun.error());
  in_transaction_ = true;
  Transaction transaction(this);
  if (database_.HasMoved()) return Fail(ErrorCode::kVaultMissing, "vault.db is gone");
  if (const Status same = CheckId(); !same) return Fail(same.error());
  census_ = ReadCensus();
  census_changed_ = false;
  // What we are about to change ourselves must not hide what another process changed before.
  if (census_) NoteChoices(census_);
  return transaction;
}

Store::Transaction::Transaction(Transaction&& other) noexcept
    : store_(std::exchange(other.store_, nullptr)) {}

Store::Transaction::~Transaction() {
  if (store_ == nullptr) return;
  store_->in_transaction_ = false;
  if (const Result<Statement*> rollback = store_->Prepared(kRollback)) {
    // SQLite may have rolled back by itself (disk full): then this fails, and all is well.
    const Status rolled_back = (*rollback)->Run();
    static_cast<void>(rolled_back);
  }
}

Status Store::Transaction::Commit() {
  if (store_->census_ && store_->census_changed_) {
    const vault::Slot slot = store_->sealer_.SlotOf(vault::TableId::kCensus, kCensusName);
    const std::string body = store_->census_->Encode();
    const Result<std::string> sealed =
        SealNamed(store_->sealer_, vault::TableId::kCensus, slot, {kCensusName, body});
    if (!sealed) return Fail(sealed.error());
    Status put = store_->PutSealed(vault::TableId::kCensus, slot, *sealed);
    if (!put) return put;
  }
  const Result<Statement*> commit = store_->Prepared(kCommit);
  if (!commit) return Fail(commit.error());
  if (Status committed = (*commit)->Run(); !committed) return committed;
  store_->in_transaction_ = false;
  store_->seen_ = store_->census_;
  if (store_->census_changed_) AnnounceChange(store_->folder_);
  store_ = nullptr;
  return {};
}

Status Store::ChangeHeader(
    const std::function<Status(vault::Header*, const vault::Keys&)>& change) {
  return profile::ChangeHeader(&database_, keys_, vault_id_,
                               [&](vault::Header* header) { return change(header, keys_); });
}

Status Store::StartCensus() {
  Result<Transaction> transaction = Begin(Durability::kBatched);
  if (!transaction) return Fail(transaction.error());
  census_ = Census();
  census_changed_ = true;
  return transaction->Commit();
}

void Store::EmptyLog() {
  const Status emptied = database_.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
  static_cast<void>(emptied);
}

bool Store::ChoicesChangedByOthers() {
  const Result<Statement*> statement = Prepared(kDataVersion);
  if (statement) {
    const StatementReset reset(*statement);
    const Result<Statement::Row> row = (*statement)->Step();
    if (row && *row == Statement::Row::kRow) {
      const std::int64_t version = (*statement)->Integer(0);
      if (version == data_version_ && !others_changed_choices_) return false;
      data_version_ = version;
    }
  }
  NoteChoices(ReadCensus());
  return std::exchange(others_changed_choices_, false);
}

}  // namespace lma::profile
