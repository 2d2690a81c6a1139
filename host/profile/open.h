// Opens or makes a vault and its profile. What opens it is changed by profile/change_keys.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "profile/profile.h"

namespace lma::profile {

// How the desktop keyring is asked; platform/keyring_client.h has functions of these shapes.
// `item` names the vault's entry; keys are 32 bytes. Errors: kNotFound (the keyring answered
// "nothing": never stored, or locked), kKeyUnavailable (no keyring), kTimeout.
struct KeyringPort {
  std::function<Status(std::string_view item, std::span<unsigned char> key)> find;
  std::function<Status(std::string_view item, std::span<const unsigned char> key)> store;
  std::function<Status(std::string_view item)> remove;
};

enum class IfMissing { kFail, kCreate };
// What opens a vault that is made now. kKeyring falls back to the key file when no keyring
// answers at that moment.
enum class NewVaultKey { kKeyFile, kKeyring };

struct OpenOptions {
  std::string vault_folder;  // platform::Folders::vault
  std::string key_file;      // platform::Folders::key_file
  std::string session_key;   // platform::Folders::session_key; empty: no session
  IfMissing if_missing = IfMissing::kFail;
  NewVaultKey new_vault_key = NewVaultKey::kKeyFile;
  KeyringPort keyring;          // empty functions: no keyring
  std::string_view passphrase;  // UTF-8; empty: none given. Owned and wiped by the caller.
};

// Opens the vault in `vault_folder`. The ways are tried in this order: the passphrase if one was
// given, the key file, the keyring (which is asked only if the key file does not open the vault),
// the key of this login session (UnlockSession).
//   kVaultMissing   there is no vault and `if_missing` is kFail
//   kVaultLocked    a passphrase is needed, or the keyring answered "nothing"
//   kKeyUnavailable the key file (or the keyring) that opens it cannot be read now
//   kVaultWrongKey  the passphrase or the key file is another one
//   kVaultCorrupt   the file is damaged, empty or not a vault; it was left as it is
//   kVaultVersion   written by a newer version; it was left as it is
//   kVaultBusy, kIo
Result<std::unique_ptr<Profile>> OpenProfile(const OpenOptions& options, const Clock& clock);

// What opens a vault, as its header says; needs no key. Errors as OpenProfile.
struct KeyStatus {
  bool key_file = false;
  bool passphrase = false;
  bool keyring = false;
};
Result<KeyStatus> ReadKeyStatus(const std::string& vault_folder);

// Whether the passphrase opens the vault. kNotFound: none is set. kVaultWrongKey: it is another.
Status CheckPassphrase(const std::string& vault_folder, std::string_view passphrase);

}  // namespace lma::profile
