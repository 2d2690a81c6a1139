// register and unregister: tell browsers where the host is.
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/browsers.h"
#include "cli/other_platforms.h"
#include "cli/profile_roots.h"
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

// The browsers that the options name. For all users, and for another system, `all` means every
// browser of the table, since no profile here tells what others use.
Result<std::vector<Browser>> ChosenBrowsers(const RegisterOptions& options) {
  auto browsers = ReadBrowsers();
  if (!browsers) return Fail(browsers.error());
  if (options.browser != "all") {
    const Browser* browser = FindBrowser(*browsers, options.browser);
    if (browser == nullptr) return Fail(ErrorCode::kNotFound, "no browser is called so");
    return std::vector<Browser>{*browser};
  }
  std::vector<Browser> chosen = options.system || options.platform != Platform::kLinux
                                    ? std::move(*browsers)
                                    : FoundBrowsers(*browsers, HomeFolder());
  std::erase_if(chosen, [](const Browser& browser) { return !browser.not_by_default.empty(); });
  return chosen;
}

// Several browsers may read one folder.
void AddPlace(std::vector<Place>& places, Place place) {
  for (Place& known : places) {
    if (known.folder != place.folder) continue;
    known.title += ", " + place.title;
    return;
  }
  places.push_back(std::move(place));
}

// Where the options say that manifests go.
Result<std::vector<Place>> PlacesOf(const RegisterOptions& options) {
  const auto chosen = ChosenBrowsers(options);
  if (!chosen) return Fail(chosen.error());
  const fs::path home = HomeFolder();
  const Scope scope = options.system ? Scope::kSystem : Scope::kUser;
  std::vector<Place> places;
  for (const Browser& browser : *chosen) {
    fs::path folder =
        options.folder.empty() ? ManifestFolder(browser, scope, home) : fs::path(options.folder);
    if (folder.empty()) continue;
    AddPlace(places, {std::string(browser.title), browser.family, std::move(folder)});
  }
  if (options.browser == "all" && !options.system && options.folder.empty()) {
    const auto browsers = ReadBrowsers();
    if (!browsers) return Fail(browsers.error());
    for (UnlistedBrowser& other : UnlistedBrowsers(*browsers, home)) {
      AddPlace(places, {std::move(other.title), other.family, std::move(other.manifests)});
    }
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

// --platform: files for another system, in a folder of the person's choice.
int RegisterElsewhere(Context& context, const RegisterOptions& options) {
  if (options.folder.empty() || options.host.empty()) {
    return context.Fail({ErrorCode::kBadRequest, "--platform needs --dir and --host"});
  }
  const auto chosen = ChosenBrowsers(options);
  if (!chosen) return context.Fail(chosen.error());
  const auto written = WriteForPlatform(options.platform, *chosen, fs::path(options.folder),
                                        options.host, options.extension_id);
  if (!written) return context.Fail(written.error());
  std::vector<std::pair<std::string, std::string>> done;
  for (const WrittenFile& one : *written) done.emplace_back(one.title, one.file.string());
  ShowPlaces(context, done, "Nothing is known of these browsers on that system.");
  return kDone;
}

}  // namespace

int RegisterHost(Context& context, const RegisterOptions& options) {
  if (options.platform != Platform::kLinux) return RegisterElsewhere(context, options);
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
    each.push_back(options);
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
