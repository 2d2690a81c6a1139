#include "platform/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace lma::platform {
namespace {

// Rights that newer kernels have and Debian's header does not name (linux/landlock.h).
constexpr std::uint64_t kTruncate = 1ULL << 14;  // since ABI 3

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// What SQLite needs to keep a database with its log.
constexpr std::uint64_t kWriting = kReading | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                   LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;
// Everything of ABI 1: what is named here and not granted by a rule is refused.
constexpr std::uint64_t kAll =
    LANDLOCK_ACCESS_FS_EXECUTE | kWriting | LANDLOCK_ACCESS_FS_REMOVE_DIR |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

Status AllowBelow(int ruleset, const std::string& folder, std::uint64_t rights) {
  const int fd = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return {};  // not there: nothing to open there either
  landlock_path_beneath_attr rule{};
  rule.allowed_access = rights;
  rule.parent_fd = fd;
  const long added =
      ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  ::close(fd);
  if (added != 0) return Fail(ErrorCode::kUnsupported, "landlock: rule");
  return {};
}

}  // namespace

Result<Landlocked> RestrictFiles(const std::vector<std::string>& writable_folders,
                                 const std::vector<std::string>& readable_folders) {
  const long abi =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return Landlocked::kNoKernelSupport;
  const std::uint64_t truncate = abi >= 3 ? kTruncate : 0;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kAll | truncate;
  const int ruleset =
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (ruleset < 0) return Fail(ErrorCode::kUnsupported, "landlock: ruleset");
  Status done;
  for (const std::string& folder : writable_folders) {
    if (done) done = AllowBelow(ruleset, folder, kWriting | truncate);
  }
  for (const std::string& folder : readable_folders) {
    if (done) done = AllowBelow(ruleset, folder, kReading);
  }
  if (done && (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
               ::syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)) {
    done = Fail(ErrorCode::kUnsupported, "landlock: restrict");
  }
  ::close(ruleset);
  if (!done) return Fail(done.error());
  return Landlocked::kYes;
}

}  // namespace lma::platform
