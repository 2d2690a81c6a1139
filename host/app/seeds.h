// What the extension looks for before anything is judged (host/data/seeds/README.md).
#pragma once

#include <string_view>
#include <vector>

namespace lma::app {

// One CSS selector list for ask blocks in a page's flow.
std::string_view BlockSeeds();

// Words of ids and classes that overlays often have.
const std::vector<std::string_view>& OverlayTokens();

}  // namespace lma::app
