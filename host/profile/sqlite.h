// SQLite as this module uses it: one connection, prepared statements, errors as Status.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lma::profile {

// How long a write waits for another process's.
inline constexpr int kBusyTimeoutMs = 2000;

class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  // Indices begin at 1. `bytes` must stay until the statement is reset.
  Statement& Bind(int index, std::int64_t value);
  Statement& Bind(int index, std::string_view bytes);

  enum class Row { kRow, kDone };
  // On kDone and on an error the statement is reset and its bindings are cleared.
  Result<Row> Step();
  // For statements that give no rows, or whose rows do not matter.
  Status Run();
  void Reset();

  // Columns begin at 0. The view lasts until the next Step or Reset.
  std::int64_t Integer(int column) const;
  std::string_view Bytes(int column) const;

  explicit operator bool() const { return statement_ != nullptr; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Ends a statement that stopped at a row when the scope is left: an unfinished read would hold its
// snapshot, and with it the log, for good.
class StatementReset {
 public:
  explicit StatementReset(Statement* statement) : statement_(statement) {}
  ~StatementReset() { statement_->Reset(); }
  StatementReset(const StatementReset&) = delete;
  StatementReset& operator=(const StatementReset&) = delete;

 private:
  Statement* statement_;
};

class Database {
 public:
  // An existing file, for reading and writing. kIo, kVaultCorrupt, kVaultBusy.
  static Result<Database> Open(const std::string& path);

  Result<Statement> Prepare(std::string_view sql);
  Status Execute(const char* sql);
  // Whether the file was moved or deleted since it was opened: what is written then is lost.
  bool HasMoved();
  // Becomes a copy of `other`, in one transaction, whatever it held. Its file stays.
  Status TakeOver(Database* other);
  Result<std::int64_t> Integer(std::string_view sql);
  std::int64_t LastRow() const;
  std::uint64_t Changes() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace lma::profile
