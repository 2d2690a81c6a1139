// Little-endian integers, varints and length-prefixed strings: the building blocks of everything
// the vault stores (docs/vault-format.md, "Numbers and strings").
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lma::vault {

class ByteWriter {
 public:
  void U8(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void U16(std::uint16_t value) { Fixed(value, 2); }
  void U32(std::uint32_t value) { Fixed(value, 4); }
  void U64(std::uint64_t value) { Fixed(value, 8); }
  // LEB128, at most ten bytes.
  void Varint(std::uint64_t value);
  // A varint with the sign in its lowest bit (zigzag).
  void SignedVarint(std::int64_t value);
  void Raw(std::span<const unsigned char> bytes);
  // Length as a varint, then the bytes.
  void String(std::string_view text);

  const std::string& bytes() const { return bytes_; }
  std::string Take() { return std::move(bytes_); }

 private:
  void Fixed(std::uint64_t value, int count);
  std::string bytes_;
};

// Reads what ByteWriter wrote. Past the end, or at a number that is none, every read answers 0 or
// an empty string and ok() turns false for good: callers check once at the end.
class ByteReader {
 public:
  // `bytes` must outlive the reader and the views it hands out.
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t U8() { return static_cast<std::uint8_t>(Fixed(1)); }
  std::uint16_t U16() { return static_cast<std::uint16_t>(Fixed(2)); }
  std::uint32_t U32() { return static_cast<std::uint32_t>(Fixed(4)); }
  std::uint64_t U64() { return Fixed(8); }
  std::uint64_t Varint();
  std::int64_t SignedVarint();
  std::string_view Raw(std::size_t count);
  std::string_view String() { return Raw(Varint()); }

  bool ok() const { return ok_; }
  // Whether all was read. Records grow at their end, so a reader stops where an older writer did.
  bool at_end() const { return bytes_.empty(); }
  std::size_t remaining() const { return bytes_.size(); }

 private:
  std::uint64_t Fixed(std::size_t count);
  std::string_view bytes_;
  bool ok_ = true;
};

// For libsodium, which speaks of unsigned char.
inline std::span<const unsigned char> AsBytes(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}
inline std::string_view AsText(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace lma::vault
