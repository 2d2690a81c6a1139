#include "app/host_mode.h"

#include <unistd.h>

#include <string>
#include <string_view>

#include "app/loop.h"
#include "app/vault_access.h"
#include "base/log.h"
#include "platform/sandbox.h"
#include "wire/standard_output.h"

namespace lma::app {
namespace {

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

bool IsHostMode(std::span<char* const> arguments) {
  if (arguments.size() < 2) return false;
  const std::string_view first = arguments[1];
  if (first.substr(0, 19) == "chrome-extension://") return true;
  return arguments.size() >= 3 && first.substr(0, 1) == "/" && EndsWith(first, ".json");
}

int RunHostMode() {
  platform::ForbidDumps();
  const auto output = wire::MoveStandardOutputAside();
  if (!output) {
    LogError(output.error().detail);
    return 1;
  }
  auto judging = Judging::BuiltIn();
  if (!judging) {
    LogError(judging.error().detail);
    return 1;
  }
  const SystemClock clock;
  Session session(clock, **judging);
  platform::OpenDoors doors;
  const auto folders = platform::FindFolders();
  if (folders) {
    OpenVault(*folders, profile::IfMissing::kCreate, session);
    PrepareForLocking(*folders, session);
    doors.writable_folders.push_back(folders->vault);
    // Where `leave-me-alone unlock` puts a key, for as long as the login session lasts.
    if (!folders->session.empty()) doors.readable_folders.push_back(folders->session);
    // Made now, since only a folder that is there can stay open. Without it there are no lists.
    if (platform::MakePrivateFolder(folders->lists)) {
      doors.readable_folders.push_back(folders->lists);
      session.lists = ListIndex(folders->lists);
      session.lists.Refresh();
    }
  } else {
    session.vault_error = folders.error();
  }
  if (session.profile == nullptr) {
    LogError("the vault is not open: " + std::string(ErrorCodeName(session.vault_error.code)) +
             ": " + session.vault_error.detail);
  }
  const auto closed = platform::CloseDoors(doors);
  if (!closed) {
    // Without closed doors nothing is read from a page.
    LogError("the doors could not be closed: " + closed.error().detail);
    return 1;
  }
  session.doors = *closed;
  return RunLoop(STDIN_FILENO, *output, session);
}

}  // namespace lma::app
