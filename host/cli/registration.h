// Tells browsers where the host is: writes and removes its manifests (manifests/README.md).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/browsers.h"

namespace lma::cli {

enum class Scope { kUser, kSystem };

// What the manifest's file is called in every browser's folder.
inline constexpr std::string_view kManifestFile = "org.leavemealone.host.json";

// The folder that `browser` reads on Linux; empty when it has none for that scope.
std::filesystem::path ManifestFolder(const Browser& browser, Scope scope,
                                     const std::filesystem::path& home);

// The manifest for `family` that starts `host` (absolute) for the extension `extension_id` (empty:
// the project's own).
std::string FillManifest(BrowserFamily family, const std::filesystem::path& host,
                         std::string_view extension_id);

// Writes the manifest into `folder`, making the folder when needed, and returns the file's path.
// kBadRequest when `extension_id` cannot be one of that family, kIo when the system refuses.
Result<std::filesystem::path> Register(BrowserFamily family, const std::filesystem::path& folder,
                                       const std::filesystem::path& host,
                                       std::string_view extension_id);

// Removes the manifest from `folder`; false when there was none. kIo when the system refuses.
Result<bool> Unregister(const std::filesystem::path& folder);

// What the manifest in a browser's folder says.
struct Registered {
  std::filesystem::path host;
  bool own_extension = false;  // it lets the project's own extension in, of either family
};

// Reads the manifest in `folder`. kNotFound when there is none, kBadData when it cannot be read.
Result<Registered> ReadRegistered(const std::filesystem::path& folder);

}  // namespace lma::cli
