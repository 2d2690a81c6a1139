#include "cli/profile_roots.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfig = ".config/";
// Firefox and everything that is built from it without a folder of its own.
constexpr std::string_view kMozilla = ".mozilla";

bool Exists(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// The folders in `folder`; none where it cannot be read.
std::vector<fs::path> Folders(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->is_directory(ignored)) found.push_back(at->path());
  }
  return found;
}

// Electron and QtWebEngine write "Local State" too, but neither of the other two.
bool IsChromiumProfile(const fs::path& folder) {
  return Exists(folder / "Local State") &&
         (Exists(folder / "First Run") || Exists(folder / "Default/Preferences"));
}

// Thunderbird and its kin write profiles.ini too; their profiles hold mail.
bool IsFirefoxProfile(const fs::path& folder) {
  if (!Exists(folder / "profiles.ini")) return false;
  bool any = false;
  std::vector<fs::path> profiles = Folders(folder);
  for (const fs::path& inner : Folders(folder / "Profiles")) profiles.push_back(inner);
  for (const fs::path& profile : profiles) {
    if (Exists(profile / "Mail") || Exists(profile / "ImapMail")) return false;
    any = any || Exists(profile / "prefs.js");
  }
  return any;
}

}  // namespace

fs::path InHome(const fs::path& home, std::string_view relative) {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (relative.starts_with(kConfig) && config != nullptr && fs::path(config).is_absolute()) {
    return fs::path(config) / relative.substr(kConfig.size());
  }
  return home / relative;
}

std::vector<UnlistedBrowser> UnlistedBrowsers(const std::vector<Browser>& listed,
                                              const fs::path& home) {
  std::set<fs::path> known;
  for (const Browser& browser : listed) {
    for (const std::string_view profile : browser.linux_paths.profiles) {
      known.insert(InHome(home, profile));
    }
  }
  // Vendors put their browser into a folder of their own name, or one below it.
  std::vector<fs::path> places;
  const auto add = [&places](const fs::path& folder) {
    places.push_back(folder);
    for (const fs::path& inner : Folders(folder)) places.push_back(inner);
  };
  for (const fs::path& folder : Folders(InHome(home, kConfig))) add(folder);
  for (const fs::path& folder : Folders(home)) {
    const std::string name = folder.filename().string();
    if (name.starts_with('.') && name != ".config" && name != ".cache") add(folder);
  }
  std::sort(places.begin(), places.end());

  std::vector<UnlistedBrowser> found;
  for (const fs::path& place : places) {
    if (known.contains(place)) continue;
    const std::string title = place.filename().string();
    if (IsChromiumProfile(place)) {
      found.push_back({BrowserFamily::kChromium, title, place, place / "NativeMessagingHosts"});
    } else if (IsFirefoxProfile(place)) {
      // A fork of Firefox either goes on reading Firefox's folder or has one beside its profiles.
      found.push_back({BrowserFamily::kFirefox, title, place, place / "native-messaging-hosts"});
      found.push_back(
          {BrowserFamily::kFirefox, title, place, home / kMozilla / "native-messaging-hosts"});
    }
  }
  return found;
}

}  // namespace lma::cli
