// The browsers that can start the host, and where each looks for its manifest
// (manifests/README.md).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lma::cli {

enum class BrowserFamily { kChromium, kFirefox };

// One row of manifests/browsers.json. Views point into the program's own data.
struct Browser {
  std::string_view id;
  std::string_view title;
  BrowserFamily family = BrowserFamily::kChromium;
  bool verified = false;
  struct Linux {
    std::vector<std::string_view> profiles;  // below the home folder; one of them exists when the
                                             // browser was ever used
    std::string_view user;                   // below the home folder
    std::string_view system;                 // absolute, or empty
  } linux_paths;
  struct MacOs {
    std::string_view user;
    std::string_view system;
  } macos_paths;
  struct Windows {
    std::string_view registry;
  } windows_paths;
  std::string_view not_by_default;  // why "all" leaves it out; empty where it does not
  std::string_view flatpak;
  std::string_view snap;
};

// All rows, in the order of the table. kBadData when the table is not what manifests/README.md
// says.
Result<std::vector<Browser>> ReadBrowsers();

// Those of `browsers` that were ever used by the user whose home folder is `home`.
std::vector<Browser> FoundBrowsers(const std::vector<Browser>& browsers,
                                   const std::filesystem::path& home);

// The row named `id`, or null.
const Browser* FindBrowser(const std::vector<Browser>& browsers, std::string_view id);

}  // namespace lma::cli
