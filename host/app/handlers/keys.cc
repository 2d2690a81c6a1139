// keys, unlock, lock, passphrase: what opens the vault.
#include "app/handlers/handlers.h"
#include "app/vault_access.h"
#include "profile/watch.h"

namespace lma::app {
namespace {

Result<Reply> KeysNow(const Session& session) {
  const auto keys = profile::ReadKeyStatus(session.vault_options.vault_folder);
  if (!keys) return Fail(keys.error());
  return Reply(protocol::KeysReply{keys->key_file, keys->keyring, keys->passphrase});
}

}  // namespace

Result<Reply> Handle(const protocol::KeysRequest&, Session& session) { return KeysNow(session); }

Result<Reply> Handle(const protocol::UnlockRequest& request, Session& session) {
  if (session.profile == nullptr) {
    profile::OpenOptions options = session.vault_options;
    options.passphrase = request.passphrase;
    auto opened = profile::OpenProfile(options, session.clock);
    if (!opened) return Fail(opened.error());
    session.profile = std::move(*opened);
  }
  return Reply(protocol::UnlockedReply{true});
}

Result<Reply> Handle(const protocol::LockRequest&, Session& session) {
  const std::string& folder = session.vault_options.vault_folder;
  const auto keys = profile::ReadKeyStatus(folder);
  if (!keys) return Fail(keys.error());
  if (keys->key_file || keys->keyring) {
    return Fail(ErrorCode::kUnsupported, "it opens without a passphrase as well");
  }
  if (session.profile != nullptr) {
    const Status ended = session.profile->EndSession();
    if (!ended) return Fail(ended.error());
  }
  CloseVault(session);
  profile::AnnounceLock(folder);
  return Reply(protocol::LockedReply{true});
}

Result<Reply> Handle(const protocol::PassphraseRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const std::string& folder = session.vault_options.vault_folder;
  const auto keys = profile::ReadKeyStatus(folder);
  if (!keys) return Fail(keys.error());
  // Whoever sits at an unlocked browser must not be able to shut its owner out.
  if (keys->passphrase) {
    const Status right = profile::CheckPassphrase(folder, request.current);
    if (!right) return Fail(right.error());
  }
  const Status changed = request.new_passphrase.empty()
                             ? (*profile)->RemovePassphrase()
                             : (*profile)->SetPassphrase(request.new_passphrase,
                                                         request.only ? profile::OtherKeys::kRemove
                                                                      : profile::OtherKeys::kKeep);
  if (!changed) return Fail(changed.error());
  return KeysNow(session);
}

}  // namespace lma::app
