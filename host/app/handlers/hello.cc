// hello and health: what runs here, and whether it can work.
#include <string>

#include "app/handlers/handlers.h"
#include "app/version.h"

namespace lma::app {
namespace {

using protocol::HealthReply;
using protocol::HelloReply;

// The vault's state as docs/protocol.md names it.
std::string_view VaultState(const Session& session) {
  if (session.profile != nullptr) return "open";
  switch (session.vault_error.code) {
    case ErrorCode::kVaultMissing:
      return "missing";
    case ErrorCode::kVaultLocked:
    case ErrorCode::kVaultWrongKey:
    case ErrorCode::kKeyUnavailable:
      return "locked";
    default:
      return "damaged";
  }
}

std::string_view VaultMend(ErrorCode code) {
  switch (code) {
    case ErrorCode::kVaultMissing:
      return "Make the folder writable, or start the browser again";
    case ErrorCode::kVaultLocked:
      return "Unlock it with the passphrase, or unlock the desktop keyring and start the browser "
             "again";
    case ErrorCode::kKeyUnavailable:
      return "Unlock the desktop keyring, then start the browser again";
    case ErrorCode::kVaultWrongKey:
      return "Put the key file of this vault back";
    case ErrorCode::kVaultBusy:
      return "Wait a moment and try again";
    case ErrorCode::kVaultVersion:
      return "Install the newer version of Leave Me Alone that wrote it";
    default:
      return "Run `leave-me-alone doctor` in a terminal";
  }
}

}  // namespace

Result<Reply> Handle(const protocol::HelloRequest& request, Session& session) {
  if (request.protocol_min > kProtocolVersion || request.protocol_max < kProtocolVersion) {
    return Fail(ErrorCode::kUnsupportedVersion,
                "this host speaks protocol " + std::to_string(kProtocolVersion));
  }
  HelloReply reply;
  reply.protocol = kProtocolVersion;
  reply.host_version = kHostVersion;
  reply.vault = VaultState(session);
  if (session.profile == nullptr) reply.vault_error = ErrorCodeName(session.vault_error.code);
  reply.languages = session.judging.language_count();
  return Reply(std::move(reply));
}

Result<Reply> Handle(const protocol::HealthRequest&, Session& session) {
  HealthReply reply;
  if (session.profile != nullptr) {
    reply.checks.push_back({"vault", "ok", "The vault is open", ""});
  } else {
    reply.checks.push_back(
        {"vault", "error",
         "The vault is not open: " + std::string(ErrorCodeName(session.vault_error.code)),
         std::string(VaultMend(session.vault_error.code))});
  }
  reply.checks.push_back(
      session.doors.calls
          ? HealthReply::Check{"doors_calls", "ok", "No network and no other programs", ""}
          : HealthReply::Check{"doors_calls", "error", "The system did not close the network",
                               "Use a kernel with seccomp"});
  reply.checks.push_back(
      session.doors.files
          ? HealthReply::Check{"doors_files", "ok", "No files but the vault's", ""}
          : HealthReply::Check{"doors_files", "warning", "The system cannot close other files",
                               "Use a kernel with Landlock (5.13 or newer)"});
  if (session.lists.error()) {
    reply.checks.push_back({"lists", "error", "The index of the filter lists cannot be used",
                            "Run `leave-me-alone lists list` in a terminal"});
  } else if (session.lists.get() != nullptr) {
    reply.checks.push_back({"lists", "ok", "Filter lists are in use", ""});
  }
  const bool speaks = session.judging.language_count() > 0;
  reply.checks.push_back({"languages", speaks ? "ok" : "error",
                          std::to_string(session.judging.language_count()) + " languages", ""});
  return Reply(std::move(reply));
}

}  // namespace lma::app
