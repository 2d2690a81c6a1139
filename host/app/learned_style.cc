#include "app/learned_style.h"

#include <algorithm>
#include <array>

namespace lma::app {
namespace {

using namespace std::string_view_literals;

// Elements that are, or hold, the page itself.
constexpr std::array kWholePage = {"*"sv,    "html"sv, "body"sv,      ":root"sv,
                                   "main"sv, "head"sv, "html body"sv, "html > body"sv};

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// Walks over quotes, brackets and escapes; calls `part` with each selector of a list. False when
// something is not closed or must not be there.
template <typename Part>
bool ForEachPart(std::string_view selector, Part part) {
  std::string open;  // closing signs still owed
  std::size_t begin = 0;
  for (std::size_t i = 0; i < selector.size(); ++i) {
    const char c = selector[i];
    if (static_cast<unsigned char>(c) < 0x20 || c == '{' || c == '}' || c == '<' || c == '@' ||
        c == ';' || selector.substr(i, 2) == "/*") {
      return false;
    }
    const bool quoted = !open.empty() && (open.back() == '"' || open.back() == '\'');
    if (c == '\\') {
      if (++i == selector.size()) return false;
    } else if (!open.empty() && c == open.back()) {
      open.pop_back();
    } else if (quoted) {
      continue;
    } else if (c == '"' || c == '\'') {
      open.push_back(c);
    } else if (c == '[' || c == '(') {
      open.push_back(c == '[' ? ']' : ')');
    } else if (c == ']' || c == ')') {
      return false;
    } else if (c == ',' && open.empty()) {
      if (!part(selector.substr(begin, i - begin))) return false;
      begin = i + 1;
    }
  }
  return open.empty() && part(selector.substr(begin));
}

}  // namespace

bool IsSafeSelector(std::string_view selector) {
  return ForEachPart(selector, [](std::string_view part) {
    const std::string_view trimmed = Trim(part);
    return !trimmed.empty() &&
           std::find(kWholePage.begin(), kWholePage.end(), trimmed) == kWholePage.end();
  });
}

std::string LearnedStyle(const std::vector<model::LearnedAsk>& learned) {
  std::string style;
  for (const model::LearnedAsk& ask : learned) {
    if (!ask.enabled || ask.answer != model::LearnedAsk::Answer::kHide) continue;
    // Checked here too: an import may bring selectors that `learn` never saw.
    if (!IsSafeSelector(ask.selector) || ask.selector.find(">>>") != std::string::npos) continue;
    style += ask.selector;
    style += "{display:none!important}\n";
  }
  return style;
}

}  // namespace lma::app
