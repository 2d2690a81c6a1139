#include "profile/open.h"

#include <unistd.h>

#include <utility>

#include "profile/store.h"
#include "profile/vault_file.h"
#include "vault/header.h"
#include "vault/key_file.h"
#include "vault/secret.h"

namespace lma::profile {
namespace {

using vault::Header;
using vault::Keys;
using vault::Secret;
using vault::WrapType;

vault::KeyView AsKey(const Secret& secret) { return secret.bytes().first<vault::kKeyBytes>(); }

Result<Keys> UnlockByKeyFile(const Header& header, const std::string& path) {
  const Result<Secret> key = vault::ReadKeyFile(path);
  if (!key) {
    // The header says that there is one, so its absence is an error here.
    const ErrorCode code =
        key.error().code == ErrorCode::kNotFound ? ErrorCode::kKeyUnavailable : key.error().code;
    return Fail(code, key.error().detail);
  }
  return header.UnwrapWithSecret(WrapType::kKeyFile, AsKey(*key));
}

Result<Keys> UnlockByKeyring(const Header& header, const KeyringPort& keyring) {
  if (!keyring.find) return Fail(ErrorCode::kKeyUnavailable, "no keyring helper");
  Secret key(vault::kKeyBytes);
  if (const Status found = keyring.find(header.KeyringItem(), key.bytes()); !found) {
    // "Nothing" is what a locked keyring answers too. It is never a reason to make a new key.
    const ErrorCode code = found.error().code == ErrorCode::kNotFound ? ErrorCode::kVaultLocked
                                                                      : ErrorCode::kKeyUnavailable;
    return Fail(code, found.error().detail);
  }
  return header.UnwrapWithSecret(WrapType::kKeyring, AsKey(key));
}

// Which of two failures tells the user more about what to do: damage, then a passphrase to type or
// a keyring to unlock, then a wrong key, then a missing one.
int Telling(ErrorCode code) {
  switch (code) {
    case ErrorCode::kVaultCorrupt:
      return 3;
    case ErrorCode::kVaultLocked:
      return 2;
    case ErrorCode::kVaultWrongKey:
      return 1;
    default:
      return 0;
  }
}

Result<Keys> Unlock(const Header& header, const OpenOptions& options) {
  Error failure{ErrorCode::kVaultLocked, "no key of a known type"};
  bool failed = false;
  const auto note = [&](const Error& error) {
    if (!failed || Telling(error.code) > Telling(failure.code)) failure = error;
    failed = true;
  };
  if (!options.passphrase.empty() && header.Has(WrapType::kPassphrase)) {
    Result<Keys> keys = header.UnwrapWithPassphrase(options.passphrase);
    // A passphrase that was typed is the answer to a question: a wrong one is said so.
    return keys;
  }
  if (header.Has(WrapType::kKeyFile)) {
    Result<Keys> keys = UnlockByKeyFile(header, options.key_file);
    if (keys) return keys;
    note(keys.error());
  }
  if (header.Has(WrapType::kKeyring)) {
    Result<Keys> keys = UnlockByKeyring(header, options.keyring);
    if (keys) return keys;
    note(keys.error());
  }
  if (header.Has(WrapType::kPassphrase)) {
    note({ErrorCode::kVaultLocked, "a passphrase is needed"});
  }
  return Fail(failure);
}

Status WrapByKeyFile(Header* header, const Keys& keys, const std::string& path) {
  const Result<Secret> key = vault::ReadOrMakeKeyFile(path);
  if (!key) return Fail(key.error());
  header->WrapWithSecret(WrapType::kKeyFile, AsKey(*key), keys);
  return {};
}

Status WrapByKeyring(Header* header, const Keys& keys, const KeyringPort& keyring) {
  if (!keyring.store || !keyring.find) return Fail(ErrorCode::kKeyUnavailable, "no keyring");
  // The key of a fresh vault's entry: as random as the master key itself.
  const Keys fresh = Keys::Random();
  const std::string item = header->KeyringItem();
  if (Status stored = keyring.store(item, fresh.master()); !stored) return stored;
  // Believed only when it comes back: nothing else would open the vault.
  Secret read_back(vault::kKeyBytes);
  if (Status found = keyring.find(item, read_back.bytes()); !found) return found;
  header->WrapWithSecret(WrapType::kKeyring, AsKey(read_back), keys);
  return {};
}

Status MakeVault(const OpenOptions& options) {
  const Keys keys = Keys::Random();
  Header header = Header::New();
  const bool in_keyring = options.new_vault_key == NewVaultKey::kKeyring &&
                          WrapByKeyring(&header, keys, options.keyring).has_value();
  if (!in_keyring) {
    if (Status wrapped = WrapByKeyFile(&header, keys, options.key_file); !wrapped) return wrapped;
  }
  Status made = MakeVaultFile(options.vault_folder, header, keys);
  if (!made && in_keyring && options.keyring.remove) {
    const Status removed = options.keyring.remove(header.KeyringItem());
    static_cast<void>(removed);
  }
  // Another process was quicker: its vault is the vault.
  if (!made && made.error().code == ErrorCode::kBadRequest) return {};
  return made;
}

struct Unlocked {
  VaultFile file;
  Keys keys;
};

Result<Unlocked> OpenUnlocked(const OpenOptions& options) {
  Result<VaultFile> file = OpenVaultFile(options.vault_folder);
  if (!file && file.error().code == ErrorCode::kVaultMissing &&
      options.if_missing == IfMissing::kCreate) {
    if (const Status made = MakeVault(options); !made) return Fail(made.error());
    file = OpenVaultFile(options.vault_folder);
  }
  if (!file) return Fail(file.error());
  Result<Keys> keys = Unlock(file->header, options);
  if (!keys) return Fail(keys.error());
  return Unlocked{std::move(*file), std::move(*keys)};
}

}  // namespace

Result<std::unique_ptr<Profile>> OpenProfile(const OpenOptions& options, const Clock& clock) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  auto store = std::make_unique<Store>(options.vault_folder, std::move(vault->file.database),
                                       std::move(vault->keys));
  return std::make_unique<Profile>(std::move(store), clock);
}

Result<KeyStatus> ReadKeyStatus(const std::string& vault_folder) {
  const Result<VaultFile> file = OpenVaultFile(vault_folder);
  if (!file) return Fail(file.error());
  KeyStatus status;
  status.key_file = file->header.Has(WrapType::kKeyFile);
  status.passphrase = file->header.Has(WrapType::kPassphrase);
  status.keyring = file->header.Has(WrapType::kKeyring);
  return status;
}

Status SetPassphrase(const OpenOptions& options, std::string_view new_passphrase,
                     OtherKeys other_keys) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  const std::string item = vault->file.header.KeyringItem();
  Status changed = ChangeHeader(&vault->file.database, vault->keys, [&](Header* header) {
    Status wrapped = header->WrapWithPassphrase(new_passphrase, {}, vault->keys);
    if (wrapped && other_keys == OtherKeys::kRemove) {
      header->Remove(WrapType::kKeyFile);
      header->Remove(WrapType::kKeyring);
    }
    return wrapped;
  });
  if (changed && other_keys == OtherKeys::kRemove) {
    // The keys themselves go too: they would open an older copy of the file.
    if (vault->file.header.Has(WrapType::kKeyFile)) ::unlink(options.key_file.c_str());
    if (options.keyring.remove && vault->file.header.Has(WrapType::kKeyring)) {
      const Status removed = options.keyring.remove(item);
      static_cast<void>(removed);
    }
  }
  return changed;
}

Status RemovePassphrase(const OpenOptions& options) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  return ChangeHeader(&vault->file.database, vault->keys, [&](Header* header) -> Status {
    header->Remove(WrapType::kPassphrase);
    if (header->Has(WrapType::kKeyFile) || header->Has(WrapType::kKeyring)) return {};
    return WrapByKeyFile(header, vault->keys, options.key_file);
  });
}

Status UseKeyring(const OpenOptions& options, OtherKeys other_keys) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  Status changed = ChangeHeader(&vault->file.database, vault->keys, [&](Header* header) {
    // An entry that works is kept: if this commit failed, a new one would open nothing.
    Status wrapped;
    if (!header->Has(WrapType::kKeyring) || !UnlockByKeyring(*header, options.keyring)) {
      wrapped = WrapByKeyring(header, vault->keys, options.keyring);
    }
    if (wrapped && other_keys == OtherKeys::kRemove) header->Remove(WrapType::kKeyFile);
    return wrapped;
  });
  if (changed && other_keys == OtherKeys::kRemove && vault->file.header.Has(WrapType::kKeyFile)) {
    ::unlink(options.key_file.c_str());
  }
  return changed;
}

Status UseKeyFile(const OpenOptions& options) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  return ChangeHeader(&vault->file.database, vault->keys, [&](Header* header) -> Status {
    if (header->Has(WrapType::kKeyFile)) return {};
    return WrapByKeyFile(header, vault->keys, options.key_file);
  });
}

}  // namespace lma::profile
