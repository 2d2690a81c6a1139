// Tells other processes, and hears from them, that the vault in a folder changed (inotify).
#pragma once

#include <string>

namespace lma::profile {

class FolderWatch {
 public:
  // The folder must be there. To be made before the doors close (platform/sandbox.h).
  explicit FolderWatch(const std::string& folder);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Readable after AnnounceChange and AnnounceLock, by us or by others; -1 if the system has no
  // watch left.
  int fd() const { return fd_; }
  // Takes all notices that wait.
  // kFlush: what waits is to be written. kLock: the vault is to be closed. kReplaced: another file
  // took its place.
  enum class Notice { kChange, kFlush, kLock, kReplaced };
  Notice Drain();

 private:
  int fd_;
};

// To be called after a commit: the log's own writing is noticed before SQLite shows what it means.
void AnnounceChange(const std::string& folder);
// Tells every process that has the vault open to write what waits.
void AnnounceFlush(const std::string& folder);
// Tells every process that has the vault open to start over.
void AnnounceReplacement(const std::string& folder);
// Tells every process that has the vault open to close it and to forget its keys.
void AnnounceLock(const std::string& folder);

}  // namespace lma::profile
