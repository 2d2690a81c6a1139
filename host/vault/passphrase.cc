#include "vault/passphrase.h"

#include <sodium.h>

#include "vault/keys.h"

namespace lma::vault {

static_assert(kSaltBytes == crypto_pwhash_argon2id_SALTBYTES);

bool IsWithinLimits(const PassphraseCost& cost) {
  return cost.passes >= kMinPassphraseCost.passes && cost.passes <= kMaxPassphraseCost.passes &&
         cost.memory_kib >= kMinPassphraseCost.memory_kib &&
         cost.memory_kib <= kMaxPassphraseCost.memory_kib;
}

Result<Secret> StretchPassphrase(std::string_view passphrase, std::span<const unsigned char> salt,
                                 const PassphraseCost& cost) {
  Secret key(kKeyBytes);
  if (crypto_pwhash_argon2id(key.bytes().data(), kKeyBytes, passphrase.data(), passphrase.size(),
                             salt.data(), cost.passes, std::size_t{cost.memory_kib} * 1024,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    return Fail(ErrorCode::kUnsupported, "not enough memory for the passphrase");
  }
  return key;
}

}  // namespace lma::vault
