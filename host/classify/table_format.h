// The layout of the mark table: one block of bytes made at build time by table_compiler and read in
// place by ProviderTable. Native byte order; all offsets are counted from the block's start.
//
//   Header | Slot[slot_count] | Output[output_count] | Entity[entity_count] | strings
//
// A mark is looked up by the hash of its name space and text. `*_lengths` hold a bit for each
// length that a prefix mark of that name space has, so that one walk along a word tries only those.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lma::classify {

inline constexpr std::array<char, 8> kTableMagic = {'L', 'M', 'A', 'M', 'A', 'R', 'K', '1'};

// Longest prefix mark, in bytes: lengths are bits of a 64-bit mask.
inline constexpr std::size_t kMaxPrefixBytes = 63;

// Where a mark is looked for.
enum class NameSpace : std::uint8_t {
  kToken,        // a whole id, class or attribute word
  kTokenPrefix,  // the beginning of one
  kParts,        // one or more parts of a word: "app-banner" in "site-app-banner-top"
  kPartPrefix,   // the beginning of a part and what follows
  kContained,    // anywhere in a word
  kHost,         // a host and its subdomains
  kLinkPrefix,   // the beginning of "host/path"
  kNetwork,      // a network's name, or a word of one, in a label
  kPathWord,     // a whole segment of an address's path
  kPageHost,     // a host and its subdomains, of a page
  kFieldName,    // a field's whole name or id
};

// What a mark says. Numbers are written to the table: append only.
enum class MarkClass : std::uint8_t {
  kProvider,         // entity
  kProviderHost,     // entity
  kProviderDecline,  // entity; the control that says no
  kProviderDismiss,  // entity; the control that closes
  kKeeper,           // entity
  kKeeperHost,       // entity
  kKindWord,         // target: AskKind
  kLayerWord,        // a word of layers that interrupt: popup, exit-intent
  kVetoWord,         // target: Veto
  kControlWord,      // target: ControlRole
  kShareLink,        // shares something
  kFollowLink,       // a profile on a network
  kAppLink,          // an app in a store
  kOtherLink,        // on a network, but neither
  kNetworkName,      // "facebook"
  kPagePath,         // target: Veto of pages with this in their path
  kPageHost,         // target: Veto of pages on this host
  kFieldName,        // target: Veto of forms with a field of this name
  kJoinLink,         // follows at once: an address that is there for nothing else
  kSignUpLink,       // a sender's own page to sign up for its e-mails
};

// 32,768 bits: 4 KiB, one bit in ten set.
inline constexpr int kFilterBits = 15;
inline constexpr std::size_t kFilterWords = (std::size_t{1} << kFilterBits) / 64;

struct TableHeader {
  std::array<char, 8> magic;
  std::uint32_t slot_count;  // a power of two
  std::uint32_t output_count;
  std::uint32_t entity_count;
  std::uint32_t string_bytes;
  std::uint64_t token_prefix_lengths;
  std::uint64_t part_prefix_lengths;
  std::uint64_t contained_lengths;
  std::uint64_t link_prefix_lengths;
  // Bits of keys that are there, so that most look-ups end without touching the slots; and of the
  // first four bytes of marks found anywhere in a word.
  std::array<std::uint64_t, kFilterWords> present;
  std::array<std::uint64_t, kFilterWords> contained;
};

// Where a key's bit stands in a filter.
inline constexpr std::size_t FilterBit(std::uint64_t key) { return key >> (64 - kFilterBits); }
inline constexpr std::uint64_t HashFour(const char* bytes) {
  std::uint64_t four = 0;
  for (int i = 0; i < 4; ++i) four = four << 8 | static_cast<unsigned char>(bytes[i]);
  return four * 0x9e3779b97f4a7c15;
}

struct TableSlot {
  std::uint64_t key;  // 0: empty
  std::uint32_t first_output;
  std::uint32_t output_count;
};

struct TableString {
  std::uint32_t offset;
  std::uint32_t length;
};

struct TableOutput {
  MarkClass mark_class;
  std::uint8_t target;
  std::uint16_t entity;
  TableString text;
};

inline constexpr std::uint8_t kEntityKeeper = 1;
inline constexpr std::uint8_t kEntityCertain = 2;
inline constexpr std::uint8_t kEntityEscape = 4;
inline constexpr std::uint8_t kEntityBackdrop = 8;
inline constexpr std::uint8_t kEntityInsideAsks = 16;

struct TableEntity {
  TableString id;
  TableString name;
  std::uint32_t kinds;      // AskKindSet bits
  std::uint8_t first_kind;  // the most usual AskKind
  std::uint8_t veto;        // of a keeper
  std::uint8_t flags;
  std::uint8_t reserved;
};

// FNV-1a, so that a walk along a word has the hash of each of its beginnings.
inline constexpr std::uint64_t kHashStart = 0xcbf29ce484222325;
inline constexpr std::uint64_t HashByte(std::uint64_t hash, char byte) {
  return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
}
inline constexpr std::uint64_t HashText(std::string_view text) {
  std::uint64_t hash = kHashStart;
  for (const char byte : text) hash = HashByte(hash, byte);
  return hash;
}
// The key of a text with that hash in a name space; never 0.
inline constexpr std::uint64_t MarkKey(NameSpace space, std::uint64_t hash) {
  hash += (static_cast<std::uint64_t>(space) + 1) * 0x9e3779b97f4a7c15;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  hash ^= hash >> 31;
  return hash == 0 ? 1 : hash;
}

}  // namespace lma::classify
