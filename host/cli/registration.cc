#include "cli/registration.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/embedded.h"
#include "cli/profile_roots.h"
#include "protocol/field_reader.h"
#include "protocol/json_writer.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxManifestBytes = std::size_t{64} * 1024;
constexpr std::size_t kMaxExtensions = 64;

void Replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// `text` as the inside of a JSON string.
std::string Escaped(std::string_view text) {
  std::string quoted;
  protocol::JsonWriter(&quoted).String(text);
  return quoted.substr(1, quoted.size() - 2);
}

// Ids go into the manifest as they are, so only what browsers themselves take as one is let in.
bool IsExtensionId(BrowserFamily family, std::string_view id) {
  if (family == BrowserFamily::kChromium) {
    return id.size() == 32 &&
           std::all_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'p'; });
  }
  constexpr std::size_t kMaxGeckoId = 80;
  constexpr std::string_view kSigns = "{}@.-_+";
  return !id.empty() && id.size() <= kMaxGeckoId && std::all_of(id.begin(), id.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kSigns.find(c) != std::string_view::npos;
  });
}

std::string_view OwnId(BrowserFamily family) {
  return family == BrowserFamily::kChromium ? ChromiumExtensionId() : GeckoExtensionId();
}

}  // namespace

fs::path ManifestFolder(const Browser& browser, Scope scope, const fs::path& home) {
  if (scope == Scope::kUser) return InHome(home, browser.linux_paths.user);
  return fs::path(browser.linux_paths.system);
}

std::string FillManifest(BrowserFamily family, const fs::path& host,
                         std::string_view extension_id) {
  std::string manifest(family == BrowserFamily::kChromium ? ChromiumManifestTemplate()
                                                          : FirefoxManifestTemplate());
  Replace(manifest, "@EXTENSION_ID@", extension_id.empty() ? OwnId(family) : extension_id);
  Replace(manifest, "@HOST_PATH@", Escaped(host.string()));
  return manifest;
}

Result<fs::path> Register(BrowserFamily family, const fs::path& folder, const fs::path& host,
                          std::string_view extension_id) {
  if (!extension_id.empty() && !IsExtensionId(family, extension_id)) {
    return Fail(ErrorCode::kBadRequest, "no such extension id is possible in this browser");
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Fail(ErrorCode::kIo, folder.string() + ": " + error.message());
  const fs::path file = folder / kManifestFile;
  // Beside it and renamed, so that a browser that starts meanwhile finds the old one or the new.
  fs::path fresh = file;
  fresh += ".new";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << FillManifest(family, host, extension_id);
    out.close();
    if (!out) return Fail(ErrorCode::kIo, fresh.string() + ": cannot be written");
  }
  fs::rename(fresh, file, error);
  if (error) return Fail(ErrorCode::kIo, file.string() + ": " + error.message());
  return file;
}

Result<bool> Unregister(const fs::path& folder) {
  std::error_code error;
  const bool removed = fs::remove(folder / kManifestFile, error);
  if (error)
    return Fail(ErrorCode::kIo, (folder / kManifestFile).string() + ": " + error.message());
  return removed;
}

Result<Registered> ReadRegistered(const fs::path& folder) {
  std::ifstream in(folder / kManifestFile, std::ios::binary);
  if (!in) return Fail(ErrorCode::kNotFound, "no manifest");
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (text.size() > kMaxManifestBytes) return Fail(ErrorCode::kBadData, "manifest too large");
  struct Manifest {
    std::string_view path;
    std::vector<std::string_view> origins;
    std::vector<std::string_view> extensions;
  } manifest;
  static constexpr protocol::Field<Manifest> kFields[] = {
      {"path",
       [](protocol::JsonReader& j, Manifest& m) {
         protocol::ReadString(j, kMaxManifestBytes, &m.path);
       },
       protocol::Presence::kRequired},
      {"allowed_origins",
       [](protocol::JsonReader& j, Manifest& m) {
         protocol::ReadStrings(j, kMaxExtensions, kMaxManifestBytes, &m.origins);
       }},
      {"allowed_extensions",
       [](protocol::JsonReader& j, Manifest& m) {
         protocol::ReadStrings(j, kMaxExtensions, kMaxManifestBytes, &m.extensions);
       }},
  };
  protocol::JsonReader json(text);
  protocol::ReadObject(json, kFields, manifest);
  if (!json.AtEnd()) return Fail(ErrorCode::kBadData, "manifest: " + json.error().detail);
  const std::string origin = "chrome-extension://" + std::string(ChromiumExtensionId()) + "/";
  const bool own = std::find(manifest.origins.begin(), manifest.origins.end(), origin) !=
                       manifest.origins.end() ||
                   std::find(manifest.extensions.begin(), manifest.extensions.end(),
                             GeckoExtensionId()) != manifest.extensions.end();
  return Registered{fs::path(manifest.path), own};
}

}  // namespace lma::cli
