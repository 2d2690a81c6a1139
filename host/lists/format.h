// The compiled index of filter lists (docs/lists.md, "The index"): what the compiler writes and
// the host maps. Numbers are in the machine's own byte order, since the index never leaves it; all
// offsets count from the file's beginning and are multiples of eight.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/word_hash.h"

namespace lma::lists::format {

inline constexpr std::array<char, 8> kMagic = {'l', 'm', 'a', 'l', 'i', 's', 't', '\n'};
inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::uint64_t kMaxFileBytes = std::uint64_t{1} << 32;  // offset / 8 fits 32 bits
inline constexpr std::size_t kAlign = 8;

// Where the parts lie. A part that is not there has offset 0.
struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t check = 0;  // Check of the header, with this field 0
  std::uint64_t file_bytes = 0;
  std::uint64_t seed = 0;       // of all hashes in the file
  std::uint64_t catalogue = 0;  // text (lists/catalogue.h)
  std::uint64_t catalogue_bytes = 0;
  std::uint64_t sites = 0;       // Slots, by site
  std::uint64_t site_slots = 0;  // a power of two
  std::uint64_t tokens = 0;      // Slots, by token: rules that hold everywhere
  std::uint64_t token_slots = 0;
  std::uint64_t everywhere = 0;  // Bucket: exceptions that hold on more than single sites
  std::uint64_t general = 0;     // Bucket: rules that hold everywhere and have no token
  std::uint32_t catalogue_check = 0;
  std::uint32_t site_keys = 0;  // slots that are not empty
  std::uint32_t token_keys = 0;
  std::uint32_t reserved = 0;
};
static_assert(sizeof(Header) == 112);

// Of an open hash table with linear probing. An empty one has bucket 0.
struct Slot {
  std::uint32_t tag = 0;     // the upper half of the key's hash
  std::uint32_t bucket = 0;  // offset / 8
};

// Followed by the key (padded to eight bytes), then `hides` and then `exceptions` Entries.
struct Bucket {
  std::uint32_t check = 0;  // Check of everything behind this field
  std::uint32_t key_bytes = 0;
  std::uint32_t hides = 0;
  std::uint32_t exceptions = 0;
};

struct Entry {
  std::uint32_t selector = 0;  // offset / 8 of a Text
  std::uint32_t excluded = 0;  // offset / 8 of an Excluded; 0: none
};

// Followed by the selector's bytes, padded.
struct Text {
  std::uint32_t check = 0;
  std::uint32_t bytes = 0;
};

// Followed by the hashes of sites on which the rule does not hold.
struct Excluded {
  std::uint32_t check = 0;
  std::uint32_t count = 0;
};

inline std::uint64_t Hash(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = seed ^ (bytes.size() * text::kWordSeed);
  while (bytes.size() > 8) {
    hash = text::MixBytes(hash, text::LoadBytes(bytes.data(), 8));
    bytes.remove_prefix(8);
  }
  hash = text::MixBytes(hash, text::LoadBytes(bytes.data(), bytes.size()));
  return text::MixBytes(hash, seed);
}

inline std::uint32_t Check(std::string_view bytes) {
  return static_cast<std::uint32_t>(Hash(bytes, text::kWordSeed) >> 16);
}

inline constexpr std::uint64_t Padded(std::uint64_t bytes) {
  return (bytes + kAlign - 1) & ~std::uint64_t{kAlign - 1};
}

}  // namespace lma::lists::format
