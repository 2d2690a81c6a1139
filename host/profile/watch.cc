#include "profile/watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>

namespace lma::profile {

FolderWatch::FolderWatch(const std::string& folder)
    : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // The folder, not a file in it: the log comes and goes, and commits show in the log alone.
  if (fd_ >= 0 && ::inotify_add_watch(fd_, folder.c_str(),
                                      IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE) < 0) {
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

}  // namespace lma::profile
