// What a stranger may have put into the vault's file: its header, a sealed record, and what a
// record holds, should he know the key. Whatever is taken in comes out the same.
#include <sodium.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "profile/census.h"
#include "profile/codec.h"
#include "profile/named_record.h"
#include "vault/bytes.h"
#include "vault/header.h"
#include "vault/keys.h"
#include "vault/sealer.h"

namespace {

using lma::vault::TableId;

// Encodes what was decoded, decodes that again, and compares the two encodings.
template <typename Decode, typename Encode>
void RoundTrip(std::string_view body, const Decode& decode, const Encode& encode) {
  const auto value = decode(body);
  if (!value) return;
  const std::string written = encode(*value);
  const auto again = decode(written);
  if (!again || encode(*again) != written) std::abort();
}

void ReadHeader(std::string_view bytes) {
  // Most headers fail by their checksum; with a right one the rest is reached.
  std::string sealed(bytes);
  sealed.resize(sealed.size() + 16);
  crypto_generichash(reinterpret_cast<unsigned char*>(sealed.data()) + bytes.size(), 16,
                     lma::vault::AsBytes(bytes).data(), bytes.size(), nullptr, 0);
  const auto header = lma::vault::Header::Parse(sealed);
  static_cast<void>(lma::vault::Header::Parse(bytes).has_value());
  if (!header) return;
  static const lma::vault::Keys keys = lma::vault::Keys::Random();
  static_cast<void>(
      header->UnwrapWithSecret(lma::vault::WrapType::kKeyFile, keys.master()).has_value());
  static_cast<void>(header->HasOldPassphraseCost());
}

void OpenSealed(std::string_view bytes) {
  static const lma::vault::Keys keys = lma::vault::Keys::Random();
  static const lma::vault::Sealer sealer(keys);
  const lma::vault::Slot slot = sealer.SlotOf(TableId::kPreferences, "example.com");
  // Nobody seals by chance.
  if (sealer.Open(TableId::kPreferences, slot, bytes)) std::abort();
  const auto sealed = sealer.Seal(TableId::kPreferences, slot, bytes.substr(0, 4096));
  if (!sealed ||
      sealer.Open(TableId::kPreferences, slot, *sealed).value() != bytes.substr(0, 4096)) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lma::profile;
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 9) {
    case 0:
      ReadHeader(body);
      break;
    case 1:
      OpenSealed(body);
      break;
    case 2:
      if (const auto named = SplitNamed(body); named && named->name.size() > body.size()) {
        std::abort();
      }
      break;
    case 3:
      RoundTrip(
          body, [](std::string_view b) { return DecodeDomain("example.com", b); },
          [](const DomainRecord& record) {
            const auto* alias = std::get_if<Alias>(&record);
            return alias != nullptr ? EncodeAlias(*alias)
                                    : EncodePreference(std::get<lma::model::Preference>(record));
          });
      break;
    case 4:
      RoundTrip(
          body, [](std::string_view b) { return DecodeLearned("example.com", b); }, EncodeLearned);
      break;
    case 5:
      RoundTrip(body, DecodeTallies, EncodeTallies);
      break;
    case 6:
      RoundTrip(body, DecodeDay, EncodeDay);
      break;
    case 7:
      RoundTrip(body, DecodeSettings, EncodeSettings);
      break;
    default:
      RoundTrip(
          body, [](std::string_view b) { return DecodeEntry(1, b); }, EncodeEntry);
      static_cast<void>(Census::Decode(body).has_value());
      break;
  }
  return 0;
}
