// Sealed records in an open vault file: by name, and the journal's rows in the order they came.
// Knows nothing of what they hold.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "profile/census.h"
#include "profile/profile.h"
#include "profile/sqlite.h"
#include "vault/header.h"
#include "vault/keys.h"
#include "vault/sealer.h"

namespace lma::profile {

// Whether a commit waits until it would survive a power cut.
enum class Durability { kFull, kBatched };
enum class Order { kOldestFirst, kNewestFirst };
enum class Scan { kGoOn, kStop };

// What was saved of a damaged vault.
struct Salvaged {
  std::uint64_t kept = 0;
  std::uint64_t removed = 0;
};

class Store {
 public:
  // `vault_id` is the header's from which `keys` came.
  Store(std::string folder, Database database, vault::Keys keys, std::string_view vault_id);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  const std::string& folder() const { return folder_; }

  // --- Reading: errors as in profile.h; a damaged record is kVaultCorrupt for itself alone ---

  // The record's body, or nothing when there is none.
  Result<std::optional<std::string>> Get(vault::TableId table, std::string_view name);
  // Calls `visit` with name and body of each record, in no order; counts those that do not open.
  // `visit` must not write.
  Result<std::uint64_t> ForEach(
      vault::TableId table, const std::function<void(std::string_view, std::string_view)>& visit);
  // The same for the journal, by row, beginning with the `skip`-th.
  Result<std::uint64_t> ForEachRow(
      Order order, std::uint64_t skip,
      const std::function<Scan(std::uint64_t, std::string_view)>& visit);
  Result<std::uint64_t> RowCount();

  // Opens every record and compares what there is with the census, all at one moment.
  Result<VaultCheck> Check();

  // --- Writing, inside a Transaction only ---

  // kTooLarge: over vault::kMaxRecordBytes.
  Status Put(vault::TableId table, std::string_view name, std::string_view body);
  Status Remove(vault::TableId table, std::string_view name);
  Result<std::uint64_t> AppendRow(std::string_view body);
  Status RemoveRow(std::uint64_t row);
  // Gives the row, which must be there, another body in its place.
  Status ReplaceRow(std::uint64_t row, std::string_view body);
  // Those that do not open too.
  Status RemoveAllRows();

  // Rolls back when it goes out of scope without Commit.
  class Transaction {
   public:
    explicit Transaction(Store* store) : store_(store) {}
    ~Transaction();
    Transaction(Transaction&& other) noexcept;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    Status Commit();

   private:
    Store* store_;
  };
  // Waits for other writers at most kBusyTimeoutMs.
  Result<Transaction> Begin(Durability durability);

  // Lets `change` edit the header, in a transaction of its own (profile/vault_file.h).
  Status ChangeHeader(const std::function<Status(vault::Header*, const vault::Keys&)>& change);
  // Seals every record under `keys` and stores `header`, in one transaction; this object is
  // outdated then. kVaultCorrupt: a record does not open, nothing was changed.
  Status Reseal(const vault::Keys& keys, const vault::Header& header);
  // Removes the records that do not open, counts the census anew and writes `header`, in one
  // transaction.
  Result<Salvaged> Mend(const vault::Header& header);
  // For Rebuild (profile/salvage.h).
  Database& database() { return database_; }
  // Whether another process sealed the vault under other keys: every call fails then.
  bool Outdated();

  // Writes the first census of a new vault.
  Status StartCensus();

  // Empties the log into the file, so that what secure_delete overwrote is gone from both. Best
  // effort: another process that reads at this moment keeps the log until its own checkpoint.
  void EmptyLog();

  // Whether another process committed a change to preferences, learned asks or settings since the
  // last call or the last transaction of ours.
  bool ChoicesChangedByOthers();

 private:
  enum Sql : std::size_t;
  static constexpr std::size_t kStatements = 15;
  Result<Statement*> Prepared(Sql sql);
  Result<std::optional<std::string>> GetSealed(vault::TableId table, const vault::Slot& slot);
  // The row's sealed bytes, or nothing when there is none.
  Result<std::optional<std::string>> GetSealedRow(std::uint64_t row);
  // Seals the body into the row, which must be there and hold nothing that is counted.
  Status SealRow(std::uint64_t row, std::string_view body);
  Status PutSealed(vault::TableId table, const vault::Slot& slot, std::string_view sealed);
  std::optional<Census> ReadCensus();
  // Where a record stands, as it was found: the slot may have any bytes.
  struct Place {
    std::int64_t row = 0;
    std::string bytes = {};
    std::optional<vault::Slot> slot = {};
  };
  Status ForEachPlace(vault::TableId table,
                      const std::function<void(const Place&, std::string_view sealed)>& visit);
  void NoteChoices(const std::optional<Census>& census);

  // kVaultLocked: the vault was sealed under other keys.
  Status CheckId();
  Status ResealRecords(const vault::Sealer& sealer, Census* census);
  Status ResealRows(const vault::Sealer& sealer, Census* census);

  std::string folder_;
  std::string vault_id_;
  Database database_;
  vault::Keys keys_;
  vault::Sealer sealer_{keys_};
  std::array<Statement, kStatements> statements_;
  bool in_transaction_ = false;
  // As read at the transaction's start and changed since; nothing if the stored one is damaged,
  // which is then left as it is for a check to find.
  std::optional<Census> census_;
  bool census_changed_ = false;
  // What was last seen of the tables that matter to open pages.
  std::optional<Census> seen_;
  bool others_changed_choices_ = false;
  std::int64_t data_version_ = 0;
};

}  // namespace lma::profile
