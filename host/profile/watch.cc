#include "profile/watch.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string_view>

namespace lma::profile {
namespace {

// The name whose coming and going means "lock". Never a file that holds anything.
constexpr std::string_view kLockName = "lock";
constexpr std::string_view kVaultName = "vault.db";

}  // namespace

FolderWatch::FolderWatch(const std::string& folder)
    : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // IN_ATTRIB: AnnounceChange and AnnounceLock. IN_MOVED_TO: another vault took this one's place.
  if (fd_ >= 0 && ::inotify_add_watch(fd_, folder.c_str(), IN_ATTRIB | IN_MOVED_TO) < 0) {
    ::close(fd_);
    fd_ = -1;
  }
}

FolderWatch::~FolderWatch() {
  if (fd_ >= 0) ::close(fd_);
}

FolderWatch::Notice FolderWatch::Drain() {
  Notice notice = Notice::kChange;
  if (fd_ < 0) return notice;
  alignas(inotify_event) std::array<char, 4096> events;
  for (ssize_t size = 0; (size = ::read(fd_, events.data(), events.size())) > 0;) {
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      inotify_event event{};
      std::memcpy(&event, events.data() + at, sizeof event);
      // The name ends with zeros, which fill it up.
      const char* name = events.data() + at + sizeof event;
      if (event.len > 0 && name == kLockName) notice = Notice::kLock;
      if ((event.mask & IN_MOVED_TO) != 0 && name == kVaultName) return Notice::kReplaced;
      at += sizeof event + event.len;
    }
  }
  return notice;
}

void AnnounceChange(const std::string& folder) {
  // A failure only delays the others: they see the change when they next read.
  static_cast<void>(::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0));
}

void AnnounceLock(const std::string& folder) {
  const std::string path = folder + "/" + std::string(kLockName);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0) {
    // IN_ATTRIB with the name.
    static_cast<void>(::futimens(file, nullptr));
    ::close(file);
  }
  ::unlink(path.c_str());
}

}  // namespace lma::profile
