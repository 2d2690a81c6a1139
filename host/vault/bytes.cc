#include "vault/bytes.h"

namespace lma::vault {

void ByteWriter::Fixed(std::uint64_t value, int count) {
  for (int i = 0; i < count; ++i) U8(static_cast<std::uint8_t>(value >> (8 * i)));
}

void ByteWriter::Varint(std::uint64_t value) {
  while (value >= 0x80) {
    U8(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  U8(static_cast<std::uint8_t>(value));
}

void ByteWriter::SignedVarint(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  Varint((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::Raw(std::span<const unsigned char> bytes) { bytes_.append(AsText(bytes)); }

void ByteWriter::String(std::string_view text) {
  Varint(text.size());
  bytes_.append(text);
}

std::uint64_t ByteReader::Fixed(std::size_t count) {
  const std::string_view bytes = Raw(count);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return value;
}

std::uint64_t ByteReader::Varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t byte = U8();
    if (!ok_) return 0;
    // The tenth byte has room for one bit only.
    if (shift == 63 && byte > 1) break;
    value |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return value;
  }
  ok_ = false;
  return 0;
}

std::int64_t ByteReader::SignedVarint() {
  const std::uint64_t bits = Varint();
  return static_cast<std::int64_t>((bits >> 1) ^ (0 - (bits & 1)));
}

std::string_view ByteReader::Raw(std::size_t count) {
  if (!ok_ || count > bytes_.size()) {
    ok_ = false;
    bytes_ = {};
    return {};
  }
  const std::string_view result = bytes_.substr(0, count);
  bytes_.remove_prefix(count);
  return result;
}

}  // namespace lma::vault
