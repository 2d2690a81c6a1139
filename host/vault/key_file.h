// The key file: 32 random bytes in hex, readable by its owner alone
// (docs/vault-format.md, "Key file").
#pragma once

#include <string>

#include "base/result.h"
#include "vault/secret.h"

namespace lma::vault {

// The key is the first kKeyBytes of what is handed out; zeros follow.
// kNotFound: no such file. kKeyUnavailable: it cannot be read, others may read it, or it belongs
// to someone else. kVaultWrongKey: it is not a key file.
Result<Secret> ReadKeyFile(const std::string& path);

// Reads the file, or makes it (0600, with its folder) with a random key if there is none.
// Two processes that do so at once get the same key. Errors as above, and kIo.
Result<Secret> ReadOrMakeKeyFile(const std::string& path);

}  // namespace lma::vault
