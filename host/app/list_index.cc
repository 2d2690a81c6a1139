#include "app/list_index.h"

#include <sys/stat.h>

#include "base/log.h"

namespace lma::app {

ListIndex::Identity ListIndex::Look() const {
  struct stat status {};
  if (path_.empty() || ::stat(path_.c_str(), &status) != 0) return {};
  constexpr std::int64_t kNsPerSecond = 1'000'000'000;
  return {status.st_dev, status.st_ino,
          status.st_ctim.tv_sec * kNsPerSecond + status.st_ctim.tv_nsec};
}

bool ListIndex::Refresh() {
  const Identity now = Look();
  if (now == identity_) return false;
  identity_ = now;
  index_.reset();
  error_.reset();
  if (now == Identity{}) return true;
  auto opened = lists::Index::Open(path_);
  if (opened) {
    index_ = std::move(*opened);
  } else if (opened.error().code != ErrorCode::kNotFound) {
    Drop(opened.error());
  }
  return true;
}

void ListIndex::Drop(const Error& error) {
  LogError("the filter lists are not used: " + error.detail);
  index_.reset();
  error_ = error;
}

}  // namespace lma::app
