#include "vault/header.h"

#include <sodium.h>

#include <algorithm>

#include "vault/bytes.h"

namespace lma::vault {
namespace {

constexpr std::string_view kMagic = "LMAV";
constexpr std::size_t kMaxWraps = 16;
constexpr std::size_t kMaxWrapBytes = 1024;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kWrappedBytes = kKeyBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kPassphraseParameterBytes = kSaltBytes + 8;
constexpr std::size_t kCodeBytes = 32;
constexpr std::size_t kChecksumBytes = 16;

// No key: tells damage from a wrong key before any key is known.
std::string Checksum(std::string_view bytes) {
  std::array<unsigned char, kChecksumBytes> hash;
  crypto_generichash(hash.data(), hash.size(), AsBytes(bytes).data(), bytes.size(), nullptr, 0);
  return std::string(AsText(hash));
}

std::string Code(std::string_view bytes, const Keys& keys) {
  std::array<unsigned char, kCodeBytes> hash;
  crypto_generichash(hash.data(), hash.size(), AsBytes(bytes).data(), bytes.size(),
                     keys.header().data(), kKeyBytes);
  return std::string(AsText(hash));
}

KeyView AsKey(const Secret& secret) { return secret.bytes().first<kKeyBytes>(); }

}  // namespace

Header Header::New() {
  Header header;
  randombytes_buf(header.vault_id_.data(), header.vault_id_.size());
  return header;
}

Result<Header> Header::Parse(std::string_view bytes) {
  if (bytes.substr(0, kMagic.size()) != kMagic) {
    return Fail(ErrorCode::kVaultCorrupt, "header: not a vault's");
  }
  // The checksum stands last in every version, so that damage is never taken for a newer version.
  if (bytes.size() < kMagic.size() + 1 + kChecksumBytes ||
      Checksum(bytes.substr(0, bytes.size() - kChecksumBytes)) !=
          bytes.substr(bytes.size() - kChecksumBytes)) {
    return Fail(ErrorCode::kVaultCorrupt, "header: checksum");
  }
  bytes.remove_suffix(kChecksumBytes);
  ByteReader reader(bytes.substr(kMagic.size()));
  if (reader.U8() != kHeaderVersion) return Fail(ErrorCode::kVaultVersion, "header");

  Header header;
  std::ranges::copy(reader.Raw(header.vault_id_.size()), header.vault_id_.begin());
  const std::size_t count = reader.U8();
  if (count == 0 || count > kMaxWraps) return Fail(ErrorCode::kVaultCorrupt, "header: wraps");
  for (std::size_t i = 0; i < count; ++i) {
    Wrap wrap;
    wrap.type = reader.U8();
    const std::size_t size = reader.U16();
    if (size > kMaxWrapBytes) return Fail(ErrorCode::kVaultCorrupt, "header: wrap length");
    wrap.body = reader.Raw(size);
    header.wraps_.push_back(std::move(wrap));
  }
  if (!reader.ok() || reader.remaining() != kCodeBytes) {
    return Fail(ErrorCode::kVaultCorrupt, "header: length");
  }
  header.sealed_part_ = bytes.substr(0, bytes.size() - kCodeBytes);
  header.code_ = bytes.substr(bytes.size() - kCodeBytes);
  return header;
}

std::string Header::SerializeOpenPart() const {
  ByteWriter writer;
  writer.Raw(AsBytes(kMagic));
  writer.U8(kHeaderVersion);
  writer.Raw(vault_id_);
  writer.U8(static_cast<std::uint8_t>(wraps_.size()));
  for (const Wrap& wrap : wraps_) {
    writer.U8(wrap.type);
    writer.U16(static_cast<std::uint16_t>(wrap.body.size()));
    writer.Raw(AsBytes(wrap.body));
  }
  return writer.Take();
}

std::string Header::Serialize(const Keys& keys) const {
  std::string bytes = SerializeOpenPart();
  bytes += Code(bytes, keys);
  bytes += Checksum(bytes);
  return bytes;
}

std::string Header::KeyringItem() const {
  std::array<char, 2 * sizeof vault_id_ + 1> hex;
  sodium_bin2hex(hex.data(), hex.size(), vault_id_.data(), vault_id_.size());
  return std::string("vault-") + hex.data();
}

const Header::Wrap* Header::Find(WrapType type) const {
  const auto found = std::ranges::find(wraps_, static_cast<std::uint8_t>(type), &Wrap::type);
  return found == wraps_.end() ? nullptr : &*found;
}

bool Header::Has(WrapType type) const { return Find(type) != nullptr; }

bool Header::HasOldPassphraseCost() const {
  const Wrap* wrap = Find(WrapType::kPassphrase);
  if (wrap == nullptr) return false;
  ByteReader reader(wrap->body);
  reader.Raw(kSaltBytes);
  const std::uint32_t passes = reader.U32();
  const std::uint32_t memory_kib = reader.U32();
  const PassphraseCost now;
  return reader.ok() && (passes < now.passes || memory_kib < now.memory_kib);
}

void Header::Remove(WrapType type) {
  std::erase_if(wraps_, [&](const Wrap& w) { return w.type == static_cast<std::uint8_t>(type); });
}

// Ties a wrap to its vault, its type and its parameters.
std::string Header::AssociatedData(std::uint8_t type, std::string_view parameters) const {
  ByteWriter writer;
  writer.Raw(AsBytes("LMAw"));
  writer.U8(kHeaderVersion);
  writer.Raw(vault_id_);
  writer.U8(type);
  writer.Raw(AsBytes(parameters));
  return writer.Take();
}

void Header::Put(WrapType type, std::string parameters, KeyView wrapping_key, const Keys& keys) {
  const std::string associated = AssociatedData(static_cast<std::uint8_t>(type), parameters);
  std::array<unsigned char, kNonceBytes + kWrappedBytes> wrapped;
  randombytes_buf(wrapped.data(), kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      wrapped.data() + kNonceBytes, nullptr, keys.master().data(), kKeyBytes,
      AsBytes(associated).data(), associated.size(), nullptr, wrapped.data(), wrapping_key.data());
  Remove(type);
  parameters += AsText(wrapped);
  wraps_.push_back({static_cast<std::uint8_t>(type), std::move(parameters)});
}

Result<Keys> Header::Unwrap(const Wrap& wrap, std::size_t parameter_bytes,
                            KeyView wrapping_key) const {
  if (wrap.body.size() != parameter_bytes + kNonceBytes + kWrappedBytes) {
    return Fail(ErrorCode::kVaultCorrupt, "header: wrap length");
  }
  const std::string_view body = wrap.body;
  const std::string associated = AssociatedData(wrap.type, body.substr(0, parameter_bytes));
  const unsigned char* nonce = AsBytes(body).data() + parameter_bytes;
  // Straight into the keys' own block: each locked page costs the start a tenth of a millisecond.
  std::optional<Keys> keys = Keys::Filled([&](std::span<unsigned char, kKeyBytes> master) {
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
               master.data(), nullptr, nullptr, nonce + kNonceBytes, kWrappedBytes,
               AsBytes(associated).data(), associated.size(), nonce, wrapping_key.data()) == 0;
  });
  if (!keys) return Fail(ErrorCode::kVaultWrongKey, "the key does not open this vault");
  if (Code(sealed_part_, *keys) != code_) {
    return Fail(ErrorCode::kVaultCorrupt, "header: changed");
  }
  return std::move(*keys);
}

void Header::WrapWithSecret(WrapType type, KeyView secret, const Keys& keys) {
  Put(type, {}, secret, keys);
}

Result<Keys> Header::UnwrapWithSecret(WrapType type, KeyView secret) const {
  const Wrap* wrap = Find(type);
  if (wrap == nullptr) return Fail(ErrorCode::kNotFound, "no wrap of this type");
  return Unwrap(*wrap, 0, secret);
}

Status Header::WrapWithPassphrase(std::string_view passphrase, PassphraseCost cost,
                                  const Keys& keys) {
  if (passphrase.empty() || passphrase.size() > kMaxPassphraseBytes) {
    return Fail(ErrorCode::kBadRequest, "passphrase: 1 to 1024 bytes");
  }
  if (!IsWithinLimits(cost)) return Fail(ErrorCode::kUnsupported, "passphrase cost");
  std::array<unsigned char, kSaltBytes> salt;
  randombytes_buf(salt.data(), salt.size());
  const Result<Secret> key = StretchPassphrase(passphrase, salt, cost);
  if (!key) return Fail(key.error());
  ByteWriter parameters;
  parameters.Raw(salt);
  parameters.U32(cost.passes);
  parameters.U32(cost.memory_kib);
  Put(WrapType::kPassphrase, parameters.Take(), AsKey(*key), keys);
  return {};
}

Result<Keys> Header::UnwrapWithPassphrase(std::string_view passphrase) const {
  const Wrap* wrap = Find(WrapType::kPassphrase);
  if (wrap == nullptr) return Fail(ErrorCode::kNotFound, "no passphrase is set");
  if (passphrase.empty() || passphrase.size() > kMaxPassphraseBytes) {
    return Fail(ErrorCode::kVaultWrongKey, "passphrase length");
  }
  ByteReader reader(wrap->body);
  const std::string_view salt = reader.Raw(kSaltBytes);
  PassphraseCost cost;
  cost.passes = reader.U32();
  cost.memory_kib = reader.U32();
  // The file decides nothing about our time and memory.
  if (!reader.ok() || !IsWithinLimits(cost)) {
    return Fail(ErrorCode::kVaultCorrupt, "header: passphrase cost");
  }
  const Result<Secret> key = StretchPassphrase(passphrase, AsBytes(salt), cost);
  if (!key) return Fail(key.error());
  return Unwrap(*wrap, kPassphraseParameterBytes, AsKey(*key));
}

}  // namespace lma::vault
