#include "app/vault_access.h"

#include <utility>

#include "base/folder.h"
#include "base/log.h"
#include "platform/keyring_client.h"

namespace lma::app {
namespace {

// Long enough for a keyring that has to be started, short enough for a page that waits.
constexpr int kKeyringTimeoutMs = 1'500;

}  // namespace

profile::OpenOptions VaultOptions(const platform::Folders& folders, profile::IfMissing if_missing) {
  profile::OpenOptions options;
  options.vault_folder = folders.vault;
  options.key_file = folders.key_file;
  if (!folders.session.empty()) options.session_key = folders.session + "/session.key";
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
  session.vault_options = VaultOptions(folders, if_missing);
  auto opened = profile::OpenProfile(session.vault_options, session.clock);
  if (opened) {
    session.profile = std::move(*opened);
  } else {
    session.vault_error = opened.error();
  }
}

void PrepareForLocking(const platform::Folders& folders, Session& session) {
  session.watch = std::make_unique<profile::FolderWatch>(folders.vault);
  const bool locked =
      session.profile == nullptr && session.vault_error.code == ErrorCode::kVaultLocked;
  if (locked && !folders.session.empty()) {
    // Landlock knows only folders that are there.
    static_cast<void>(MakePrivateFolder(folders.session).has_value());
  }
  // Behind closed doors no program can be started, and no vault is to be made.
  session.vault_options.keyring = {};
  session.vault_options.if_missing = profile::IfMissing::kFail;
}

void CloseVault(Session& session) {
  session.profile.reset();  // writes what waits, and wipes the keys
  session.vault_error = {ErrorCode::kVaultLocked, "it was locked"};
}

bool ReopenVault(Session& session) {
  auto opened = profile::OpenProfile(session.vault_options, session.clock);
  if (!opened) return false;
  session.profile = std::move(*opened);
  return true;
}

}  // namespace lma::app
