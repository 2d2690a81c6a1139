// The selectors of filter lists. A list is written by strangers, so a selector is read by a strict
// grammar and written anew: what comes out is CSS that cannot reach beyond its own rule.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lists/refusal.h"

namespace lma::lists {

inline constexpr std::size_t kMaxSelectorBytes = 4096;

// Where a rule holds: on sites it names, or everywhere but on those.
enum class Scope { kSites, kEverywhere };

struct Selector {
  // One spelling for what is the same: single spaces, double quotes.
  std::string text;
  // For each selector of a list one token that an element must have if it is to fit: ".class",
  // "#id" or the name of a custom element ("cookie-bar"), unescaped. Empty when one has none.
  std::vector<std::string> tokens;
};

// Reads a selector or a list of them (Selectors Level 4, what Chromium 121 and Firefox 128 both
// know) and ABP's `:-abp-has`. `selector` is overwritten; after a refusal it holds nothing of use.
// Refused besides what is no CSS: what needs more than CSS, and selectors that may be the page as
// a whole (html, body, main, a bare div; everywhere also whatever has no class, id, telling
// attribute or custom name).
std::optional<Refusal> ReadSelector(std::string_view text, Scope scope, Selector* selector);

// Whether `text` ends as it began: no quote, bracket or escape is open, no brace, comment or
// control character stands outside quotes. True for whatever ReadSelector wrote; asked once more
// before a text from a file goes into a style.
bool IsClosed(std::string_view text);

}  // namespace lma::lists
