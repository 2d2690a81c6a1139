// register and unregister: tell browsers where the host is.
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/browsers.h"
#include "cli/registration.h"
#include "cli/verbs.h"
#include "platform/folders.h"
#include "protocol/json_writer.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

// A manifest's folder and what reads it.
struct Place {
  std::string title;
  BrowserFamily family = BrowserFamily::kChromium;
  fs::path folder;
};

fs::path HomeFolder() {
  const char* home = std::getenv("HOME");
  return home == nullptr ? fs::path() : fs::path(home);
}

// Where the options say that manifests go. For all users `all` means every browser of the table
// that has such a folder, since nobody's profile tells what others use.
Result<std::vector<Place>> PlacesOf(const RegisterOptions& options) {
  const auto browsers = ReadBrowsers();
  if (!browsers) return Fail(browsers.error());
  const fs::path home = HomeFolder();
  const Scope scope = options.system ? Scope::kSystem : Scope::kUser;
  std::vector<Browser> chosen;
  if (options.browser != "all") {
    const Browser* browser = FindBrowser(*browsers, options.browser);
    if (browser == nullptr) return Fail(ErrorCode::kNotFound, "no browser is called so");
    chosen.push_back(*browser);
  } else if (options.system) {
    chosen = *browsers;
  } else {
    chosen = FoundBrowsers(*browsers, home);
  }
  std::vector<Place> places;
  for (const Browser& browser : chosen) {
    const fs::path folder =
        options.folder.empty() ? ManifestFolder(browser, scope, home) : fs::path(options.folder);
    if (folder.empty()) continue;
    // Several browsers may read one folder.
    bool known = false;
    for (Place& place : places) {
      if (place.folder != folder) continue;
      place.title += ", " + std::string(browser.title);
      known = true;
    }
    if (!known) places.push_back({std::string(browser.title), browser.family, folder});
  }
  if (places.empty()) {
    return Fail(ErrorCode::kNotFound, "no browser was found; name one with --browser");
  }
  return places;
}

void ShowPlaces(const Context& context,
                const std::vector<std::pair<std::string, std::string>>& done,
                std::string_view nothing) {
  if (!context.json) {
    for (const auto& [title, file] : done) Context::Print(title + ": " + file);
    if (done.empty()) Context::Print(nothing);
    return;
  }
  std::string text;
  protocol::JsonWriter json(&text);
  json.BeginArray();
  for (const auto& [title, file] : done) {
    json.BeginObject();
    json.Member("browser", title);
    json.Member("manifest", file);
    json.EndObject();
  }
  json.EndArray();
  Context::Print(text);
}

}  // namespace

int RegisterHost(Context& context, const RegisterOptions& options) {
  const auto places = PlacesOf(options);
  if (!places) return context.Fail(places.error());
  std::string host = options.host;
  if (host.empty()) {
    auto self = platform::SelfPath();
    if (!self) return context.Fail(self.error());
    host = std::move(*self);
  }
  if (!fs::path(host).is_absolute()) {
    return context.Fail({ErrorCode::kBadRequest, "--host: browsers want an absolute path"});
  }
  std::vector<std::pair<std::string, std::string>> done;
  for (const Place& place : *places) {
    const auto file = Register(place.family, place.folder, host, options.extension_id);
    if (!file) return context.Fail(file.error());
    done.emplace_back(place.title, file->string());
  }
  ShowPlaces(context, done, "");
  return kDone;
}

int UnregisterHost(Context& context, const RegisterOptions& options) {
  // What was registered goes, also where the browser itself has gone.
  std::vector<RegisterOptions> each;
  if (options.browser == "all" && options.folder.empty()) {
    const auto browsers = ReadBrowsers();
    if (!browsers) return context.Fail(browsers.error());
    for (const Browser& browser : *browsers) {
      each.push_back(options);
      each.back().browser = browser.id;
    }
  } else {
    each.push_back(options);
  }
  std::vector<std::pair<std::string, std::string>> done;
  for (const RegisterOptions& one : each) {
    const auto places = PlacesOf(one);
    if (!places) {
      if (each.size() > 1) continue;  // this browser has no folder for all users
      return context.Fail(places.error());
    }
    for (const Place& place : *places) {
      const auto removed = Unregister(place.folder);
      if (!removed) return context.Fail(removed.error());
      if (*removed) done.emplace_back(place.title, (place.folder / kManifestFile).string());
    }
  }
  ShowPlaces(context, done, "Nothing was registered.");
  return kDone;
}

}  // namespace lma::cli
