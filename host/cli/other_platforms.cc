#include "cli/other_platforms.h"

#include <cctype>
#include <fstream>
#include <map>
#include <set>

#include "cli/registration.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHostName = "org.leavemealone.host";

bool IsAbsolute(Platform platform, std::string_view path) {
  if (platform != Platform::kWindows) return path.starts_with('/');
  return path.size() > 3 && std::isalpha(static_cast<unsigned char>(path[0])) != 0 &&
         path.substr(1, 2) == ":\\";
}

// Text of the registry's file format: backslashes and quotes are escaped by a backslash.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\\' || c == '"') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

Status WriteText(const fs::path& file, const std::string& text) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return Fail(ErrorCode::kIo, file.parent_path().string() + ": " + error.message());
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) return Fail(ErrorCode::kIo, file.string() + ": cannot be written");
  return Status();
}

Result<std::vector<WrittenFile>> WriteForMacOs(const std::vector<Browser>& browsers,
                                               const fs::path& folder, std::string_view host,
                                               std::string_view extension_id) {
  std::vector<WrittenFile> written;
  for (const Browser& browser : browsers) {
    if (browser.macos_paths.user.empty()) continue;
    const auto file =
        Register(browser.family, folder / browser.macos_paths.user, fs::path(host), extension_id);
    if (!file) return Fail(file.error());
    written.push_back({std::string(browser.title), *file});
  }
  return written;
}

Result<std::vector<WrittenFile>> WriteForWindows(const std::vector<Browser>& browsers,
                                                 const fs::path& folder, std::string_view host,
                                                 std::string_view extension_id) {
  // The manifests lie beside the program.
  const std::string beside(host.substr(0, host.find_last_of('\\') + 1));
  std::map<BrowserFamily, std::string> titles;
  std::set<std::string_view> keys;
  std::string registry = "Windows Registry Editor Version 5.00\r\n";
  for (const Browser& browser : browsers) {
    const std::string_view key = browser.windows_paths.registry;
    if (key.empty()) continue;
    std::string& title = titles[browser.family];
    title += (title.empty() ? "" : ", ") + std::string(browser.title);
    if (!keys.insert(key).second) continue;  // several browsers may read one key
    const std::string_view family =
        browser.family == BrowserFamily::kChromium ? "chromium" : "firefox";
    registry +=
        "\r\n[HKEY_CURRENT_USER\\" + std::string(key) + "\\" + std::string(kHostName) +
        "]\r\n@=" + Quoted(beside + std::string(kHostName) + "." + std::string(family) + ".json") +
        "\r\n";
  }
  std::vector<WrittenFile> written;
  for (const auto& [family, title] : titles) {
    const fs::path file =
        folder / (std::string(kHostName) +
                  (family == BrowserFamily::kChromium ? ".chromium.json" : ".firefox.json"));
    const auto status = WriteText(file, FillManifest(family, fs::path(host), extension_id));
    if (!status) return Fail(status.error());
    written.push_back({title, file});
  }
  const fs::path file = folder / (std::string(kHostName) + ".reg");
  const auto status = WriteText(file, registry);
  if (!status) return Fail(status.error());
  written.push_back({"registry", file});
  return written;
}

}  // namespace

Result<std::vector<WrittenFile>> WriteForPlatform(Platform platform,
                                                  const std::vector<Browser>& browsers,
                                                  const fs::path& folder, std::string_view host,
                                                  std::string_view extension_id) {
  if (!IsAbsolute(platform, host)) {
    return Fail(ErrorCode::kBadRequest, "--host: browsers want an absolute path of that system");
  }
  return platform == Platform::kWindows ? WriteForWindows(browsers, folder, host, extension_id)
                                        : WriteForMacOs(browsers, folder, host, extension_id);
}

}  // namespace lma::cli
