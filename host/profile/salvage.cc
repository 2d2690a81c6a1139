#include "profile/salvage.h"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "profile/named_record.h"
#include "profile/vault_file.h"

namespace lma::profile {
namespace {

using vault::TableId;

constexpr std::int64_t kFirstTable = 1;
// Rows of the journal that are asked for at once.
constexpr std::int64_t kRowsAtOnce = 256;

// Steps through what a statement gives, from one end and, where that stops, from the other: between
// the two lie the damaged pages. Rows may come twice. `sql` ends in ORDER BY.
template <typename Bind, typename Take>
void ReadFromBothEnds(Database* database, const std::string& sql, const Bind& bind,
                      const Take& take) {
  for (const char* order : {" ASC", " DESC"}) {
    Result<Statement> statement = database->Prepare(sql + order);
    if (!statement) continue;
    bind(&*statement);
    Result<Statement::Row> row = statement->Step();
    for (; row && *row == Statement::Row::kRow; row = statement->Step()) take(*statement);
    if (row) return;
  }
}

// The records of each table by the first byte of their slots, which are spread evenly, so that one
// damaged page costs its neighbours and no more.
std::uint64_t SaveRecords(Database* from, const vault::Sealer& sealer, Store* to) {
  std::set<std::pair<std::int64_t, std::string>> saved;
  for (auto table = kFirstTable; table < static_cast<std::int64_t>(TableId::kCensus); ++table) {
    if (table == static_cast<std::int64_t>(TableId::kJournal)) continue;
    for (int byte = 0; byte < 256; ++byte) {
      const std::string low(1, static_cast<char>(byte));
      const std::string high = low + std::string(vault::kSlotBytes, '\xff');
      ReadFromBothEnds(
          from,
          "SELECT slot,data FROM records WHERE tbl=?1 AND slot>=?2 AND slot<=?3 ORDER BY slot",
          [&](Statement* statement) { statement->Bind(1, table).Bind(2, low).Bind(3, high); },
          [&](const Statement& row) {
            const auto slot = SlotFromBytes(row.Bytes(0));
            if (!slot) return;
            const auto id = static_cast<TableId>(table);
            const Result<std::string> plain = sealer.Open(id, *slot, row.Bytes(1));
            const auto named = plain ? SplitNamed(*plain) : std::nullopt;
            if (!named || saved.contains({table, std::string(row.Bytes(0))})) return;
            if (to->Put(id, named->name, named->body)) saved.emplace(table, row.Bytes(0));
          });
    }
  }
  return saved.size();
}

std::uint64_t SaveRows(Database* from, const vault::Sealer& sealer, Store* to) {
  // The highest number may stand on a damaged page; then the table's own counter knows.
  std::int64_t last = 0;
  for (const char* sql : {"SELECT max(id) FROM journal", "SELECT max(seq) FROM sqlite_sequence"}) {
    if (const Result<std::int64_t> number = from->Integer(sql)) last = std::max(last, *number);
  }
  std::map<std::int64_t, std::string> rows;
  std::uint64_t saved = 0;
  for (std::int64_t first = 1; first <= last; first += kRowsAtOnce) {
    rows.clear();
    ReadFromBothEnds(
        from, "SELECT id,data FROM journal WHERE id>=?1 AND id<?2 ORDER BY id",
        [&](Statement* statement) { statement->Bind(1, first).Bind(2, first + kRowsAtOnce); },
        [&](const Statement& row) { rows[row.Integer(0)] = row.Bytes(1); });
    for (const auto& [id, sealed] : rows) {
      const vault::Slot slot = vault::SlotOfRow(static_cast<std::uint64_t>(id));
      const Result<std::string> plain = sealer.Open(TableId::kJournal, slot, sealed);
      const auto named = plain ? SplitNamed(*plain) : std::nullopt;
      if (named && to->AppendRow(named->body)) ++saved;
    }
  }
  return saved;
}

}  // namespace

Result<Salvaged> Rebuild(Store* damaged, const vault::Header& header, const vault::Keys& keys) {
  const std::string path = VaultPath(damaged->folder()) + ".repair-" + std::to_string(::getpid());
  ::unlink(path.c_str());
  Salvaged salvaged;
  Status done = MakeDatabase(path, header, keys);
  if (done) {
    Result<Database> made = Database::Open(path);
    if (!made) return Fail(made.error());
    Store store({}, std::move(*made), vault::Keys::FromMaster(keys.master()), header.id());
    {
      Result<Store::Transaction> transaction = store.Begin(Durability::kFull);
      if (!transaction) return Fail(transaction.error());
      const vault::Sealer sealer(keys);
      salvaged.kept = SaveRecords(&damaged->database(), sealer, &store);
      salvaged.kept += SaveRows(&damaged->database(), sealer, &store);
      done = transaction->Commit();
    }
    if (done) done = damaged->database().TakeOver(&store.database());
  }
  for (const char* end : {"", "-wal", "-shm"}) ::unlink((path + end).c_str());
  if (!done) return Fail(done.error());
  return salvaged;
}

}  // namespace lma::profile
