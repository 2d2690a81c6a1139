// Changes what opens a vault. All but Rekey touch the header alone, in one transaction; a vault
// always keeps at least one way to be opened. Errors as OpenProfile, and those that are named.
#pragma once

#include <string_view>

#include "base/result.h"
#include "profile/open.h"
#include "profile/profile.h"

namespace lma::profile {

// Sets or replaces the passphrase (1 to 1024 bytes); with kRemove the vault opens by it alone, and
// the key file and the keyring's entry go. kBadRequest: empty or too long.
Status SetPassphrase(const OpenOptions& options, std::string_view new_passphrase,
                     OtherKeys other_keys);
// Removes the passphrase; a key file is made first if nothing else would open the vault.
Status RemovePassphrase(const OpenOptions& options);
// Puts a key into the desktop keyring; with kRemove the key file goes. Errors also as KeyringPort.
Status UseKeyring(const OpenOptions& options, OtherKeys other_keys);
// Makes a key file way if there is none.
Status UseKeyFile(const OpenOptions& options);

// Opens the vault by `options.passphrase` for every process of this login session, those that wait
// for it included, until Lock or the end of the session. kUnsupported: no `options.session_key`.
// kNotFound: no passphrase is set.
Status UnlockSession(const OpenOptions& options);
// Closes the vault in every process. kUnsupported: it opens by a key file or the keyring too, so
// that the next process would open it again.
Status Lock(const OpenOptions& options);

// Makes a new master key, wraps it in new secrets for all ways that open the vault now, and seals
// every record anew, in one transaction: an older copy of the file and what opened it are worth
// nothing against this one. Where a passphrase is set, `options.passphrase` must be it
// (kVaultLocked: it is missing). Ends the session of UnlockSession. kVaultCorrupt: a record does
// not open; RepairVault first. Other processes must open the vault anew (Profile::Outdated).
Status Rekey(const OpenOptions& options);

}  // namespace lma::profile
