#include <unistd.h>

#include <cstdio>
#include <ctime>

#include "profile/change_keys.h"
#include "profile/store.h"
#include "profile/unlock.h"
#include "profile/watch.h"

namespace lma::profile {
namespace {

using vault::Header;
using vault::Keys;
using vault::WrapType;

// Under other keys they could not write what waits in their journals any more.
void LetOthersWrite(const std::string& folder) {
  AnnounceFlush(folder);
  const timespec pause{0, 200'000'000};
  ::nanosleep(&pause, nullptr);
}

// The new header: every way that opens the old one, with a secret of its own. What is written
// outside of the vault's file stands beside the old until the file is sealed anew.
Status WrapAnew(const Header& old, const OpenOptions& options, const Keys& keys, Header* header) {
  if (old.Has(WrapType::kKeyFile)) {
    const std::string path = NextKeyFile(options.key_file);
    ::unlink(path.c_str());
    Status wrapped = WrapByKeyFile(header, keys, WrapType::kKeyFile, path);
    if (!wrapped) return wrapped;
  }
  if (old.Has(WrapType::kKeyring)) {
    // Under another name, since the id is another.
    if (Status wrapped = WrapByKeyring(header, keys, options.keyring); !wrapped) return wrapped;
  }
  if (old.Has(WrapType::kPassphrase)) {
    return header->WrapWithPassphrase(options.passphrase, {}, keys);
  }
  return {};
}

}  // namespace

Status Rekey(const OpenOptions& options) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  const Header old = vault->file.header;
  if (old.Has(WrapType::kPassphrase)) {
    if (options.passphrase.empty()) return Fail(ErrorCode::kVaultLocked, "a passphrase is needed");
    const Result<Keys> right = old.UnwrapWithPassphrase(options.passphrase);
    if (!right) return Fail(right.error());
  }
  const Keys keys = Keys::Random();
  Header header = Header::New();
  Status done = WrapAnew(old, options, keys, &header);
  if (done) {
    LetOthersWrite(options.vault_folder);
    Store store(options.vault_folder, std::move(vault->file.database), std::move(vault->keys),
                old.id());
    done = store.Reseal(keys, header);
  }
  if (!done) {
    ::unlink(NextKeyFile(options.key_file).c_str());
    if (header.Has(WrapType::kKeyring) && options.keyring.remove) {
      static_cast<void>(options.keyring.remove(header.KeyringItem()).has_value());
    }
    return done;
  }
  // From here on the new secrets open the vault, wherever a crash leaves them.
  if (old.Has(WrapType::kKeyFile)) {
    static_cast<void>(std::rename(NextKeyFile(options.key_file).c_str(), options.key_file.c_str()));
  }
  if (old.Has(WrapType::kKeyring) && options.keyring.remove) {
    static_cast<void>(options.keyring.remove(old.KeyringItem()).has_value());
  }
  if (!options.session_key.empty()) ::unlink(options.session_key.c_str());
  return {};
}

}  // namespace lma::profile
