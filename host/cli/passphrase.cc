// passphrase, lock, unlock, rekey: what opens the vault.
#include "app/vault_access.h"
#include "cli/passphrase_prompt.h"
#include "cli/verbs.h"
#include "profile/change_keys.h"

namespace lma::cli {
namespace {

// The options that open the vault, with the passphrase where nothing else does or `always`, and one
// is set. The passphrase is kept in `given`.
enum class Ask { kWhenNeeded, kAlways };
Result<profile::OpenOptions> Opening(Context& context, Ask ask, std::optional<Passphrase>* given) {
  const auto folders = context.folders();
  if (!folders) return Fail(folders.error());
  profile::OpenOptions options = app::VaultOptions(*folders, profile::IfMissing::kFail);
  const auto keys = profile::ReadKeyStatus(options.vault_folder);
  if (!keys) return Fail(keys.error());
  if (!keys->passphrase) return options;
  if (ask == Ask::kWhenNeeded && profile::OpenProfile(options, context.clock())) return options;
  auto passphrase = AskPassphrase("Passphrase: ");
  if (!passphrase) return Fail(passphrase.error());
  *given = std::move(*passphrase);
  options.passphrase = (*given)->view();
  if (const Status right = profile::CheckPassphrase(options.vault_folder, options.passphrase);
      !right) {
    return Fail(right.error());
  }
  return options;
}

int Done(Context& context, const Status& status, std::string_view done) {
  if (!status) return context.Fail(status.error());
  Context::Print(context.json ? R"({"done":true})" : done);
  return kDone;
}

// Sets or changes it.
int Put(Context& context, const PassphraseOptions& verb) {
  std::optional<Passphrase> given;
  const auto options = Opening(context, Ask::kAlways, &given);
  if (!options) return context.Fail(options.error());
  const auto passphrase = AskNewPassphrase();
  if (!passphrase) return context.Fail(passphrase.error());
  const auto others = verb.only ? profile::OtherKeys::kRemove : profile::OtherKeys::kKeep;
  const Status set = profile::SetPassphrase(*options, passphrase->view(), others);
  return Done(context, set,
              verb.only ? "The vault opens by the passphrase alone now."
                        : "The passphrase opens the vault now, beside what opened it before.");
}

}  // namespace

int SetPassphrase(Context& context, const PassphraseOptions& options) {
  const auto folders = context.folders();
  if (!folders) return context.Fail(folders.error());
  const auto keys = profile::ReadKeyStatus(folders->vault);
  if (!keys) return context.Fail(keys.error());
  if (keys->passphrase) {
    return context.Fail({ErrorCode::kBadRequest, "one is set: `leave-me-alone passphrase change`"});
  }
  return Put(context, options);
}

int ChangePassphrase(Context& context, const PassphraseOptions& options) {
  const auto folders = context.folders();
  if (!folders) return context.Fail(folders.error());
  const auto keys = profile::ReadKeyStatus(folders->vault);
  if (!keys) return context.Fail(keys.error());
  if (!keys->passphrase) {
    return context.Fail({ErrorCode::kNotFound, "none is set: `leave-me-alone passphrase set`"});
  }
  return Put(context, options);
}

int RemovePassphrase(Context& context) {
  std::optional<Passphrase> given;
  const auto options = Opening(context, Ask::kAlways, &given);
  if (!options) return context.Fail(options.error());
  return Done(context, profile::RemovePassphrase(*options), "The passphrase is removed.");
}

int LockVault(Context& context) {
  const auto folders = context.folders();
  if (!folders) return context.Fail(folders.error());
  const Status locked = profile::Lock(app::VaultOptions(*folders, profile::IfMissing::kFail));
  return Done(context, locked, "The vault is locked in every browser.");
}

int UnlockVault(Context& context) {
  std::optional<Passphrase> given;
  const auto options = Opening(context, Ask::kAlways, &given);
  if (!options) return context.Fail(options.error());
  return Done(context, profile::UnlockSession(*options),
              "The vault is open in every browser until you log out or lock it.");
}

int Rekey(Context& context) {
  std::optional<Passphrase> given;
  const auto options = Opening(context, Ask::kAlways, &given);
  if (!options) return context.Fail(options.error());
  return Done(context, profile::Rekey(*options),
              "Everything is sealed under a new key. Older copies of the vault are not: delete "
              "them.");
}

}  // namespace lma::cli
