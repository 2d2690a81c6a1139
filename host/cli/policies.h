// What an administrator's policies forbid the browsers, as far as it stops this program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace lma::cli {

// One policy that stops the host or the extension.
struct Obstacle {
  std::filesystem::path file;
  std::string policy;  // its name in the browsers' documentation
  std::string effect;  // what it forbids, for people
};

// Reads the policy files of Chromium, Chrome, Edge, Brave and Firefox below `root` ("/" on a
// system, another folder in tests). Files that cannot be read or are not JSON are passed over: what
// the browser makes of them is its own affair. Sources: Chrome Enterprise policy list, Firefox
// policy templates.
std::vector<Obstacle> PolicyObstacles(const std::filesystem::path& root);

}  // namespace lma::cli
