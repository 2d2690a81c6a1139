// Opens or makes a vault and its profile, and manages the keys that open it.
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
  IfMissing if_missing = IfMissing::kFail;
  NewVaultKey new_vault_key = NewVaultKey::kKeyFile;
  KeyringPort keyring;          // empty functions: no keyring
  std::string_view passphrase;  // UTF-8; empty: none given. Owned and wiped by the caller.
};

// Opens the vault in `vault_folder`. The ways are tried in this order: the passphrase if one was
// given, the key file, the keyring (which is asked only if the key file does not open the vault).
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

// Each opens the vault by `options`, then changes what else opens it, in one transaction; the
// records are not touched. A vault always keeps at least one way to be opened.
// Sets or replaces the passphrase (1 to 1024 bytes), and with `only` removes the other ways, so
// that the vault opens by the passphrase alone. kBadRequest: empty or too long.
enum class OtherKeys { kKeep, kRemove };
Status SetPassphrase(const OpenOptions& options, std::string_view new_passphrase,
                     OtherKeys other_keys);
// Removes the passphrase; a key file is made first if nothing else would open the vault.
Status RemovePassphrase(const OpenOptions& options);
// Puts a key into the desktop keyring; with kRemove the key file goes. Errors also as KeyringPort.
Status UseKeyring(const OpenOptions& options, OtherKeys other_keys);
// Makes a key file way if there is none.
Status UseKeyFile(const OpenOptions& options);

}  // namespace lma::profile
