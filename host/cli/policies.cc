#include "cli/policies.h"

#include <algorithm>
#include <string_view>

#include "cli/embedded.h"
#include "platform/folders.h"
#include "protocol/field_reader.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;
using protocol::Field;
using protocol::JsonReader;

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxEntries = 10'000;
constexpr std::size_t kMaxEntryBytes = 1'000;
constexpr std::string_view kHostName = "org.leavemealone.host";
constexpr std::string_view kChromiumFolders[] = {
    "etc/chromium/policies/managed", "etc/opt/chrome/policies/managed",
    "etc/opt/edge/policies/managed", "etc/brave/policies/managed"};
constexpr std::string_view kFirefoxFiles[] = {"etc/firefox/policies/policies.json",
                                              "usr/lib/firefox-esr/distribution/policies.json",
                                              "usr/lib/firefox/distribution/policies.json"};

using Names = std::vector<std::string_view>;

void ReadNames(JsonReader& json, Names* names) {
  protocol::ReadStrings(json, kMaxEntries, kMaxEntryBytes, names);
}

struct ChromiumPolicies {
  Names host_blocklist;
  Names host_allowlist;
  Names extension_blocklist;
  Names extension_allowlist;
  bool user_level_hosts = true;
  bool block_external = false;
};

constexpr Field<ChromiumPolicies> kChromiumFields[] = {
    {"NativeMessagingBlocklist",
     [](JsonReader& j, ChromiumPolicies& p) { ReadNames(j, &p.host_blocklist); }},
    {"NativeMessagingAllowlist",
     [](JsonReader& j, ChromiumPolicies& p) { ReadNames(j, &p.host_allowlist); }},
    {"ExtensionInstallBlocklist",
     [](JsonReader& j, ChromiumPolicies& p) { ReadNames(j, &p.extension_blocklist); }},
    {"ExtensionInstallAllowlist",
     [](JsonReader& j, ChromiumPolicies& p) { ReadNames(j, &p.extension_allowlist); }},
    {"NativeMessagingUserLevelHosts",
     [](JsonReader& j, ChromiumPolicies& p) { protocol::ReadBool(j, &p.user_level_hosts); }},
    {"BlockExternalExtensions",
     [](JsonReader& j, ChromiumPolicies& p) { protocol::ReadBool(j, &p.block_external); }},
};

struct ExtensionRule {
  std::string_view mode;
};
constexpr Field<ExtensionRule> kRuleFields[] = {
    {"installation_mode",
     [](JsonReader& j, ExtensionRule& rule) {
       protocol::ReadString(j, kMaxEntryBytes, &rule.mode);
     }},
};
struct ExtensionSettings {
  ExtensionRule others;
  ExtensionRule own;
};
constexpr Field<ExtensionSettings> kSettingsFields[] = {
    {"*",
     [](JsonReader& j, ExtensionSettings& s) { protocol::ReadObject(j, kRuleFields, s.others); }},
    // manifests/extension-gecko-id.txt; a table of fields needs it at compile time.
    {"leave-me-alone@leavemealone.org",
     [](JsonReader& j, ExtensionSettings& s) { protocol::ReadObject(j, kRuleFields, s.own); }},
};
struct FirefoxPolicies {
  ExtensionSettings settings;
};
constexpr Field<FirefoxPolicies> kPoliciesFields[] = {
    {"ExtensionSettings",
     [](JsonReader& j, FirefoxPolicies& p) {
       protocol::ReadObject(j, kSettingsFields, p.settings);
     }},
};
constexpr Field<FirefoxPolicies> kFirefoxFields[] = {
    {"policies",
     [](JsonReader& j, FirefoxPolicies& p) { protocol::ReadObject(j, kPoliciesFields, p); }},
};

bool Contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A list of what is forbidden with one of exceptions: "*" forbids all that is not excepted.
bool Forbidden(const Names& blocked, const Names& allowed, std::string_view name) {
  return (Contains(blocked, name) || Contains(blocked, "*")) && !Contains(allowed, name);
}

void ExamineChromium(const fs::path& file, std::vector<Obstacle>* obstacles) {
  auto text = platform::ReadWholeFile(file.string(), kMaxFileBytes);
  if (!text) return;
  ChromiumPolicies policies;
  JsonReader json(*text);
  protocol::ReadObject(json, kChromiumFields, policies);
  if (!json.AtEnd()) return;
  const auto add = [&](const char* policy, const char* effect) {
    obstacles->push_back({file, policy, effect});
  };
  if (Forbidden(policies.host_blocklist, policies.host_allowlist, kHostName)) {
    add("NativeMessagingBlocklist", "the host may not be started");
  }
  if (!policies.user_level_hosts) {
    add("NativeMessagingUserLevelHosts", "only a host that is registered for all users starts");
  }
  if (Forbidden(policies.extension_blocklist, policies.extension_allowlist,
                ChromiumExtensionId())) {
    add("ExtensionInstallBlocklist", "the extension may not be installed");
  }
  if (policies.block_external) {
    add("BlockExternalExtensions", "the package's extension is not loaded by itself");
  }
}

void ExamineFirefox(const fs::path& file, std::vector<Obstacle>* obstacles) {
  auto text = platform::ReadWholeFile(file.string(), kMaxFileBytes);
  if (!text) return;
  FirefoxPolicies policies;
  JsonReader json(*text);
  protocol::ReadObject(json, kFirefoxFields, policies);
  if (!json.AtEnd()) return;
  const ExtensionSettings& settings = policies.settings;
  const std::string_view mode =
      settings.own.mode.empty() ? settings.others.mode : settings.own.mode;
  if (mode == "blocked") {
    obstacles->push_back({file, "ExtensionSettings", "the extension may not be installed"});
  }
}

}  // namespace

std::vector<Obstacle> PolicyObstacles(const fs::path& root) {
  std::vector<Obstacle> obstacles;
  for (const std::string_view folder : kChromiumFolders) {
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(root / folder, error), end; !error && at != end;
         at.increment(error)) {
      if (at->path().extension() == ".json") files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) ExamineChromium(file, &obstacles);
  }
  for (const std::string_view file : kFirefoxFiles) ExamineFirefox(root / file, &obstacles);
  return obstacles;
}

}  // namespace lma::cli
