#include "profile/sqlite.h"

#include <sqlite3.h>
#include <unistd.h>

#include <ctime>

namespace lma::profile {
namespace {

Failure FailWith(int code) {
  const std::string detail = std::string("sqlite: ") + sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Fail(ErrorCode::kVaultBusy, detail);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:     // a table that is not there
    case SQLITE_MISMATCH:  // a column that is not what it was
      return Fail(ErrorCode::kVaultCorrupt, detail);
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
      return Fail(ErrorCode::kIo, detail);
    default:
      return Fail(ErrorCode::kInternal, detail);
  }
}

// SQLite's own waiting sleeps for up to a tenth of a second at a time, while a write takes a
// millisecond or two: this one asks again soon, and each process at a moment of its own.
int WaitForOthers(void*, int tries) {
  static std::int64_t begin_ms = 0;
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t now_ms = std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
  if (tries == 0) begin_ms = now_ms;
  if (now_ms - begin_ms >= kBusyTimeoutMs) return 0;
  const timespec wait{0, 300'000 + 100'000 * (::getpid() % 8)};
  ::nanosleep(&wait, nullptr);
  return 1;
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::Bind(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}

Statement& Statement::Bind(int index, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), index, bytes.data(), bytes.size(), SQLITE_STATIC);
  return *this;
}

Result<Statement::Row> Statement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return Row::kRow;
  Reset();
  if (code == SQLITE_DONE) return Row::kDone;
  return FailWith(code);
}

Status Statement::Run() {
  const Result<Row> row = Step();
  Reset();
  if (!row) return Fail(row.error());
  return {};
}

void Statement::Reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::Integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::Bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Database> Database::Open(const std::string& path) {
  sqlite3* handle = nullptr;
  // No mutex: one thread uses it (the host may start none, platform/sandbox.h).
  const int code =
      sqlite3_open_v2(path.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, nullptr);
  Database database;
  database.database_.reset(handle);
  if (code != SQLITE_OK) return FailWith(code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_handler(handle, WaitForOthers, nullptr);
  // A damaged or hostile file must not run code by its schema.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // Small cache for a small host; no temporary files, which the sandbox would refuse; what is
  // deleted is overwritten.
  const Status set = database.Execute(
      "PRAGMA cache_size=-256; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
      "PRAGMA cell_size_check=ON; PRAGMA wal_autocheckpoint=250");
  if (!set) return Fail(set.error());
  return database;
}

Result<Statement> Database::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return FailWith(code);
  return Statement(statement);
}

Status Database::Execute(const char* sql) {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return FailWith(code);
  return {};
}

bool Database::HasMoved() {
  int moved = 0;
  const int code = sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return code == SQLITE_OK && moved != 0;
}

Status Database::TakeOver(Database* other) {
  sqlite3_backup* backup =
      sqlite3_backup_init(database_.get(), "main", other->database_.get(), "main");
  if (backup == nullptr) return FailWith(sqlite3_errcode(database_.get()));
  sqlite3_backup_step(backup, -1);
  if (const int code = sqlite3_backup_finish(backup); code != SQLITE_OK) return FailWith(code);
  return {};
}

Result<std::int64_t> Database::Integer(std::string_view sql) {
  Result<Statement> statement = Prepare(sql);
  if (!statement) return Fail(statement.error());
  const Result<Statement::Row> row = statement->Step();
  if (!row) return Fail(row.error());
  if (*row == Statement::Row::kDone) return Fail(ErrorCode::kVaultCorrupt, "no row");
  return statement->Integer(0);
}

std::int64_t Database::LastRow() const { return sqlite3_last_insert_rowid(database_.get()); }

std::uint64_t Database::Changes() const {
  return static_cast<std::uint64_t>(sqlite3_changes64(database_.get()));
}

}  // namespace lma::profile
