#include "cli/context.h"

#include <cstdio>

#include "app/dispatcher.h"
#include "app/vault_access.h"
#include "cli/passphrase_prompt.h"
#include "protocol/encode.h"

namespace lma::cli {
namespace {

// What a person can do about an error; empty where the error itself says it all.
std::string_view MendOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kVaultMissing:
      return "There is no vault yet. It is made when a browser starts the host, or by the first "
             "`leave-me-alone brands want DOMAIN`.";
    case ErrorCode::kVaultLocked:
      return "Type `leave-me-alone unlock` for the passphrase, or unlock the desktop keyring.";
    case ErrorCode::kKeyUnavailable:
      return "Unlock the desktop keyring, or put the key file back, and try again.";
    case ErrorCode::kVaultWrongKey:
      return "The passphrase is another, or the key file belongs to another vault.";
    case ErrorCode::kVaultCorrupt:
      return "The vault is damaged and was left as it is. `leave-me-alone vault repair` keeps what "
             "is sound.";
    case ErrorCode::kVaultVersion:
      return "Install the newer version of Leave Me Alone that wrote it.";
    case ErrorCode::kVaultBusy:
      return "Another process works on the vault. Try again.";
    default:
      return "";
  }
}

}  // namespace

Result<std::unique_ptr<profile::Profile>> Context::OpenByPassphrase(
    profile::OpenOptions options) const {
  const auto keys = profile::ReadKeyStatus(options.vault_folder);
  if (!keys) return lma::Fail(keys.error());
  if (!keys->passphrase) return lma::Fail(ErrorCode::kVaultLocked, "the keyring is locked");
  const auto passphrase = AskPassphrase("Passphrase: ");
  if (!passphrase) return lma::Fail(passphrase.error());
  options.passphrase = passphrase->view();
  return profile::OpenProfile(options, clock_);
}

Context::Context() = default;
Context::~Context() = default;

Result<app::Judging*> Context::judging() {
  if (judging_ == nullptr) {
    auto built = app::Judging::BuiltIn();
    if (!built) return lma::Fail(built.error());
    judging_ = std::move(*built);
  }
  return judging_.get();
}

Result<app::Session*> Context::session(profile::IfMissing if_missing) {
  if (session_ != nullptr) return session_.get();
  const auto judge = judging();
  if (!judge) return lma::Fail(judge.error());
  const auto where = folders();
  if (!where) return lma::Fail(where.error());
  auto session = std::make_unique<app::Session>(clock_, **judge);
  app::OpenVault(*where, if_missing, *session);
  if (session->profile == nullptr && session->vault_error.code == ErrorCode::kVaultLocked &&
      CanAsk()) {
    auto opened = OpenByPassphrase(session->vault_options);
    if (!opened) return lma::Fail(opened.error());
    session->profile = std::move(*opened);
  }
  if (session->profile == nullptr) return lma::Fail(session->vault_error);
  session_ = std::move(session);
  return session_.get();
}

int Context::Ask(const protocol::Request& request, profile::IfMissing if_missing,
                 const std::function<void(const protocol::Reply&)>& human) {
  const auto opened = session(if_missing);
  if (!opened) return Fail(opened.error());
  const auto reply = app::Dispatch(request, **opened);
  if (!reply) return Fail(reply.error());
  if (json) {
    std::string text;
    protocol::JsonWriter writer(&text);
    protocol::WriteResult(writer, *reply);
    Print(text);
  } else {
    human(*reply);
  }
  return kDone;
}

int Context::Fail(const Error& error) const {
  const std::string_view name = ErrorCodeName(error.code);
  const std::string_view mend = MendOf(error.code);
  std::fprintf(stderr, "leave-me-alone: %.*s%s%s\n", static_cast<int>(name.size()), name.data(),
               error.detail.empty() ? "" : ": ", error.detail.c_str());
  if (!mend.empty()) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(mend.size()), mend.data());
  }
  return kFailed;
}

void Context::Print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}

}  // namespace lma::cli
