#include "app/seeds.h"

#include <string>

#include "base/embedded.h"

LMA_EMBEDDED(seeds_blocks)
LMA_EMBEDDED(seeds_overlay_tokens)

namespace lma::app {
namespace {

// The lines that say something. A comment is a number sign and a space: "#id" is a selector.
std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
    if (!line.empty() && line.substr(0, 2) != "# ") lines.push_back(line);
  }
  return lines;
}

std::string JoinedBlocks() {
  std::string list;
  for (const std::string_view selector : Lines(LMA_EMBEDDED_TEXT(seeds_blocks))) {
    if (!list.empty()) list += ',';
    list += selector;
  }
  return list;
}

}  // namespace

std::string_view BlockSeeds() {
  static const std::string list = JoinedBlocks();
  return list;
}

const std::vector<std::string_view>& OverlayTokens() {
  static const std::vector<std::string_view> tokens =
      Lines(LMA_EMBEDDED_TEXT(seeds_overlay_tokens));
  return tokens;
}

}  // namespace lma::app
