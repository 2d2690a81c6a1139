#include "profile/unlock.h"

#include <cstdio>
#include <utility>

#include "vault/key_file.h"

namespace lma::profile {

using vault::Header;
using vault::Keys;
using vault::Secret;
using vault::WrapType;

vault::KeyView AsKey(const Secret& secret) { return secret.bytes().first<vault::kKeyBytes>(); }

Result<Keys> UnlockByKeyFile(const Header& header, WrapType type, const std::string& path) {
  const Result<Secret> key = vault::ReadKeyFile(path);
  if (!key) {
    // The header says that there is one, so its absence is an error here.
    const ErrorCode code =
        key.error().code == ErrorCode::kNotFound ? ErrorCode::kKeyUnavailable : key.error().code;
    return Fail(code, key.error().detail);
  }
  return header.UnwrapWithSecret(type, AsKey(*key));
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

std::string NextKeyFile(const std::string& path) { return path + ".next"; }

Status WrapByKeyFile(Header* header, const Keys& keys, WrapType type, const std::string& path) {
  const Result<Secret> key = vault::ReadOrMakeKeyFile(path);
  if (!key) return Fail(key.error());
  header->WrapWithSecret(type, AsKey(*key), keys);
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

namespace {

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

}  // namespace

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
    Result<Keys> keys = UnlockByKeyFile(header, WrapType::kKeyFile, options.key_file);
    if (keys) return keys;
    note(keys.error());
    const std::string next = NextKeyFile(options.key_file);
    keys = UnlockByKeyFile(header, WrapType::kKeyFile, next);
    if (keys) {
      // What Rekey could not do any more.
      static_cast<void>(std::rename(next.c_str(), options.key_file.c_str()));
      return keys;
    }
  }
  if (header.Has(WrapType::kKeyring)) {
    Result<Keys> keys = UnlockByKeyring(header, options.keyring);
    if (keys) return keys;
    note(keys.error());
  }
  if (header.Has(WrapType::kSession) && !options.session_key.empty()) {
    // Its absence is the usual thing: the session in which it was made is over.
    Result<Keys> keys = UnlockByKeyFile(header, WrapType::kSession, options.session_key);
    if (keys) return keys;
  }
  if (header.Has(WrapType::kPassphrase)) {
    note({ErrorCode::kVaultLocked, "a passphrase is needed"});
  }
  return Fail(failure);
}

namespace {

Status MakeVault(const OpenOptions& options) {
  const Keys keys = Keys::Random();
  Header header = Header::New();
  const bool in_keyring = options.new_vault_key == NewVaultKey::kKeyring &&
                          WrapByKeyring(&header, keys, options.keyring).has_value();
  if (!in_keyring) {
    if (Status wrapped = WrapByKeyFile(&header, keys, WrapType::kKeyFile, options.key_file);
        !wrapped)
      return wrapped;
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

}  // namespace

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
  if (!options.passphrase.empty() && file->header.HasOldPassphraseCost()) {
    // Costs rise with the years. If it cannot be written now, it is the next time.
    const Status raised = ChangeHeader(
        &file->database, *keys, file->header.id(),
        [&](Header* header) { return header->WrapWithPassphrase(options.passphrase, {}, *keys); });
    static_cast<void>(raised);
  }
  return Unlocked{std::move(*file), std::move(*keys)};
}

}  // namespace lma::profile
