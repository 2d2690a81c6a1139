// The compiled lists as a host sees them: mapped, shared with all other hosts, read where a page
// needs it and nowhere else.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/catalogue.h"

namespace lma::lists {

// A style never gets longer than this; what is over is left out.
inline constexpr std::size_t kMaxStyleBytes = std::size_t{256} * 1024;

// Whose page it is. Both names canonical (text/host.h); `domain` is the registrable domain of
// `host`, and `host` itself where there is none.
struct PageSite {
  std::string_view host;
  std::string_view domain;
};

// Nothing in the file is believed: every offset is compared with its bounds, every piece with its
// check before it is used, and every selector must be closed in itself (lists/selector.h).
class Index {
 public:
  // Maps the file. kNotFound; kIo; kUnsupported (of another version: to be compiled again);
  // kBadData (torn or damaged).
  static Result<Index> Open(const std::string& path);
  // Of bytes that outlive it, at an address that is a multiple of eight. Errors as Open.
  static Result<Index> FromBytes(std::span<const std::byte> bytes);

  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  // Appends a style that hides what the rules for this site name, each selector in a rule of its
  // own: one that a browser does not know takes no other with it. Exceptions always win. kBadData
  // when what was met is damaged; `style` is as it was then.
  Status AppendSiteStyle(const PageSite& site, std::string* style) const;
  // The same for rules that hold everywhere: those whose tokens (".class", "#id", "tag-name") the
  // page has, and with kWithGeneral those that have no token.
  enum class General { kWithout, kWith };
  Status AppendTokenStyle(const PageSite& site, std::span<const std::string_view> tokens,
                          General general, std::string* style) const;
  // Whether AppendTokenStyle could ever give anything.
  bool has_rules_everywhere() const;

  // kBadData.
  Result<std::vector<ListEntry>> Catalogue() const;

  // Looks at every piece. kBadData.
  Status CheckAll() const;

  // The whole file, for whoever gives its pages back.
  std::span<const std::byte> bytes() const;

 private:
  struct Parts;
  class Search;
  explicit Index(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace lma::lists
