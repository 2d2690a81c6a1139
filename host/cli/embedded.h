// The files of manifests/, as they were compiled into the program.
#pragma once

#include <string_view>

namespace lma::cli {

std::string_view BrowsersJson();
std::string_view ChromiumManifestTemplate();
std::string_view FirefoxManifestTemplate();
std::string_view ChromiumExtensionId();
std::string_view GeckoExtensionId();

}  // namespace lma::cli
