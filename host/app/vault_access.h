// Opens, closes and opens again the user's vault for a session.
#pragma once

#include "app/session.h"
#include "platform/folders.h"
#include "profile/open.h"

namespace lma::app {

// The options that open the user's vault. The keyring is asked only when it is needed.
profile::OpenOptions VaultOptions(const platform::Folders& folders, profile::IfMissing if_missing);

// Opens the user's vault for the session, or notes there why it could not.
void OpenVault(const platform::Folders& folders, profile::IfMissing if_missing, Session& session);

// After OpenVault and before the doors close: what it takes to hear of others' changes, and to be
// locked and unlocked later.
void PrepareForLocking(const platform::Folders& folders, Session& session);

// Writes what waits and forgets the keys.
void CloseVault(Session& session);
// Tries to open it again by what lies ready: a key file, or the key of the login session. Whether
// it did.
bool ReopenVault(Session& session);

}  // namespace lma::app
