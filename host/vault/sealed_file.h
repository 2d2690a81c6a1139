// A text sealed under a passphrase, as a file of its own (docs/profile-format.md, "Encrypted").
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/passphrase.h"

namespace lma::vault {

// Whether the bytes begin as a sealed file does.
bool IsSealedFile(std::string_view bytes);

// kBadRequest: an empty passphrase, or one over kMaxPassphraseBytes. kUnsupported: not enough
// memory.
Result<std::string> SealFile(std::string_view text, std::string_view passphrase,
                             const PassphraseCost& cost = {});

// kBadRequest: no sealed file, or its cost is out of its limits. kVaultVersion: of a newer version.
// kVaultWrongKey: another passphrase, or the file was cut or changed: nothing tells these apart.
Result<std::string> OpenSealedFile(std::string_view bytes, std::string_view passphrase);

}  // namespace lma::vault
