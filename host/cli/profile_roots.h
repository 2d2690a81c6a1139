// Where browsers keep their profiles: for those of the table, and for those that nobody listed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/browsers.h"

namespace lma::cli {

// `relative` (below the home folder) as an absolute path. What begins with ".config/" is below
// XDG_CONFIG_HOME where that is set to an absolute path, as the browsers have it.
std::filesystem::path InHome(const std::filesystem::path& home, std::string_view relative);

// A browser that is in no table.
struct UnlistedBrowser {
  BrowserFamily family = BrowserFamily::kChromium;
  std::string title;                // the folder's name
  std::filesystem::path profile;    // its root
  std::filesystem::path manifests;  // where it looks for hosts, by the custom of its family
};

// The browsers below `home` that `listed` does not name, known by the marks that every browser of
// the family leaves in its profile (manifests/README.md). Programs that merely embed a browser, and
// mail programs, have other marks and are left out. Sorted by path.
std::vector<UnlistedBrowser> UnlistedBrowsers(const std::vector<Browser>& listed,
                                              const std::filesystem::path& home);

}  // namespace lma::cli
