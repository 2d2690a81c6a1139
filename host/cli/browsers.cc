#include "cli/browsers.h"

#include <algorithm>
#include <array>
#include <string>

#include "cli/embedded.h"
#include "cli/profile_roots.h"
#include "protocol/field_reader.h"

namespace lma::cli {
namespace {

using protocol::Field;
using protocol::JsonReader;
using protocol::Presence;
using namespace std::string_view_literals;

constexpr std::size_t kMaxBytes = 200;
constexpr std::size_t kMaxBrowsers = 100;
constexpr std::size_t kMaxProfiles = 8;
constexpr std::array kFamilies = {"chromium"sv, "firefox"sv};

void Text(JsonReader& json, std::string_view* value) {
  protocol::ReadString(json, kMaxBytes, value);
}

constexpr Field<Browser::Linux> kLinux[] = {
    {"profiles",
     [](JsonReader& j, Browser::Linux& p) {
       protocol::ReadStrings(j, kMaxProfiles, kMaxBytes, &p.profiles);
     },
     Presence::kRequired},
    {"user", [](JsonReader& j, Browser::Linux& p) { Text(j, &p.user); }, Presence::kRequired},
    {"system", [](JsonReader& j, Browser::Linux& p) { Text(j, &p.system); }},
};
constexpr Field<Browser::MacOs> kMacOs[] = {
    {"user", [](JsonReader& j, Browser::MacOs& p) { Text(j, &p.user); }},
    {"system", [](JsonReader& j, Browser::MacOs& p) { Text(j, &p.system); }},
};
constexpr Field<Browser::Windows> kWindows[] = {
    {"registry", [](JsonReader& j, Browser::Windows& p) { Text(j, &p.registry); }},
};
constexpr Field<Browser> kBrowser[] = {
    {"id", [](JsonReader& j, Browser& b) { Text(j, &b.id); }, Presence::kRequired},
    {"title", [](JsonReader& j, Browser& b) { Text(j, &b.title); }, Presence::kRequired},
    {"family", [](JsonReader& j, Browser& b) { protocol::ReadEnum(j, kFamilies, &b.family); },
     Presence::kRequired},
    {"verified", [](JsonReader& j, Browser& b) { protocol::ReadBool(j, &b.verified); }},
    {"linux", [](JsonReader& j, Browser& b) { protocol::ReadObject(j, kLinux, b.linux_paths); },
     Presence::kRequired},
    {"macos", [](JsonReader& j, Browser& b) { protocol::ReadObject(j, kMacOs, b.macos_paths); }},
    {"windows",
     [](JsonReader& j, Browser& b) { protocol::ReadObject(j, kWindows, b.windows_paths); }},
    {"not_by_default", [](JsonReader& j, Browser& b) { Text(j, &b.not_by_default); }},
    {"flatpak", [](JsonReader& j, Browser& b) { Text(j, &b.flatpak); }},
    {"snap", [](JsonReader& j, Browser& b) { Text(j, &b.snap); }},
};

struct Table {
  std::int64_t version = 0;
  std::vector<Browser> browsers;
};
constexpr Field<Table> kTable[] = {
    {"version", [](JsonReader& j, Table& t) { protocol::ReadInteger(j, 1, 1, &t.version); },
     Presence::kRequired},
    {"browsers",
     [](JsonReader& j, Table& t) { protocol::ReadObjects(j, kMaxBrowsers, kBrowser, &t.browsers); },
     Presence::kRequired},
};

}  // namespace

Result<std::vector<Browser>> ReadBrowsers() {
  // The reader unescapes in place, so it gets a copy that the views can go on pointing into.
  static std::string text;
  text = BrowsersJson();
  JsonReader json(text);
  Table table;
  protocol::ReadObject(json, kTable, table);
  if (!json.AtEnd()) return Fail(ErrorCode::kBadData, "browsers.json: " + json.error().detail);
  return std::move(table.browsers);
}

std::vector<Browser> FoundBrowsers(const std::vector<Browser>& browsers,
                                   const std::filesystem::path& home) {
  std::vector<Browser> found;
  for (const Browser& browser : browsers) {
    const auto& profiles = browser.linux_paths.profiles;
    if (std::any_of(profiles.begin(), profiles.end(), [&](std::string_view profile) {
          std::error_code error;
          return std::filesystem::is_directory(InHome(home, profile), error);
        })) {
      found.push_back(browser);
    }
  }
  return found;
}

const Browser* FindBrowser(const std::vector<Browser>& browsers, std::string_view id) {
  const auto found = std::find_if(browsers.begin(), browsers.end(),
                                  [id](const Browser& browser) { return browser.id == id; });
  return found == browsers.end() ? nullptr : &*found;
}

}  // namespace lma::cli
