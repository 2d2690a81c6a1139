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

// Names whose coming and going means something. Never files that hold anything.
constexpr std::string_view kLockName = "lock";
constexpr std::string_view kFlushName = "flush";
constexpr std::string_view kReplacedName = "replaced";

void Announce(const std::string& folder, std::string_view name) {
  const std::string path = folder + "/" + std::string(name);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0) {
    // IN_ATTRIB with the name.
    static_cast<void>(::futimens(file, nullptr));
    ::close(file);
  }
  ::unlink(path.c_str());
}

}  // namespace

FolderWatch::FolderWatch(const std::string& folder)
    : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (fd_ >= 0 && ::inotify_add_watch(fd_, folder.c_str(), IN_ATTRIB) < 0) {
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
      if (event.len > 0 && name == kFlushName && notice == Notice::kChange) notice = Notice::kFlush;
      if (event.len > 0 && name == kReplacedName) notice = Notice::kReplaced;
      at += sizeof event + event.len;
    }
  }
  return notice;
}

void AnnounceChange(const std::string& folder) {
  // A failure only delays the others: they see the change when they next read.
  static_cast<void>(::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0));
}

void AnnounceFlush(const std::string& folder) { Announce(folder, kFlushName); }

void AnnounceReplacement(const std::string& folder) { Announce(folder, kReplacedName); }

void AnnounceLock(const std::string& folder) { Announce(folder, kLockName); }

}  // namespace lma::profile
