#include "vault/keys.h"

#include <sodium.h>

#include <cstring>

namespace lma::vault {
namespace {

constexpr std::size_t kSubkeys = 4;
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "LMAvault";
static_assert(kKeyBytes == crypto_kdf_KEYBYTES);

}  // namespace

Keys::Keys() : block_((kSubkeys + 1) * kKeyBytes) {}

Keys Keys::Random() {
  Keys keys;
  randombytes_buf(keys.block_.bytes().data(), kKeyBytes);
  keys.Derive();
  return keys;
}

Keys Keys::FromMaster(KeyView master) {
  Keys keys;
  std::memcpy(keys.block_.bytes().data(), master.data(), kKeyBytes);
  keys.Derive();
  return keys;
}

std::optional<Keys> Keys::Filled(
    const std::function<bool(std::span<unsigned char, kKeyBytes>)>& fill) {
  Keys keys;
  if (!fill(keys.block_.bytes().first<kKeyBytes>())) return std::nullopt;
  keys.Derive();
  return keys;
}

void Keys::Derive() {
  unsigned char* block = block_.bytes().data();
  for (std::size_t i = 1; i <= kSubkeys; ++i) {
    crypto_kdf_derive_from_key(block + i * kKeyBytes, kKeyBytes, i, kContext, block);
  }
}

}  // namespace lma::vault
