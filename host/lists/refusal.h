// Why a line of a filter list is not used (docs/lists.md, "What is not used").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lma::lists {

enum class Refusal : std::uint8_t {
  kScriptlet,    // runs code in the page
  kChangesPage,  // rewrites styles or elements instead of hiding
  kHtmlFilter,   // edits the page's source before it is parsed
  kProcedural,   // needs more than CSS can say
  kConditional,  // hides, and stands in an !#if block, made for another program
  kInclude,      // names another file to be fetched
  kModifier,     // is bound to paths or other conditions
  kDomain,       // a domain that is none, or a regular expression
  kNotCss,       // the selector cannot be read
  kTooBroad,     // may be the page as a whole
  kTooLong,      // over a limit of length
  kTooMany,      // over a limit of number
};
inline constexpr std::size_t kRefusalCount = 12;

// The name in --json and in the index, such as "not_css".
std::string_view RefusalName(Refusal refusal);
std::optional<Refusal> ParseRefusal(std::string_view name);
// The reason in words, such as "the selector is not plain CSS".
std::string_view RefusalReason(Refusal refusal);

}  // namespace lma::lists
