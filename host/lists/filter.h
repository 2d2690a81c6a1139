// One line of a filter list: what it is, and for whom.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lists/refusal.h"

namespace lma::lists {

inline constexpr std::size_t kMaxLineBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxSitesPerRule = 2048;

// A line, its parts still unread. Views into the line.
struct Filter {
  enum class Type {
    kBlank,
    kComment,
    kNetwork,    // blocks requests: not ours to do
    kHide,       // ## and #?#
    kException,  // #@# and #@?#
    kRefused,    // cosmetic, and not used: see `refusal`
  };
  Type type = Type::kBlank;
  Refusal refusal = Refusal::kNotCss;
  std::string_view sites;
  std::string_view selector;
};

// Tells lines apart, one after the other. What hides between !#if and !#endif is refused;
// exceptions there are taken, since they only ever hide less.
class FilterReader {
 public:
  // `line` without its line feed.
  Filter Read(std::string_view line);

 private:
  Filter ReadDirective(std::string_view line);
  int conditions_ = 0;
};

// A site that a rule names: a host name ("shop.example") or an entity, any suffix after a name
// ("shop.*"), in canonical form (text/host.h).
struct RuleSite {
  std::string name;
  bool excluded = false;  // ~
};

// Reads "a.example,~b.a.example". `sites` keeps its strings from call to call; returns how many of
// them are meant. 0: the rule holds everywhere (nothing, or "*"). A site that is no host name is
// left out, as long as another one is named. Nothing: kDomain (also for an excluded site that is
// none, which may be what limits the rule) or kTooMany, in `refusal`.
std::optional<std::size_t> ReadSites(std::string_view text, std::vector<RuleSite>* sites,
                                     Refusal* refusal);

}  // namespace lma::lists
