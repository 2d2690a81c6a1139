// Inside this module: from a vault's folder and what is known of its keys to an open database and
// the keys themselves.
#pragma once

#include <string>

#include "base/result.h"
#include "profile/open.h"
#include "profile/vault_file.h"
#include "vault/header.h"
#include "vault/keys.h"
#include "vault/secret.h"

namespace lma::profile {

struct Unlocked {
  VaultFile file;
  vault::Keys keys;
};
// Opens the vault, or makes it where `options` says so. Errors as OpenProfile.
Result<Unlocked> OpenUnlocked(const OpenOptions& options);

// Any way that `options` has. Errors as OpenProfile.
Result<vault::Keys> Unlock(const vault::Header& header, const OpenOptions& options);
// One way each. kVaultWrongKey: another vault's key.
Result<vault::Keys> UnlockByKeyFile(const vault::Header& header, vault::WrapType type,
                                    const std::string& path);
Result<vault::Keys> UnlockByKeyring(const vault::Header& header, const KeyringPort& keyring);

// Each adds a way to the header; the key file or the keyring's entry is there before it returns.
Status WrapByKeyFile(vault::Header* header, const vault::Keys& keys, vault::WrapType type,
                     const std::string& path);
Status WrapByKeyring(vault::Header* header, const vault::Keys& keys, const KeyringPort& keyring);

// Where Rekey puts the key file that will take the place of the one at `path`: what opens the vault
// if a crash came between.
std::string NextKeyFile(const std::string& path);

// The key in the first bytes of a key file's content.
vault::KeyView AsKey(const vault::Secret& secret);

}  // namespace lma::profile
