#include "lists/refusal.h"

namespace lma::lists {
namespace {

struct Words {
  std::string_view name;
  std::string_view reason;
};

constexpr std::array<Words, kRefusalCount> kWords = {{
    {"scriptlet", "would run code in the page"},
    {"changes_page", "would change the page instead of hiding"},
    {"html_filter", "would edit the page's source"},
    {"procedural", "needs more than CSS can say"},
    {"conditional", "stands in a block for other programs (!#if)"},
    {"include", "asks for another file (!#include)"},
    {"modifier", "is bound to conditions that are not supported"},
    {"domain", "a domain in it is none, or a regular expression"},
    {"not_css", "the selector is not CSS"},
    {"too_broad", "could hide too much of a page"},
    {"too_long", "is too long"},
    {"too_many", "is one too many of those that every page would have to carry"},
}};

}  // namespace

std::string_view RefusalName(Refusal refusal) {
  return kWords[static_cast<std::size_t>(refusal)].name;
}

std::optional<Refusal> ParseRefusal(std::string_view name) {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i].name == name) return static_cast<Refusal>(i);
  }
  return std::nullopt;
}

std::string_view RefusalReason(Refusal refusal) {
  return kWords[static_cast<std::size_t>(refusal)].reason;
}

}  // namespace lma::lists
