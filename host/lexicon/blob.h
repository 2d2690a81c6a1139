// The compiled form of all lexicons: one block of bytes, used in place. Shared by the compiler and
// the matcher, and of no meaning to others. Numbers are in the machine's own order: the block is
// made by the build that embeds it.
//
// Phrases are a trie over tokens, laid out in the order of the lexicons, so that a text in one
// language touches the pages of that language and little else. A node is a header cell and its
// edges behind it; one that ends no phrase and has one edge is that edge alone, and most are. An
// edge keeps 39 bits of its token's hash and not the token itself; the compiler chooses a seed by
// which no edge of a node is mistaken for another. Two bit sets say whether a token, or two tokens
// in a row, can begin a phrase, so that most places of a text cost no look into the trie.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lma::lexicon::blob {

inline constexpr std::array<char, 8> kMagic = {'L', 'M', 'A', 'L', 'E', 'X', '\r', '\n'};
inline constexpr std::uint32_t kVersion = 3;
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
  std::uint32_t bytes;                 // of the whole block
  std::uint64_t seed;                  // of HashEdge()
  std::array<std::uint32_t, 3> roots;  // cells: of texts, of labels, of what may begin anywhere in
                                       // a label
  Table languages;                     // Language
  Table language_sets;                 // LanguageSet
  Table phrases;                       // Phrase
  Table outputs;                       // Output
  Table cells;                         // std::uint64_t: nodes and edges
  Table first_bits;                    // std::uint64_t: tokens that are a phrase by themselves
  Table pair_bits;                     // std::uint64_t: pairs of tokens that begin a phrase
  Table
      stem_lengths;  // std::uint16_t: by the beginning of a word, which lengths its stems can have
  Table stem_bits;   // std::uint64_t: stems
  Table text;        // char
};

enum Root : std::size_t {
  kTextRoot,
  kLabelRoot,      // control phrases, from a label's first token
  kLabelTailRoot,  // those that may begin anywhere in the label
  kRootCount
};

// A node is named by its first cell. 0 is no node: the first cell is a root's, to which no edge
// leads.
inline constexpr std::uint32_t kCellBits = 24;
inline constexpr std::uint32_t kCellMask = (1u << kCellBits) - 1;
// The node is one edge, without a header.
inline constexpr std::uint32_t kSingleEdge = 1u << kCellBits;

// A header: the node's first output, their number, and how many cells of edges follow.
struct NodeHeader {
  std::uint32_t first_output;
  std::uint32_t output_count;
  std::uint32_t edge_cells;
};
inline constexpr std::size_t kMostOutputs = 255;
inline std::uint64_t PackHeader(const NodeHeader& header) {
  return std::uint64_t{header.edge_cells} << 32 | header.output_count << kCellBits |
         header.first_output;
}
inline NodeHeader UnpackHeader(std::uint64_t cell) {
  const auto low = static_cast<std::uint32_t>(cell);
  return {low & kCellMask, low >> kCellBits, static_cast<std::uint32_t>(cell >> 32)};
}

// An edge: the upper bits of its token's hash, then the node that it leads to. So many edges are a
// list; more are a hash table with empty cells, searched from their home on.
inline constexpr std::size_t kMostListed = 8;
inline constexpr std::uint32_t kEdgeBits = kCellBits + 1;

inline std::uint64_t HashEdge(std::uint64_t seed, std::uint64_t token) {
  return (token ^ seed) * 0xc4ceb9fe1a85ec53;
}
inline std::uint64_t PackEdge(std::uint64_t hash, std::uint32_t node) {
  return (hash >> kEdgeBits << kEdgeBits) | node;
}
inline std::uint32_t NodeOfEdge(std::uint64_t cell) {
  return static_cast<std::uint32_t>(cell) & (kSingleEdge | kCellMask);
}
inline bool IsEdge(std::uint64_t cell, std::uint64_t hash) {
  return (cell ^ hash) >> kEdgeBits == 0;
}
inline std::uint32_t HomeOf(std::uint64_t hash, std::uint32_t edge_cells) {
  if (edge_cells <= kMostListed) return 0;
  return static_cast<std::uint32_t>((hash & 0xffffffff) * edge_cells >> 32);
}

struct Output {
  std::uint32_t phrase;
  std::uint16_t language_set;    // of the languages that have the phrase
  std::uint8_t class_and_flags;  // EntryClass in the lower three bits
  std::uint8_t target;
};
inline constexpr std::uint8_t kClassMask = 0x07;
inline constexpr std::uint8_t kWeak = 0x08;
inline constexpr std::uint8_t kOpenEnd = 0x10;
inline constexpr std::uint8_t kOpenBegin = 0x20;  // of texts; labels have a root for it

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
