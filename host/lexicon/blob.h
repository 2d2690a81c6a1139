// The compiled form of all lexicons: one block of bytes, used in place. Shared by the compiler and
// the matcher, and of no meaning to others. Numbers are in the machine's own order: the block is
// made by the build that embeds it.
//
// Phrases are a trie over tokens, held as one hash table of edges: (node, token) -> node. A slot
// keeps 32 bits of the edge's hash and not the edge itself; the compiler chooses a seed by which
// no edge is mistaken for another, and a token that is no edge is taken for one once in 2^32 looks.
// Two bit sets say whether a token, or two tokens in a row, can begin a phrase, so that most places
// of a text cost no look into the table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lma::lexicon::blob {

inline constexpr std::array<char, 8> kMagic = {'L', 'M', 'A', 'L', 'E', 'X', '\r', '\n'};
inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::size_t kAlignment = 8;

// Where a table begins, in bytes from the start of the block (a multiple of kAlignment), and how
// many entries it has.
struct Table {
  std::uint32_t offset;
  std::uint32_t count;
};

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t bytes;  // of the whole block
  std::uint64_t seed;   // of EdgeHash
  Table languages;      // Language
  Table phrases;        // Phrase
  Table outputs;        // Output
  Table node_outputs;   // std::uint32_t: first output of terminal node kFirstNode + i, and an end
  Table slots;          // Slot
  Table first_bits;     // std::uint64_t: tokens that are a phrase by themselves
  Table pair_bits;      // std::uint64_t: pairs of tokens that begin a phrase
  Table
      stem_lengths;  // std::uint16_t: by the beginning of a word, which lengths its stems can have
  Table stem_bits;   // std::uint64_t: stems
  Table text;        // char
};

// The roots are nodes; those at which a phrase ends have the next numbers, then come the others.
inline constexpr std::uint32_t kTextRoot = 0;
inline constexpr std::uint32_t kLabelRoot = 1;      // control phrases, from a label's first token
inline constexpr std::uint32_t kLabelTailRoot = 2;  // those that may begin anywhere in the label
inline constexpr std::uint32_t kFirstNode = 3;

inline constexpr std::uint32_t kHasChildren = 0x80000000;

struct Slot {
  std::uint32_t tag;
  std::uint32_t node;  // with kHasChildren; 0 in an empty slot
};

struct Output {
  std::uint32_t phrase;
  std::uint16_t language;
  std::uint8_t class_and_flags;  // EntryClass in the lower three bits
  std::uint8_t target;
};
inline constexpr std::uint8_t kClassMask = 0x07;
inline constexpr std::uint8_t kWeak = 0x08;
inline constexpr std::uint8_t kOpenEnd = 0x10;

struct Phrase {
  std::uint32_t text;  // offset in the text table
  std::uint16_t bytes;
  std::uint16_t language;
};

struct Language {
  std::uint32_t code;
  std::uint32_t name;
  std::uint16_t code_bytes;
  std::uint16_t name_bytes;
};

// A phrase has at most this many tokens, and a stem this many bytes.
inline constexpr std::size_t kMaxPhraseTokens = 64;
inline constexpr std::size_t kMaxStemBytes = 32;
inline constexpr std::size_t kMinStemLetters = 3;
// In a phrase with other words a stem may be so short: Turkish "abone ol*".
inline constexpr std::size_t kMinInnerStemLetters = 2;

struct EdgeHash {
  std::uint32_t tag;
  std::uint32_t spread;
  std::uint32_t SlotOf(std::uint32_t slot_count) const {
    return static_cast<std::uint32_t>((std::uint64_t{spread} * slot_count) >> 32);
  }
};

inline EdgeHash HashEdge(std::uint64_t seed, std::uint32_t node, std::uint64_t token) {
  const std::uint64_t mixed =
      (token ^ (seed + node * std::uint64_t{0x9e3779b97f4a7c15})) * 0xc4ceb9fe1a85ec53;
  const auto spread = static_cast<std::uint32_t>(mixed >> 32);
  return {static_cast<std::uint32_t>(mixed) ^ (spread * 0x85ebca6b), spread};
}

template <typename T>
const T* Entries(const std::byte* blob, const Table& table) {
  return reinterpret_cast<const T*>(blob + table.offset);
}

// Bit numbers in sets of 64 * `words` bits; `words` is a power of two.
inline std::size_t BitOf(std::uint64_t hash, std::size_t words) {
  return static_cast<std::size_t>((hash * 0xff51afd7ed558ccd) >> 32) & (words * 64 - 1);
}
inline std::uint64_t PairHash(std::uint64_t first, std::uint64_t second) {
  return first * 0x9fb21c651e98df25 + second;
}
inline bool HasBit(const std::uint64_t* words, std::size_t count, std::uint64_t hash) {
  const std::size_t bit = BitOf(hash, count);
  return ((words[bit / 64] >> (bit % 64)) & 1) != 0;
}

// Tokens of other sorts are kept apart from words by a change of their hash.
inline std::uint64_t StemToken(std::uint64_t prefix_hash) {
  return prefix_hash ^ 0x5851f42d4c957f2d;
}
inline std::uint64_t SymbolToken(std::uint64_t code_point_hash) {
  return code_point_hash ^ 0x14057b7ef767814f;
}

// In an entry of the stem lengths, the bit for stems of `bytes` bytes; the last is for all longer
// ones.
inline constexpr std::size_t kLengthBits = 16;
inline std::uint16_t LengthBit(std::size_t bytes) {
  return static_cast<std::uint16_t>(1u << (bytes < kLengthBits ? bytes : kLengthBits - 1));
}
// The entry for words that begin so; `count` is a power of two.
inline std::size_t LengthEntry(std::uint64_t start_hash, std::size_t count) {
  return static_cast<std::size_t>((start_hash * 0xff51afd7ed558ccd) >> 32) & (count - 1);
}

// The bytes by which a word is sorted out before its stems are looked for. No stem is shorter but
// those of two ASCII letters, for which every word is asked once.
inline std::size_t StemStartBytes(unsigned char first_byte) { return first_byte < 0x80 ? 3 : 4; }

}  // namespace lma::lexicon::blob
