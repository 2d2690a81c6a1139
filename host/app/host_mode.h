// The program as a browser starts it.
#pragma once

#include <memory>
#include <span>

#include "app/judging.h"
#include "app/session.h"
#include "base/clock.h"
#include "base/result.h"
#include "platform/folders.h"
#include "profile/open.h"

namespace lma::app {

// Whether a browser started the program: Chromium's family gives the extension's origin
// ("chrome-extension://…/"), Firefox's the manifest's path (an absolute .json) and the add-on's id.
bool IsHostMode(std::span<char* const> arguments);

// The options that open the user's vault. The keyring is asked only when it is needed.
profile::OpenOptions VaultOptions(const platform::Folders& folders, profile::IfMissing if_missing);

// Opens the user's vault for the session, or notes there why it could not.
void OpenVault(const platform::Folders& folders, profile::IfMissing if_missing, Session& session);

// Answers the browser until it closes the pipe. Returns the exit status.
int RunHostMode();

}  // namespace lma::app
