#include "profile/repair.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <utility>

#include "profile/salvage.h"
#include "profile/store.h"
#include "profile/unlock.h"
#include "profile/vault_file.h"
#include "profile/watch.h"

namespace lma::profile {
namespace {

// Beside the vault, with the time in its name.
std::string AsidePath(const std::string& folder, const Clock& clock) {
  const std::time_t seconds = clock.NowMs() / 1000;
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 32> text;
  std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &utc);
  return VaultPath(folder) + ".damaged-" + text.data();
}

Status CopyFile(const std::string& from, const std::string& to) {
  const int in = ::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (in < 0) return Fail(ErrorCode::kIo, "vault cannot be read");
  const int out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  bool copied = out >= 0;
  std::array<char, 16384> part;
  ssize_t count = 0;
  while (copied && (count = ::read(in, part.data(), part.size())) > 0) {
    copied = ::write(out, part.data(), static_cast<std::size_t>(count)) == count;
  }
  copied = copied && count == 0 && ::fsync(out) == 0;
  ::close(in);
  if (out >= 0) ::close(out);
  if (!copied) return Fail(ErrorCode::kIo, "no copy can be kept aside");
  return {};
}

// The file and what of it is still in its log.
Status KeepAside(const std::string& folder, const std::string& aside) {
  const std::string path = VaultPath(folder);
  if (Status copied = CopyFile(path, aside); !copied) return copied;
  struct stat info {};
  if (::stat((path + "-wal").c_str(), &info) != 0 || info.st_size == 0) return {};
  return CopyFile(path + "-wal", aside + "-wal");
}

bool StructureIsSound(Database* database) {
  Result<Statement> statement = database->Prepare("PRAGMA quick_check(1)");
  if (!statement) return false;
  const Result<Statement::Row> row = statement->Step();
  return row && *row == Statement::Row::kRow && statement->Bytes(0) == "ok";
}

bool IsSound(const VaultCheck& check) {
  return check.damaged == 0 && check.census == VaultCheck::Census::kFits;
}

}  // namespace

Result<RepairReport> RepairVault(const OpenOptions& options, const Clock& clock) {
  const std::string& folder = options.vault_folder;
  if (const Status there = CheckVaultFile(folder); !there) return Fail(there.error());
  Result<Database> database = Database::Open(VaultPath(folder));
  if (!database) return Fail(database.error());
  const Result<vault::Header> header = ReadEitherHeader(&*database);
  if (!header) return Fail(header.error());
  Result<vault::Keys> keys = Unlock(*header, options);
  if (!keys) return Fail(keys.error());
  // A newer version's vault is not damaged.
  const auto as_it_is = OpenVaultFile(folder);
  if (!as_it_is && as_it_is.error().code == ErrorCode::kVaultVersion) {
    return Fail(as_it_is.error());
  }

  RepairReport report;
  const bool structure_is_sound = StructureIsSound(&*database);
  Store store(folder, std::move(*database), vault::Keys::FromMaster(keys->master()), header->id());
  if (structure_is_sound && as_it_is) {
    const Result<VaultCheck> check = store.Check();
    if (check && IsSound(*check)) {
      report.kept = check->records;
      return report;
    }
  }
  report.kept_aside = AsidePath(folder, clock);
  if (const Status kept = KeepAside(folder, report.kept_aside); !kept) return Fail(kept.error());
  const Result<Salvaged> saved =
      structure_is_sound ? store.Mend(*header) : Rebuild(&store, *header, *keys);
  if (!saved) return Fail(saved.error());
  report.kept = saved->kept;
  report.removed = saved->removed;
  AnnounceReplacement(folder);
  return report;
}

Result<std::string> StartOver(const OpenOptions& options, const Clock& clock) {
  const std::string path = VaultPath(options.vault_folder);
  const std::string aside = AsidePath(options.vault_folder, clock);
  if (std::rename(path.c_str(), aside.c_str()) != 0) {
    return Fail(ErrorCode::kIo, "vault cannot be moved");
  }
  // A log would be played into the next database of this name.
  static_cast<void>(std::rename((path + "-wal").c_str(), (aside + "-wal").c_str()));
  ::unlink((path + "-shm").c_str());
  AnnounceReplacement(options.vault_folder);
  OpenOptions creating = options;
  creating.if_missing = IfMissing::kCreate;
  const Result<Unlocked> made = OpenUnlocked(creating);
  if (!made) return Fail(made.error());
  return aside;
}

}  // namespace lma::profile
