#include "cli/checks.h"

#include <unistd.h>

#include <string>

#include "app/list_index.h"
#include "app/vault_access.h"
#include "cli/browsers.h"
#include "cli/policies.h"
#include "cli/profile_roots.h"
#include "cli/registration.h"
#include "cli/self_test.h"
#include "lists/index.h"
#include "platform/folders.h"
#include "platform/sandbox.h"
#include "profile/open.h"
#include "vault/secret.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kHelloTimeoutMs = 5'000;

std::string Named(const Error& error) {
  std::string text(ErrorCodeName(error.code));
  if (!error.detail.empty()) text += ": " + error.detail;
  return text;
}

// One browser's manifest, for the user or else for all users.
void CheckBrowser(const Browser& browser, const fs::path& home, const std::string& self,
                  std::vector<Check>* checks) {
  const std::string id = "browser_" + std::string(browser.id);
  const std::string title(browser.title);
  const std::string mend = "leave-me-alone register --browser " + std::string(browser.id);
  auto known = ReadRegistered(ManifestFolder(browser, Scope::kUser, home));
  if (!known && known.error().code == ErrorCode::kNotFound && !browser.linux_paths.system.empty()) {
    known = ReadRegistered(ManifestFolder(browser, Scope::kSystem, home));
  }
  if (!known) {
    const bool missing = known.error().code == ErrorCode::kNotFound;
    if (missing && !browser.not_by_default.empty()) {
      checks->push_back(
          {id, "ok", title + " is left out: " + std::string(browser.not_by_default), ""});
      return;
    }
    checks->push_back(
        {id, missing ? "warning" : "error",
         title + (missing ? " does not know this program" : ": " + Named(known.error())), mend});
    return;
  }
  const fs::path& host = known->host;
  if (::access(host.c_str(), X_OK) != 0) {
    checks->push_back(
        {id, "error", title + " starts " + host.string() + ", which is not there", mend});
    return;
  }
  if (!known->own_extension) {
    checks->push_back({id, "warning",
                       title + " lets only a repackaged extension start this program (\"Access to "
                               "the specified native messaging host is forbidden\")",
                       mend});
    return;
  }
  std::error_code error;
  if (!fs::equivalent(host, self, error)) {
    checks->push_back({id, "ok", title + " starts another copy, " + host.string(), ""});
    return;
  }
  checks->push_back({id, "ok", title + " knows this program", ""});
}

// Every record is opened: about 3 µs each.
void CheckRecords(profile::Profile& profile, std::vector<Check>* checks) {
  const auto check = profile.Check();
  if (!check) {
    checks->push_back({"records", "error", "The records cannot be read: " + Named(check.error()),
                       "leave-me-alone vault repair"});
    return;
  }
  const bool fits = check->census == profile::VaultCheck::Census::kFits;
  const bool sound = check->damaged == 0 && fits;
  std::string message = "All " + std::to_string(check->records) + " records are sound";
  if (!fits) message = "Some records were deleted, doubled or put back from an older copy";
  if (check->damaged > 0) message = std::to_string(check->damaged) + " records are damaged";
  checks->push_back(
      {"records", sound ? "ok" : "error", message, sound ? "" : "leave-me-alone vault repair"});
}

std::string MendOfVault(ErrorCode code) {
  switch (code) {
    case ErrorCode::kVaultCorrupt:
      return "leave-me-alone vault repair";
    case ErrorCode::kVaultLocked:
      return "leave-me-alone unlock, or unlock the desktop keyring";
    case ErrorCode::kVaultVersion:
      return "Install the newer version of Leave Me Alone that wrote it";
    case ErrorCode::kVaultWrongKey:
    case ErrorCode::kKeyUnavailable:
      return "Put the key file of this vault back, readable by you alone, or unlock the keyring";
    case ErrorCode::kIo:
      return "Give yourself the vault's folder, and the disk some room";
    default:
      return "Try again";
  }
}

}  // namespace

void CheckVault(const Context& context, std::vector<Check>* checks) {
  const auto folders = context.folders();
  if (!folders) {
    checks->push_back({"folders", "error", Named(folders.error()),
                       "Set HOME, or LEAVE_ME_ALONE_HOME to an absolute path"});
    return;
  }
  checks->push_back({"folders", "ok", "The vault is in " + folders->vault, ""});
  const auto opened =
      profile::OpenProfile(app::VaultOptions(*folders, profile::IfMissing::kFail), context.clock());
  if (opened) {
    checks->push_back({"vault", "ok", "The vault opens", ""});
    CheckRecords(**opened, checks);
  } else if (opened.error().code == ErrorCode::kVaultMissing) {
    checks->push_back({"vault", "warning", "There is no vault yet",
                       "It is made when a browser starts the host for the first time"});
  } else {
    checks->push_back({"vault", "error", "The vault does not open: " + Named(opened.error()),
                       MendOfVault(opened.error().code)});
  }
  const auto keys = profile::ReadKeyStatus(folders->vault);
  if (!keys) return;
  std::string ways;
  if (keys->key_file) ways += " key file";
  if (keys->passphrase) ways += " passphrase";
  if (keys->keyring) ways += " keyring";
  checks->push_back({"keys", "ok", "It is opened by:" + ways, ""});
  if (!keys->key_file && ::access(folders->key_file.c_str(), F_OK) == 0) {
    checks->push_back(
        {"old_key", "warning",
         "A key file that opens only older copies of the vault lies in " + folders->key_file,
         "Delete it"});
  }
  if (!vault::CanLockMemory()) {
    checks->push_back({"memory", "warning", "Keys may be swapped out: no memory can be locked",
                       "Raise the limit of locked memory (ulimit -l)"});
  }
}

void CheckDoors(const Context& context, std::vector<Check>* checks) {
  platform::OpenDoors doors;
  if (const auto folders = context.folders(); folders) {
    doors.writable_folders.push_back(folders->vault);
  }
  const auto proofs = platform::ProveDoors(doors);
  if (!proofs) {
    checks->push_back({"doors", "error", "The doors cannot be closed: " + Named(proofs.error()),
                       "Use a kernel with seccomp"});
    return;
  }
  for (const platform::DoorProof& proof : *proofs) {
    const bool possible = (proof.id == "vault_file") == proof.as_wanted;
    checks->push_back(
        {"door_" + proof.id, proof.as_wanted ? "ok" : "error",
         "Behind closed doors, to " + proof.tried + (possible ? " is possible" : " is refused"),
         proof.as_wanted ? "" : "Use a kernel with seccomp and Landlock"});
  }
}

void CheckData(Context& context, std::vector<Check>* checks) {
  const auto judging = context.judging();
  if (!judging) {
    checks->push_back({"data", "error", Named(judging.error()), "Install the program again"});
    return;
  }
  const std::size_t count = (*judging)->language_count();
  checks->push_back({"data", count > 0 ? "ok" : "error",
                     std::to_string(count) + " languages are built in",
                     count > 0 ? "" : "Install the program again"});
}

void CheckLists(const Context& context, std::vector<Check>* checks) {
  const auto folders = context.folders();
  if (!folders) return;
  const auto index = lists::Index::Open(folders->lists + "/" + app::ListIndex::kFileName);
  if (!index && index.error().code == ErrorCode::kNotFound) return;
  const auto catalogue =
      index && index->CheckAll() ? index->Catalogue() : Fail(ErrorCode::kBadData);
  if (!catalogue) {
    checks->push_back({"lists", "error", "The index of the filter lists cannot be used",
                       "leave-me-alone lists list makes it anew"});
    return;
  }
  std::uint64_t rules = 0;
  for (const lists::ListEntry& list : *catalogue) {
    if (list.on) rules += list.counts.rules();
  }
  checks->push_back({"lists", "ok",
                     std::to_string(catalogue->size()) + " filter lists, " + std::to_string(rules) +
                         " rules in use",
                     ""});
}

void CheckBrowsers(const fs::path& home, std::vector<Check>* checks) {
  const auto browsers = ReadBrowsers();
  const auto self = platform::SelfPath();
  if (!browsers || !self) {
    checks->push_back({"browsers", "error", Named(browsers ? self.error() : browsers.error()),
                       "Install the program again"});
    return;
  }
  const auto found = FoundBrowsers(*browsers, home);
  for (const Browser& browser : found) CheckBrowser(browser, home, *self, checks);
  const auto unlisted = UnlistedBrowsers(*browsers, home);
  for (const UnlistedBrowser& other : unlisted) {
    const auto known = ReadRegistered(other.manifests);
    const std::string where = other.title + " (" + other.profile.string() + ")";
    checks->push_back({"browser_unlisted", known ? "ok" : "warning",
                       where + (known ? " knows this program" : " does not know this program"),
                       known ? "" : "leave-me-alone register"});
  }
  if (found.empty() && unlisted.empty()) {
    checks->push_back({"browsers", "warning", "No browser was found in " + home.string(),
                       "Start the browser once, then: leave-me-alone register"});
  }
  for (const Browser& browser : *browsers) {
    std::error_code error;
    const std::string title(browser.title);
    if (!browser.flatpak.empty() && fs::exists(home / ".var/app" / browser.flatpak, error)) {
      checks->push_back({"flatpak_" + std::string(browser.id), "warning",
                         title + " from Flatpak starts programs inside its own sandbox",
                         "Use the distribution's own " + title + " package"});
    }
    if (!browser.snap.empty() && fs::exists(home / "snap" / browser.snap, error)) {
      checks->push_back({"snap_" + std::string(browser.id), "warning",
                         title + " from Snap does not start programs from outside, or asks first",
                         "Use the distribution's own " + title + " package"});
    }
  }
}

void CheckPolicies(std::vector<Check>* checks) {
  for (const Obstacle& obstacle : PolicyObstacles("/")) {
    checks->push_back({"policy", "error",
                       "By the policy " + obstacle.policy + " " + obstacle.effect + " (" +
                           obstacle.file.string() + ")",
                       "Ask who administers this machine to allow it there"});
  }
}

void CheckHost(std::vector<Check>* checks) {
  const auto self = platform::SelfPath();
  const auto reply = self ? HelloOf(*self, kHelloTimeoutMs) : Fail(self.error());
  if (!reply) {
    checks->push_back({"host", "error", "The host does not answer: " + Named(reply.error()),
                       "Install the program again"});
    return;
  }
  const bool good = reply->find("\"result\"") != std::string::npos;
  checks->push_back({"host", good ? "ok" : "error",
                     good ? "The host starts and answers" : "The host answers with an error",
                     good ? "" : "Install the program again"});
}

}  // namespace lma::cli
