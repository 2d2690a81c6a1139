// Filter lists -> the index that hosts map (lists/format.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/catalogue.h"
#include "lists/filter.h"
#include "lists/interner.h"
#include "lists/selector.h"

namespace lma::lists {

// Rules that hold everywhere and name no class, id or element of their own go to every page, so
// there may be only so many of them.
inline constexpr std::size_t kMaxGeneralRules = 1024;

class Compiler {
 public:
  // Told of each line that is not used though it is a cosmetic rule; lines count from 1.
  using OnRefused = std::function<void(std::uint64_t line, Refusal refusal)>;

  // Reads one list. What it says is counted and, for kUse, taken into the index.
  enum class Take { kUse, kCountOnly };
  ListCounts Add(std::string_view text, Take take, const OnRefused& on_refused = {});

  // The index of all that was added; the compiler is used up by it. kTooLarge: over 4 GiB.
  Result<std::string> Finish(const std::vector<ListEntry>& catalogue);

 private:
  struct Posting {
    std::uint32_t key = 0;  // number of a site or token
    std::uint32_t selector = 0;
    std::uint32_t excluded = 0;
    bool exception = false;

    bool operator==(const Posting&) const = default;
  };
  class Writer;

  // Why the rule is not used, or nothing.
  std::optional<Refusal> AddRule(const Filter& filter, Take take, ListCounts* counts);
  void Store(bool exception, bool everywhere, std::size_t site_count);
  void Sort(std::vector<Posting>* postings) const;

  Interner names_;          // selectors, sites and tokens: most tokens are selectors too
  std::vector<bool> dead_;  // by selector: excepted everywhere
  Interner excluded_;       // sets of sites, as the bytes of their sorted numbers
  std::vector<Posting> on_sites_;
  std::vector<Posting> by_token_;
  std::vector<Posting> everywhere_;  // exceptions
  std::vector<Posting> general_;
  std::size_t text_bytes_ = 0;
  std::uint64_t seed_ = 0;
  std::size_t general_count_ = 0;
  // Of the rule at hand; kept for their memory.
  Selector selector_;
  std::vector<RuleSite> rule_sites_;
  std::vector<std::uint32_t> numbers_;
};

}  // namespace lma::lists
