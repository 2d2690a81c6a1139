// Notices that files in a folder change (inotify).
#pragma once

#include <string>

namespace lma::profile {

class FolderWatch {
 public:
  explicit FolderWatch(const std::string& folder);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Readable after a change; -1 if the system has no watch left.
  int fd() const { return fd_; }
  // Takes all notices that wait.
  void Drain();

 private:
  int fd_;
};

}  // namespace lma::profile
