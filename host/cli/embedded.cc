#include "cli/embedded.h"

#include "base/embedded.h"

LMA_EMBEDDED(browsers_json)
LMA_EMBEDDED(chromium_manifest)
LMA_EMBEDDED(firefox_manifest)
LMA_EMBEDDED(extension_id)
LMA_EMBEDDED(extension_gecko_id)

namespace lma::cli {
namespace {

// A file of one line, without its end.
std::string_view Line(std::string_view text) { return text.substr(0, text.find('\n')); }

}  // namespace

std::string_view BrowsersJson() { return LMA_EMBEDDED_TEXT(browsers_json); }
std::string_view ChromiumManifestTemplate() { return LMA_EMBEDDED_TEXT(chromium_manifest); }
std::string_view FirefoxManifestTemplate() { return LMA_EMBEDDED_TEXT(firefox_manifest); }
std::string_view ChromiumExtensionId() { return Line(LMA_EMBEDDED_TEXT(extension_id)); }
std::string_view GeckoExtensionId() { return Line(LMA_EMBEDDED_TEXT(extension_gecko_id)); }

}  // namespace lma::cli
