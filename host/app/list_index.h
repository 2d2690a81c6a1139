// The compiled filter lists, as one host process holds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"
#include "lists/index.h"

namespace lma::app {

// Keeps the index mapped, and takes the new one when another process replaced it.
class ListIndex {
 public:
  // No lists at all.
  ListIndex() = default;
  // Those of `folder` (platform::Folders::lists), once Refresh was called.
  explicit ListIndex(const std::string& folder) : path_(folder + "/" + kFileName) {}

  static constexpr const char* kFileName = "index";

  // Looks whether there is another file than the one that is mapped; true when there was.
  bool Refresh();
  // Null: there are no lists, or they cannot be read.
  const lists::Index* get() const { return index_ ? &*index_ : nullptr; }
  // Why an index that is there cannot be used; nothing when all is well.
  const std::optional<Error>& error() const { return error_; }
  // A look-up met damage: the index is not used any more until it is replaced.
  void Drop(const Error& error);

 private:
  // Which file it is; all 0: none.
  struct Identity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t changed_ns = 0;
    bool operator==(const Identity&) const = default;
  };
  Identity Look() const;

  std::string path_;
  Identity identity_;
  std::optional<lists::Index> index_;
  std::optional<Error> error_;
};

}  // namespace lma::app
