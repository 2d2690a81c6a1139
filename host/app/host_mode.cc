#include "app/host_mode.h"

#include <unistd.h>

#include <string>
#include <string_view>

#include "app/loop.h"
#include "base/log.h"
#include "platform/keyring_client.h"
#include "platform/sandbox.h"
#include "wire/standard_output.h"

namespace lma::app {
namespace {

// Long enough for a keyring that has to be started, short enough for a page that waits.
constexpr int kKeyringTimeoutMs = 1'500;

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

bool IsHostMode(std::span<char* const> arguments) {
  if (arguments.size() < 2) return false;
  const std::string_view first = arguments[1];
  if (first.substr(0, 19) == "chrome-extension://") return true;
  return arguments.size() >= 3 && first.substr(0, 1) == "/" && EndsWith(first, ".json");
}

profile::OpenOptions VaultOptions(const platform::Folders& folders, profile::IfMissing if_missing) {
  profile::OpenOptions options;
  options.vault_folder = folders.vault;
  options.key_file = folders.key_file;
  options.if_missing = if_missing;
  const auto helper = platform::FindKeyringHelper();
  if (folders.own_home || !helper) return options;
  options.new_vault_key = profile::NewVaultKey::kKeyring;
  options.keyring.find = [path = *helper](std::string_view item, std::span<unsigned char> key) {
    return platform::FindInKeyring(path, item, key, kKeyringTimeoutMs);
  };
  options.keyring.store = [path = *helper](std::string_view item,
                                           std::span<const unsigned char> key) {
    return platform::StoreInKeyring(path, item, key, kKeyringTimeoutMs);
  };
  options.keyring.remove = [path = *helper](std::string_view item) {
    return platform::RemoveFromKeyring(path, item, kKeyringTimeoutMs);
  };
  return options;
}

void OpenVault(const platform::Folders& folders, profile::IfMissing if_missing, Session& session) {
  auto opened = profile::OpenProfile(VaultOptions(folders, if_missing), session.clock);
  if (opened) {
    session.profile = std::move(*opened);
  } else {
    session.vault_error = opened.error();
  }
}

int RunHostMode() {
  platform::ForbidDumps();
  const auto output = wire::MoveStandardOutputAside();
  if (!output) {
    LogError(output.error().detail);
    return 1;
  }
  auto judging = Judging::BuiltIn();
  if (!judging) {
    LogError(judging.error().detail);
    return 1;
  }
  const SystemClock clock;
  Session session(clock, **judging);
  platform::OpenDoors doors;
  const auto folders = platform::FindFolders();
  if (folders) {
    OpenVault(*folders, profile::IfMissing::kCreate, session);
    doors.writable_folders.push_back(folders->vault);
  } else {
    session.vault_error = folders.error();
  }
  if (session.profile == nullptr) {
    LogError("the vault is not open: " + std::string(ErrorCodeName(session.vault_error.code)) +
             ": " + session.vault_error.detail);
  }
  const auto closed = platform::CloseDoors(doors);
  if (!closed) {
    // Without closed doors nothing is read from a page.
    LogError("the doors could not be closed: " + closed.error().detail);
    return 1;
  }
  session.doors = *closed;
  return RunLoop(STDIN_FILENO, *output, session);
}

}  // namespace lma::app
