// Manifests for systems that the host was never run on: written as files from the table of browsers
// (manifests/browsers.json), to be put in place there.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/browsers.h"

namespace lma::cli {

enum class Platform { kLinux, kMacOs, kWindows };

// What one call of WriteForPlatform made, in order.
struct WrittenFile {
  std::string title;  // the browsers that read it
  std::filesystem::path file;
};

// Writes what `browsers` need on `platform` below `folder`, which stands for the home folder
// (macOS: one manifest for each browser, in its place) or for the program's own (Windows: one
// manifest for each family, and org.leavemealone.host.reg, which names them in the registry of the
// person who opens it). `host` is the program's path on that system; `extension_id` as in Register.
// kBadRequest when `host` is no absolute path there, kIo when the system refuses.
Result<std::vector<WrittenFile>> WriteForPlatform(Platform platform,
                                                  const std::vector<Browser>& browsers,
                                                  const std::filesystem::path& folder,
                                                  std::string_view host,
                                                  std::string_view extension_id);

}  // namespace lma::cli
