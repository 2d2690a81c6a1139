#include "vault/sealed_file.h"

#include <sodium.h>

#include <array>

#include "vault/bytes.h"

namespace lma::vault {
namespace {

constexpr std::string_view kMagic = "LMAP";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeadBytes = 4 + 1 + 4 + 4 + kSaltBytes + kNonceBytes;

}  // namespace

bool IsSealedFile(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<std::string> SealFile(std::string_view text, std::string_view passphrase,
                             const PassphraseCost& cost) {
  if (passphrase.empty() || passphrase.size() > kMaxPassphraseBytes) {
    return Fail(ErrorCode::kBadRequest, "a passphrase has 1 to 1024 bytes");
  }
  std::array<unsigned char, kSaltBytes> salt;
  std::array<unsigned char, kNonceBytes> nonce;
  randombytes_buf(salt.data(), salt.size());
  randombytes_buf(nonce.data(), nonce.size());
  const auto key = StretchPassphrase(passphrase, salt, cost);
  if (!key) return Fail(key.error());
  ByteWriter head;
  head.Raw(AsBytes(kMagic));
  head.U8(kVersion);
  head.U32(cost.passes);
  head.U32(cost.memory_kib);
  head.Raw(salt);
  head.Raw(nonce);
  std::string file = head.Take();
  file.resize(kHeadBytes + text.size() + kTagBytes);
  auto* out = reinterpret_cast<unsigned char*>(file.data());
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kHeadBytes, nullptr, AsBytes(text).data(),
                                             text.size(), out, kHeadBytes, nullptr, nonce.data(),
                                             key->bytes().data());
  return file;
}

Result<std::string> OpenSealedFile(std::string_view bytes, std::string_view passphrase) {
  if (!IsSealedFile(bytes)) return Fail(ErrorCode::kBadRequest, "not an encrypted file");
  ByteReader head(bytes.substr(kMagic.size()));
  if (head.U8() != kVersion) {
    return Fail(ErrorCode::kVaultVersion, "encrypted by a newer version of the program");
  }
  const PassphraseCost cost{head.U32(), head.U32()};
  const auto salt = AsBytes(head.Raw(kSaltBytes));
  const auto nonce = AsBytes(head.Raw(kNonceBytes));
  if (!head.ok() || head.remaining() < kTagBytes) {
    return Fail(ErrorCode::kBadRequest, "the encrypted file is cut off");
  }
  if (!IsWithinLimits(cost)) return Fail(ErrorCode::kBadRequest, "the encrypted file is damaged");
  const auto key = StretchPassphrase(passphrase, salt, cost);
  if (!key) return Fail(key.error());
  const auto sealed = AsBytes(bytes.substr(kHeadBytes));
  std::string text(sealed.size() - kTagBytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(text.data());
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, nullptr, nullptr, sealed.data(),
                                                 sealed.size(), AsBytes(bytes).data(), kHeadBytes,
                                                 nonce.data(), key->bytes().data()) != 0) {
    return Fail(ErrorCode::kVaultWrongKey, "another passphrase, or the file was changed");
  }
  return text;
}

}  // namespace lma::vault
