#include "vault/sealer.h"

#include <sodium.h>

#include <cstring>

#include "vault/bytes.h"

namespace lma::vault {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kOverhead = 1 + kNonceBytes + kTagBytes;
constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kFirstStep = 128;
constexpr std::size_t kLastDoubling = 4096;
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

// What is authenticated with a record without being stored in it: a record that was moved to
// another slot or table, or given another version, does not open.
using AssociatedData = std::array<unsigned char, 4 + 2 + kSlotBytes>;

AssociatedData MakeAssociatedData(TableId table, const Slot& slot, std::uint8_t version) {
  AssociatedData data = {'L', 'M', 'A', 'r', version, static_cast<unsigned char>(table)};
  std::memcpy(data.data() + 6, slot.data(), slot.size());
  return data;
}

std::size_t PaddedSize(std::size_t size) {
  const std::size_t needed = size + kLengthBytes;
  std::size_t step = kFirstStep;
  while (step < needed && step < kLastDoubling) step *= 2;
  if (needed <= step) return step;
  return (needed + kLastDoubling - 1) / kLastDoubling * kLastDoubling;
}

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::size_t SealedSize(std::size_t size) { return kOverhead + PaddedSize(size); }

Slot SlotOfRow(std::uint64_t row) {
  Slot slot{};
  for (std::size_t i = 0; i < 8; ++i) slot[i] = static_cast<unsigned char>(row >> (8 * i));
  return slot;
}

Slot Sealer::SlotOf(TableId table, std::string_view name) const {
  crypto_generichash_state state;
  crypto_generichash_init(&state, keys_.slots().data(), kKeyBytes, kSlotBytes);
  const auto table_byte = static_cast<unsigned char>(table);
  crypto_generichash_update(&state, &table_byte, 1);
  crypto_generichash_update(&state, AsBytes(name).data(), name.size());
  Slot slot;
  crypto_generichash_final(&state, slot.data(), slot.size());
  return slot;
}

Result<std::string> Sealer::Seal(TableId table, const Slot& slot, std::string_view plain) const {
  if (plain.size() > kMaxRecordBytes) return Fail(ErrorCode::kTooLarge, "record");
  ByteWriter padded;
  padded.U32(static_cast<std::uint32_t>(plain.size()));
  padded.Raw(AsBytes(plain));
  std::string message = padded.Take();
  message.resize(PaddedSize(plain.size()));

  const AssociatedData associated = MakeAssociatedData(table, slot, kRecordVersion);
  std::string sealed(kOverhead + message.size(), '\0');
  sealed[0] = static_cast<char>(kRecordVersion);
  unsigned char* nonce = Bytes(sealed) + 1;
  randombytes_buf(nonce, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, Bytes(message),
                                             message.size(), associated.data(), associated.size(),
                                             nullptr, nonce, keys_.records().data());
  return sealed;
}

Result<std::string> Sealer::Open(TableId table, const Slot& slot, std::string_view sealed) const {
  if (sealed.size() < kOverhead + kFirstStep) return Fail(ErrorCode::kVaultCorrupt, "record cut");
  const auto version = static_cast<std::uint8_t>(sealed[0]);
  const AssociatedData associated = MakeAssociatedData(table, slot, version);
  const unsigned char* nonce = AsBytes(sealed).data() + 1;
  std::string plain(sealed.size() - kOverhead, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          Bytes(plain), nullptr, nullptr, nonce + kNonceBytes, sealed.size() - 1 - kNonceBytes,
          associated.data(), associated.size(), nonce, keys_.records().data()) != 0) {
    return Fail(ErrorCode::kVaultCorrupt, "record does not open");
  }
  // Only now is the version known to be what was written.
  if (version != kRecordVersion) return Fail(ErrorCode::kVaultVersion, "record version");
  const std::uint32_t length = ByteReader(plain).U32();
  if (length > plain.size() - kLengthBytes) {
    return Fail(ErrorCode::kVaultCorrupt, "record length");
  }
  plain.erase(0, kLengthBytes);
  plain.resize(length);
  return plain;
}

Sealer::Share Sealer::ShareOf(TableId table, const Slot& slot, std::string_view sealed) const {
  crypto_generichash_state state;
  crypto_generichash_init(&state, keys_.census().data(), kKeyBytes, 32);
  const auto table_byte = static_cast<unsigned char>(table);
  crypto_generichash_update(&state, &table_byte, 1);
  crypto_generichash_update(&state, slot.data(), slot.size());
  crypto_generichash_update(&state, AsBytes(sealed).data(), sealed.size());
  std::array<unsigned char, 32> hash;
  crypto_generichash_final(&state, hash.data(), hash.size());
  Share share;
  ByteReader reader(AsText(hash));
  for (std::uint64_t& part : share) part = reader.U64();
  return share;
}

}  // namespace lma::vault
