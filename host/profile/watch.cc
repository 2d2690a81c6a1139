#include "profile/watch.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

namespace lma::profile {

FolderWatch::FolderWatch(const std::string& folder)
    : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // IN_ATTRIB: AnnounceChange. IN_MOVED_TO: another vault took this one's place.
  if (fd_ >= 0 && ::inotify_add_watch(fd_, folder.c_str(), IN_ATTRIB | IN_MOVED_TO) < 0) {
    ::close(fd_);
    fd_ = -1;
  }
}

FolderWatch::~FolderWatch() {
  if (fd_ >= 0) ::close(fd_);
}

void FolderWatch::Drain() {
  if (fd_ < 0) return;
  alignas(inotify_event) std::array<char, 4096> events;
  while (::read(fd_, events.data(), events.size()) > 0) {
  }
}

void AnnounceChange(const std::string& folder) {
  // A failure only delays the others: they see the change when they next read.
  static_cast<void>(::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0));
}

}  // namespace lma::profile
