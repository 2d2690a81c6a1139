// From a passphrase to a key: Argon2id (RFC 9106), as slow as the cost says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "vault/secret.h"

namespace lma::vault {

// What Argon2id (version 1.3, one lane) costs. Read from a file, it is checked against the limits
// before anything is allocated.
struct PassphraseCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 64 * 1024;
};
inline constexpr PassphraseCost kMinPassphraseCost{1, 8 * 1024};
inline constexpr PassphraseCost kMaxPassphraseCost{16, 1024 * 1024};
inline constexpr std::size_t kMaxPassphraseBytes = 1024;
inline constexpr std::size_t kSaltBytes = 16;

bool IsWithinLimits(const PassphraseCost& cost);

// A key of kKeyBytes. `salt` is kSaltBytes long, `cost` within its limits. kUnsupported: not enough
// memory.
Result<Secret> StretchPassphrase(std::string_view passphrase, std::span<const unsigned char> salt,
                                 const PassphraseCost& cost);

}  // namespace lma::vault
