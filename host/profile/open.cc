#include "profile/open.h"

#include <utility>

#include "profile/store.h"
#include "profile/unlock.h"
#include "profile/vault_file.h"

namespace lma::profile {

using vault::WrapType;

Result<std::unique_ptr<Profile>> OpenProfile(const OpenOptions& options, const Clock& clock) {
  Result<Unlocked> vault = OpenUnlocked(options);
  if (!vault) return Fail(vault.error());
  auto store = std::make_unique<Store>(options.vault_folder, std::move(vault->file.database),
                                       std::move(vault->keys), vault->file.header.id());
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

Status CheckPassphrase(const std::string& vault_folder, std::string_view passphrase) {
  const Result<VaultFile> file = OpenVaultFile(vault_folder);
  if (!file) return Fail(file.error());
  const Result<vault::Keys> keys = file->header.UnwrapWithPassphrase(passphrase);
  if (!keys) return Fail(keys.error());
  return {};
}

}  // namespace lma::profile
