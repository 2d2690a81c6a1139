#include "lexicon/compiler.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "lexicon/blob.h"
#include "text/tokens.h"

namespace lma::lexicon {
namespace {

// Of the cells of a node with many edges, so many are used: fuller tables cost longer searches,
// emptier ones more memory.
constexpr double kMaxLoad = 0.6;
// Bits in a set for each member.
constexpr std::size_t kBitsForMember = 12;
constexpr std::size_t kMinBitWords = 16;
constexpr std::size_t kMinLengthEntries = 64;
constexpr std::size_t kLengthEntriesForStem = 2;
constexpr int kMaxSeeds = 64;

// An output whose languages are still being gathered.
struct Said {
  blob::Output output;
  LanguageSet languages;
};

struct Node {
  std::map<std::uint64_t, std::size_t> children;
  std::vector<Said> outputs;
  std::size_t merged_into = 0;
};

// The trie of all phrases, by plain means.
class TrieBuilder {
 public:
  TrieBuilder() : nodes_(blob::kRootCount) {}

  void Add(const Expansion& expansion, bool is_label, const Said& said) {
    const bool tail = is_label && expansion.open_begin;
    std::size_t node = !is_label ? blob::kTextRoot : tail ? blob::kLabelTailRoot : blob::kLabelRoot;
    for (const std::uint64_t token : expansion.tokens) {
      const auto [child, is_new] = nodes_[node].children.emplace(token, nodes_.size());
      node = child->second;
      if (is_new) nodes_.emplace_back();
    }
    AddOutput(&nodes_[node].outputs, said, is_label);
  }

  // Makes one node of all that are followed by the same and say the same: the choices of a line
  // have their endings in common, which is most of the trie.
  void Merge() {
    using Key = std::pair<std::vector<std::uint64_t>, std::vector<std::size_t>>;
    std::map<Key, std::size_t> known;
    // A child's number is larger than its parent's, so backwards is bottom up.
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      Node& node = nodes_[i];
      Key key;
      for (auto& [token, child] : node.children) {
        child = nodes_[child].merged_into;
        key.first.push_back(token);
        key.second.push_back(child);
      }
      for (const auto& [output, languages] : node.outputs) {
        key.first.push_back(output.phrase);
        key.first.push_back(languages);
        key.second.push_back(std::size_t{output.class_and_flags} << 8 | output.target);
      }
      node.merged_into = i < blob::kRootCount ? i : known.emplace(std::move(key), i).first->second;
    }
  }

  std::vector<Node>& nodes() { return nodes_; }

 private:
  static void AddOutput(std::vector<Said>* outputs, const Said& said, bool is_label) {
    const auto same = [&](const Said& other) {
      const auto relevant = static_cast<std::uint8_t>(~blob::kWeak);
      return (other.output.class_and_flags & relevant) ==
                 (said.output.class_and_flags & relevant) &&
             other.output.target == said.output.target &&
             (!is_label || other.languages == said.languages);
    };
    const auto found = std::find_if(outputs->begin(), outputs->end(), same);
    if (found == outputs->end()) {
      outputs->push_back(said);
      return;
    }
    found->languages |= said.languages;
    if ((found->output.class_and_flags & blob::kWeak) != 0 &&
        (said.output.class_and_flags & blob::kWeak) == 0) {
      found->output = said.output;
    }
  }

  std::vector<Node> nodes_;
};

class BitSet {
 public:
  explicit BitSet(std::size_t members)
      : words_(std::max(kMinBitWords, std::bit_ceil(members * kBitsForMember / 64 + 1))) {}
  void Add(std::uint64_t hash) {
    const std::size_t bit = blob::BitOf(hash, words_.size());
    words_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  const std::vector<std::uint64_t>& words() const { return words_; }

 private:
  std::vector<std::uint64_t> words_;
};

// How many cells so many edges take.
std::uint32_t EdgeCells(std::size_t edges) {
  if (edges <= blob::kMostListed) return static_cast<std::uint32_t>(edges);
  return static_cast<std::uint32_t>(static_cast<double>(edges) / kMaxLoad) + 1;
}

class BlobWriter {
 public:
  BlobWriter() : bytes_(sizeof(blob::Header)) {}

  template <typename T>
  blob::Table Append(const std::vector<T>& entries) {
    bytes_.resize((bytes_.size() + blob::kAlignment - 1) / blob::kAlignment * blob::kAlignment);
    const blob::Table table{static_cast<std::uint32_t>(bytes_.size()),
                            static_cast<std::uint32_t>(entries.size())};
    const auto raw = std::as_bytes(std::span(entries));
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
    return table;
  }

  std::vector<std::byte> Finish(blob::Header header) {
    header.bytes = static_cast<std::uint32_t>(bytes_.size());
    std::memcpy(bytes_.data(), &header, sizeof(header));
    return std::move(bytes_);
  }

 private:
  std::vector<std::byte> bytes_;
};

class Compiler {
 public:
  Result<std::vector<std::byte>> Run(const std::vector<LexiconFile>& files) {
    if (files.size() > kMostLanguages) {
      return Fail(ErrorCode::kTooLarge, "too many lexicons");
    }
    // Codes are read for every label, phrases only for explanations: apart, so that the one does
    // not bring the other into memory.
    for (const LexiconFile& file : files) AddLanguage(file);
    for (std::size_t i = 0; i < files.size(); ++i) {
      AddFile(files[i], static_cast<std::uint16_t>(i));
    }
    if (text_.size() > std::numeric_limits<std::uint32_t>::max() / 4 ||
        trie_.nodes().size() >= blob::kCellMask / 4) {
      return Fail(ErrorCode::kTooLarge, "too many phrases");
    }
    trie_.Merge();
    if (!PlaceNodes()) return Fail(ErrorCode::kTooLarge, "one phrase in too many languages");
    return Write();
  }

 private:
  std::uint32_t AddText(std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(text_.size());
    text_.insert(text_.end(), text.begin(), text.end());
    return offset;
  }

  void AddLanguage(const LexiconFile& file) {
    const std::uint32_t code = AddText(file.language);
    const std::uint32_t name = AddText(file.name);
    languages_.push_back({code, name, static_cast<std::uint16_t>(file.language.size()),
                          static_cast<std::uint16_t>(file.name.size())});
  }

  void AddFile(const LexiconFile& file, std::uint16_t language) {
    for (const PhraseLine& phrase : file.phrases) {
      const auto number = static_cast<std::uint32_t>(phrases_.size());
      phrases_.push_back(
          {AddText(phrase.text), static_cast<std::uint16_t>(phrase.text.size()), language});
      const bool is_label = phrase.entry_class == EntryClass::kControl;
      for (const Expansion& expansion : phrase.expansions) {
        auto flags = static_cast<std::uint8_t>(phrase.entry_class);
        if (phrase.weak) flags |= blob::kWeak;
        if (expansion.open_end) flags |= blob::kOpenEnd;
        if (expansion.open_begin && !is_label) flags |= blob::kOpenBegin;
        trie_.Add(expansion, is_label,
                  {{number, 0, flags, phrase.target}, LanguageSet{1} << language});
        stems_.insert(expansion.stems.begin(), expansion.stems.end());
      }
    }
  }

  // Gives every node its cells and its outputs, in the order in which they came into the trie: by
  // language, and a phrase's tokens one after the other. False when a node has too many outputs.
  bool PlaceNodes() {
    const std::vector<Node>& nodes = trie_.nodes();
    cells_of_.resize(nodes.size());
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      if (node.merged_into != i) continue;
      if (i >= blob::kRootCount && node.outputs.empty() && node.children.size() == 1) {
        cells_of_[i] = next++ | blob::kSingleEdge;
        continue;
      }
      if (node.outputs.size() > blob::kMostOutputs) return false;
      cells_of_[i] = next;
      next += 1 + EdgeCells(node.children.size());
    }
    cell_count_ = next;
    return true;
  }

  std::uint16_t NumberOf(LanguageSet languages) {
    const auto [known, is_new] =
        set_numbers_.emplace(languages, static_cast<std::uint16_t>(language_sets_.size()));
    if (is_new) language_sets_.push_back(languages);
    return known->second;
  }

  // The cells for one seed, and the outputs; empty when an edge would be mistaken for another.
  std::vector<std::uint64_t> FillCells(std::uint64_t seed) {
    const std::vector<Node>& nodes = trie_.nodes();
    std::vector<std::uint64_t> cells(cell_count_);
    outputs_.clear();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      if (node.merged_into != i) continue;
      std::uint64_t* first = &cells[cells_of_[i] & blob::kCellMask];
      if ((cells_of_[i] & blob::kSingleEdge) != 0) {
        const auto& [token, child] = *node.children.begin();
        *first = blob::PackEdge(blob::HashEdge(seed, token), cells_of_[child]);
        continue;
      }
      const std::uint32_t edge_cells = EdgeCells(node.children.size());
      *first = blob::PackHeader({static_cast<std::uint32_t>(outputs_.size()),
                                 static_cast<std::uint32_t>(node.outputs.size()), edge_cells});
      for (const auto& [output, languages] : node.outputs) {
        outputs_.push_back(output);
        outputs_.back().language_set = NumberOf(languages);
      }
      for (const auto& [token, child] : node.children) {
        const std::uint64_t hash = blob::HashEdge(seed, token);
        std::uint32_t at = blob::HomeOf(hash, edge_cells);
        for (; first[1 + at] != 0; at = at + 1 == edge_cells ? 0 : at + 1) {
          // The search for this edge would stop here.
          if (blob::IsEdge(first[1 + at], hash)) return {};
        }
        first[1 + at] = blob::PackEdge(hash, cells_of_[child]);
      }
    }
    return cells;
  }

  void WriteFilters(BlobWriter* writer, blob::Header* header) {
    const std::vector<Node>& nodes = trie_.nodes();
    const auto& roots = nodes[blob::kTextRoot].children;
    std::vector<std::uint64_t> first;
    std::vector<std::uint64_t> pairs;
    for (const auto& [token, child] : roots) {
      if (!nodes[child].outputs.empty()) first.push_back(token);
      for (const auto& [second, unused] : nodes[child].children) {
        pairs.push_back(blob::PairHash(token, second));
      }
    }
    std::vector<std::uint64_t> stems;
    std::vector<std::uint16_t> lengths(
        std::max(kMinLengthEntries, std::bit_ceil(stems_.size() * kLengthEntriesForStem)));
    for (const std::string& stem : stems_) {
      stems.push_back(text::HashWord(stem));
      const auto bytes = blob::StemStartBytes(static_cast<unsigned char>(stem[0]));
      if (stem.size() < bytes) continue;
      const std::uint64_t start = text::HashWord(std::string_view(stem).substr(0, bytes));
      lengths[blob::LengthEntry(start, lengths.size())] |= blob::LengthBit(stem.size());
    }
    header->first_bits = AppendBits(std::move(first), writer);
    header->pair_bits = AppendBits(std::move(pairs), writer);
    header->stem_lengths = writer->Append(lengths);
    header->stem_bits = AppendBits(std::move(stems), writer);
  }

  static blob::Table AppendBits(std::vector<std::uint64_t> hashes, BlobWriter* writer) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    BitSet bits(hashes.size());
    for (const std::uint64_t hash : hashes) bits.Add(hash);
    return writer->Append(bits.words());
  }

  Result<std::vector<std::byte>> Write() {
    blob::Header header{};
    header.magic = blob::kMagic;
    header.version = blob::kVersion;
    for (std::size_t root = 0; root < blob::kRootCount; ++root) {
      header.roots[root] = cells_of_[root];
    }
    std::vector<std::uint64_t> cells;
    for (int i = 0; i < kMaxSeeds && cells.empty(); ++i) {
      header.seed = static_cast<std::uint64_t>(i + 1) * 0xd6e8feb86659fd93;
      cells = FillCells(header.seed);
    }
    if (cells.empty()) return Fail(ErrorCode::kTooLarge, "no seed keeps all phrases apart");
    if (language_sets_.size() > std::numeric_limits<std::uint16_t>::max()) {
      return Fail(ErrorCode::kTooLarge, "too many sets of languages");
    }

    BlobWriter writer;
    // What every text touches stands together; what only explanations read comes last.
    WriteFilters(&writer, &header);
    header.cells = writer.Append(cells);
    header.outputs = writer.Append(outputs_);
    header.language_sets = writer.Append(language_sets_);
    header.languages = writer.Append(languages_);
    header.phrases = writer.Append(phrases_);
    header.text = writer.Append(text_);
    return writer.Finish(header);
  }

  TrieBuilder trie_;
  std::set<std::string> stems_;
  std::vector<blob::Language> languages_;
  std::vector<blob::Phrase> phrases_;
  std::vector<char> text_;
  std::vector<std::uint32_t> cells_of_;  // of each of the trie's nodes, with blob::kSingleEdge
  std::uint32_t cell_count_ = 0;
  std::vector<blob::Output> outputs_;
  std::map<LanguageSet, std::uint16_t> set_numbers_;
  std::vector<LanguageSet> language_sets_;
};

}  // namespace

Result<std::vector<std::byte>> Compile(const std::vector<LexiconFile>& files) {
  return Compiler().Run(files);
}

}  // namespace lma::lexicon
