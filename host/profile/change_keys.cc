#include "profile/change_keys.h"

#include <unistd.h>

#include "profile/unlock.h"
#include "profile/vault_file.h"
#include "profile/watch.h"

namespace lma::profile {

using vault::Header;
using vault::Keys;
using vault::WrapType;

Status SetPassphrase(const OpenOptions& options, std::string_view new_passphrase,
                     OtherKeys other_keys) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  const std::string item = vault->file.header.KeyringItem();
  Status changed = ChangeHeader(
      &vault->file.database, vault->keys, vault->file.header.id(), [&](Header* header) {
        Status wrapped = header->WrapWithPassphrase(new_passphrase, {}, vault->keys);
        if (wrapped && other_keys == OtherKeys::kRemove) {
          header->Remove(WrapType::kKeyFile);
          header->Remove(WrapType::kKeyring);
          header->Remove(WrapType::kSession);
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
  return ChangeHeader(
      &vault->file.database, vault->keys, vault->file.header.id(), [&](Header* header) -> Status {
        header->Remove(WrapType::kPassphrase);
        header->Remove(WrapType::kSession);
        if (header->Has(WrapType::kKeyFile) || header->Has(WrapType::kKeyring)) return {};
        return WrapByKeyFile(header, vault->keys, WrapType::kKeyFile, options.key_file);
      });
}

Status UseKeyring(const OpenOptions& options, OtherKeys other_keys) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  Status changed = ChangeHeader(
      &vault->file.database, vault->keys, vault->file.header.id(), [&](Header* header) {
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
  return ChangeHeader(
      &vault->file.database, vault->keys, vault->file.header.id(), [&](Header* header) -> Status {
        if (header->Has(WrapType::kKeyFile)) return {};
        return WrapByKeyFile(header, vault->keys, WrapType::kKeyFile, options.key_file);
      });
}

Status UnlockSession(const OpenOptions& options) {
  if (options.session_key.empty()) {
    return Fail(ErrorCode::kUnsupported, "XDG_RUNTIME_DIR is not set");
  }
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  if (!vault->file.header.Has(WrapType::kPassphrase)) {
    return Fail(ErrorCode::kNotFound, "no passphrase is set");
  }
  Status changed = ChangeHeader(
      &vault->file.database, vault->keys, vault->file.header.id(), [&](Header* header) {
        return WrapByKeyFile(header, vault->keys, WrapType::kSession, options.session_key);
      });
  if (changed) AnnounceChange(options.vault_folder);
  return changed;
}

Status Lock(const OpenOptions& options) {
  Result<VaultFile> file = OpenVaultFile(options.vault_folder);
  if (!file) return Fail(file.error());
  if (file->header.Has(WrapType::kKeyFile) || file->header.Has(WrapType::kKeyring)) {
    return Fail(ErrorCode::kUnsupported, "it opens without a passphrase as well");
  }
  if (file->header.Has(WrapType::kSession) && !options.session_key.empty()) {
    const Result<Keys> keys =
        UnlockByKeyFile(file->header, WrapType::kSession, options.session_key);
    // Without its key the wrap is worth nothing, and is left.
    if (keys) {
      const Status ended =
          ChangeHeader(&file->database, *keys, file->header.id(), [](Header* header) -> Status {
            header->Remove(WrapType::kSession);
            return {};
          });
      if (!ended) return ended;
    }
  }
  if (!options.session_key.empty()) ::unlink(options.session_key.c_str());
  AnnounceLock(options.vault_folder);
  return {};
}

}  // namespace lma::profile
