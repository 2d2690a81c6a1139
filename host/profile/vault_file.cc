#include "profile/vault_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/folder.h"
#include "profile/store.h"

namespace lma::profile {
namespace {

constexpr std::string_view kFileName = "/vault.db";
// "LMAV": tells `file` and us that this SQLite database is a vault.
constexpr std::int64_t kApplicationId = 0x4c4d4156;
constexpr std::int64_t kSchemaVersion = 1;

// The tables hold nothing but sealed records and the places they stand in.
// Until the file is put in place nobody would miss it: it is synced once, at its last closing, and
// not statement by statement, which takes a slow disk half a second.
constexpr const char* kSchema =
    "PRAGMA journal_mode=MEMORY;"
    "PRAGMA synchronous=OFF;"
    "PRAGMA page_size=4096;"
    "PRAGMA application_id=1280131414;"
    "BEGIN IMMEDIATE;"
    "CREATE TABLE header(id INTEGER PRIMARY KEY CHECK(id=1), data BLOB NOT NULL);"
    "CREATE TABLE records(tbl INTEGER NOT NULL, slot BLOB NOT NULL, data BLOB NOT NULL,"
    " PRIMARY KEY(tbl,slot)) WITHOUT ROWID;"
    "CREATE TABLE journal(id INTEGER PRIMARY KEY AUTOINCREMENT, data BLOB NOT NULL);"
    "PRAGMA user_version=1;"
    "COMMIT;";
static_assert(kApplicationId == 1280131414);

Result<vault::Header> ReadHeader(Database* database) {
  Result<Statement> statement = database->Prepare("SELECT data FROM header WHERE id=1");
  if (!statement) return Fail(statement.error());
  const Result<Statement::Row> row = statement->Step();
  if (!row) return Fail(row.error());
  if (*row == Statement::Row::kDone) return Fail(ErrorCode::kVaultCorrupt, "no header");
  return vault::Header::Parse(statement->Bytes(0));
}

}  // namespace

std::string VaultPath(const std::string& folder) { return folder + std::string(kFileName); }

// Missing, empty and unreadable are told apart before SQLite would make a new file of them.
Status CheckVaultFile(const std::string& folder) {
  const std::string path = VaultPath(folder);
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) return Fail(ErrorCode::kIo, "vault: stat");
    // A log without its database would be played into whatever database came next.
    if (::stat((path + "-wal").c_str(), &info) == 0) {
      return Fail(ErrorCode::kVaultCorrupt, "vault.db is gone, its log is there");
    }
    return Fail(ErrorCode::kVaultMissing, "no vault.db");
  }
  if (!S_ISREG(info.st_mode)) return Fail(ErrorCode::kVaultCorrupt, "vault.db is no regular file");
  if (info.st_size == 0) return Fail(ErrorCode::kVaultCorrupt, "vault.db is empty");
  return {};
}

Result<vault::Header> ReadEitherHeader(Database* database) {
  Result<vault::Header> header = ReadHeader(database);
  if (header) return header;
  Result<Statement> statement =
      database->Prepare("SELECT data FROM records WHERE tbl=?1 AND slot=zeroblob(16)");
  if (!statement) return header;
  const Result<Statement::Row> row = statement->Bind(1, kHeaderCopyTable).Step();
  if (!row || *row == Statement::Row::kDone) return header;
  Result<vault::Header> copy = vault::Header::Parse(statement->Bytes(0));
  return copy ? std::move(copy) : std::move(header);
}

Status MakeDatabase(const std::string& path, const vault::Header& header, const vault::Keys& keys) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return Fail(ErrorCode::kIo, "vault cannot be made");
  ::close(file);
  Result<Database> database = Database::Open(path);
  if (!database) return Fail(database.error());
  if (Status made = database->Execute(kSchema); !made) return made;
  if (Status written = WriteHeader(&*database, header, keys); !written) return written;
  if (Status wal = database->Execute("PRAGMA journal_mode=WAL"); !wal) return wal;
  Store store({}, std::move(*database), vault::Keys::FromMaster(keys.master()), header.id());
  return store.StartCensus();
}

Result<VaultFile> OpenVaultFile(const std::string& folder) {
  const std::string path = VaultPath(folder);
  if (const Status there = CheckVaultFile(folder); !there) return Fail(there.error());
  Result<Database> database = Database::Open(path);
  if (!database) return Fail(database.error());
  const Result<std::int64_t> application = database->Integer("PRAGMA application_id");
  if (!application) return Fail(application.error());
  if (*application != kApplicationId) return Fail(ErrorCode::kVaultCorrupt, "not a vault");
  const Result<std::int64_t> version = database->Integer("PRAGMA user_version");
  if (!version) return Fail(version.error());
  if (*version > kSchemaVersion) return Fail(ErrorCode::kVaultVersion, "schema version");
  if (*version < 1) return Fail(ErrorCode::kVaultCorrupt, "schema version");
  Result<vault::Header> header = ReadHeader(&*database);
  if (!header) return Fail(header.error());
  return VaultFile{std::move(*database), std::move(*header)};
}

Status MakeVaultFile(const std::string& folder, const vault::Header& header,
                     const vault::Keys& keys) {
  if (Status made = MakePrivateFolder(folder); !made) return made;
  const std::string path = VaultPath(folder);
  // Made aside and linked into place, so that nobody ever opens half a vault.
  const std::string temporary = path + ".new-" + std::to_string(::getpid());
  ::unlink(temporary.c_str());
  Status filled = MakeDatabase(temporary, header, keys);
  if (filled && ::link(temporary.c_str(), path.c_str()) != 0) {
    filled = errno == EEXIST ? Status(Fail(ErrorCode::kBadRequest, "a vault is there"))
                             : Status(Fail(ErrorCode::kIo, "vault cannot be put in place"));
  }
  ::unlink(temporary.c_str());
  ::unlink((temporary + "-wal").c_str());
  ::unlink((temporary + "-shm").c_str());
  if (!filled) return filled;
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory >= 0) {
    ::fsync(directory);
    ::close(directory);
  }
  return {};
}

Status MarkAsVault(Database* database) {
  return database->Execute("PRAGMA application_id=1280131414; PRAGMA user_version=1");
}

Status WriteHeader(Database* database, const vault::Header& header, const vault::Keys& keys) {
  const std::string bytes = header.Serialize(keys);
  Result<Statement> statement =
      database->Prepare("INSERT OR REPLACE INTO header(id,data) VALUES(1,?1)");
  if (!statement) return Fail(statement.error());
  if (Status written = statement->Bind(1, bytes).Run(); !written) return written;
  Result<Statement> copy =
      database->Prepare("INSERT OR REPLACE INTO records(tbl,slot,data) VALUES(?1,zeroblob(16),?2)");
  if (!copy) return Fail(copy.error());
  return copy->Bind(1, kHeaderCopyTable).Bind(2, bytes).Run();
}

Status ChangeHeader(Database* database, const vault::Keys& keys, std::string_view vault_id,
                    const std::function<Status(vault::Header*)>& change) {
  if (Status begun = database->Execute("PRAGMA synchronous=FULL; BEGIN IMMEDIATE"); !begun) {
    return begun;
  }
  // Read again: another process may have changed it since it was opened.
  Result<vault::Header> header = ReadHeader(database);
  Status done = header ? Status() : Status(Fail(header.error()));
  if (done && header->id() != vault_id) {
    done = Fail(ErrorCode::kVaultLocked, "the vault has other keys now");
  }
  if (done) done = change(&*header);
  if (done && header->wrap_count() == 0) done = Fail(ErrorCode::kBadRequest, "the last key");
  if (done) done = WriteHeader(database, *header, keys);
  if (done) done = database->Execute("COMMIT");
  if (!done) {
    const Status rolled_back = database->Execute("ROLLBACK");
    static_cast<void>(rolled_back);
    return done;
  }
  // The old wraps must not stay readable in the log.
  const Status emptied = database->Execute("PRAGMA wal_checkpoint(TRUNCATE)");
  static_cast<void>(emptied);
  return {};
}

}  // namespace lma::profile
