// Tells other processes, and hears from them, that the vault in a folder changed (inotify).
#pragma once

#include <string>

namespace lma::profile {

class FolderWatch {
 public:
  explicit FolderWatch(const std::string& folder);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Readable after AnnounceChange, by us or by others; -1 if the system has no watch left.
  int fd() const { return fd_; }
  // Takes all notices that wait.
  void Drain();

 private:
  int fd_;
};

// To be called after a commit: the log's own writing is noticed before SQLite shows what it means.
void AnnounceChange(const std::string& folder);

}  // namespace lma::profile
