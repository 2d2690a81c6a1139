// The folder of the user's filter lists: their texts, and the index made of them that hosts map.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/catalogue.h"

namespace lma::cli {

// A list's text is at most this long.
inline constexpr std::size_t kMaxListBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kMaxLists = 64;

// The texts are the truth; the index is made anew whenever it does not fit them. While one object
// lives, others wait. After an error the folder is as it was.
class ListShelf {
 public:
  // Makes the folder when it is missing. kIo.
  static Result<std::unique_ptr<ListShelf>> Open(const std::string& folder);
  ~ListShelf();
  ListShelf(const ListShelf&) = delete;
  ListShelf& operator=(const ListShelf&) = delete;

  // All lists by name. Compiles first if the index is missing, damaged or of other texts; a damaged
  // one is kept aside as "index.damaged". kBadData (a text cannot be read), kIo.
  Result<std::vector<lists::ListEntry>> Lists();
  // True once after an index was found damaged.
  bool TakeDamaged();

  // Adds a list, or gives the one of that name a new text. It is on, as long as it was not off.
  // kBadRequest: no name; kTooLarge: a list too many; kBadData: nothing in it can be used, and
  // `detail` says what it holds.
  Result<lists::ListEntry> Add(const std::string& name, std::string_view text);
  // kNotFound: there is no list of that name; also of the functions below.
  Status Remove(const std::string& name);
  Result<lists::ListEntry> Switch(const std::string& name, bool on);
  Result<std::string> Text(const std::string& name) const;

 private:
  struct Source;
  explicit ListShelf(std::string folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

  std::vector<Source> Sources() const;
  std::string PathOf(const std::string& name, bool on) const;
  Result<std::vector<lists::ListEntry>> Compile();
  Result<lists::ListEntry> EntryOf(const std::string& name);

  std::string folder_;
  int lock_;
  bool damaged_ = false;
};

}  // namespace lma::cli
