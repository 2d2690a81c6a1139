#include "lexicon/walk.h"

#include <algorithm>
#include <bit>

#include "lexicon/phrase.h"
#include "text/normalise.h"
#include "text/word_hash.h"

namespace lma::lexicon {
namespace {

// Far more than the deepest real phrases need from one place of a text.
constexpr std::size_t kMaxStepsFromOnePlace = 4096;
// A word has few stems in practice; more than these are not followed.
constexpr std::size_t kMaxStemsOfWord = 6;
// A name in a phrase such as "rate …".
constexpr std::size_t kMaxNameWords = 3;
constexpr std::size_t kMaxNameCharacters = 10;

}  // namespace

Walk::Walk(std::span<const std::byte> blob, Scratch* scratch)
    : blob_(blob.data()),
      header_(reinterpret_cast<const blob::Header*>(blob.data())),
      scratch_(scratch),
      cells_(blob::Entries<std::uint64_t>(blob_, header_->cells)),
      first_bits_(blob::Entries<std::uint64_t>(blob_, header_->first_bits)),
      pair_bits_(blob::Entries<std::uint64_t>(blob_, header_->pair_bits)),
      stem_bits_(blob::Entries<std::uint64_t>(blob_, header_->stem_bits)),
      stem_lengths_(blob::Entries<std::uint16_t>(blob_, header_->stem_lengths)) {}

void Walk::Prepare(std::string_view text) {
  text::Normalise(text, &scratch_->normalised);
  text::Tokenise(scratch_->normalised, &scratch_->tokens);
  count_ = scratch_->tokens.size();
  tokens_ = scratch_->tokens.data();
  scratch_->stems.clear();
  scratch_->stem_offsets.resize(count_ + 1);
  for (std::size_t i = 0; i < count_; ++i) {
    scratch_->stem_offsets[i] = static_cast<std::uint32_t>(scratch_->stems.size());
    AddStems(tokens_[i]);
  }
  scratch_->stem_offsets[count_] = static_cast<std::uint32_t>(scratch_->stems.size());
  stem_offsets_ = scratch_->stem_offsets.data();
  stems_ = scratch_->stems.data();
}

void Walk::AddStems(const text::Token& token) {
  const char* word = scratch_->normalised.data() + token.begin;
  const std::size_t bytes = token.end - token.begin;
  const auto first_byte = static_cast<unsigned char>(*word);
  constexpr std::size_t kShortest = blob::kMinInnerStemLetters;
  if (bytes < kShortest || first_byte >= 0xE0 || token.hash == text::kNumberHash) return;
  // Eight bytes at once, where the text goes on for so long behind the word's beginning.
  const std::uint64_t first_bytes =
      text::LoadBytes(word, scratch_->normalised.size() - token.begin);
  std::size_t found = 0;
  if (first_byte < 0x80) {
    const std::uint64_t prefix = text::KeepBytes(first_bytes, kShortest);
    found += AddStem(text::MixBytes(text::kWordSeed, prefix)) ? 1 : 0;
  }
  const std::size_t start = blob::StemStartBytes(first_byte);
  if (bytes < start) return;
  const std::uint64_t start_hash =
      text::MixBytes(text::kWordSeed, text::KeepBytes(first_bytes, start));
  std::uint32_t lengths = stem_lengths_[blob::LengthEntry(start_hash, header_->stem_lengths.count)];
  // Shorter lengths are in damaged tables only.
  lengths &= ~std::uint32_t{(1u << blob::kMinStemLetters) - 1};
  for (; lengths != 0 && found < kMaxStemsOfWord; lengths &= lengths - 1) {
    const auto length = static_cast<std::size_t>(std::countr_zero(lengths));
    if (length > bytes) return;
    if (length == blob::kLengthBits - 1) {
      for (std::size_t i = length; i <= std::min(bytes, blob::kMaxStemBytes); ++i) {
        found += AddStem(text::HashWord({word, i})) ? 1 : 0;
      }
    } else if (length <= 8) {
      const std::uint64_t prefix = text::KeepBytes(first_bytes, length);
      found += AddStem(text::MixBytes(text::kWordSeed, prefix)) ? 1 : 0;
    } else {
      found += AddStem(text::HashWord({word, length})) ? 1 : 0;
    }
  }
}

bool Walk::AddStem(std::uint64_t hash) {
  if (!blob::HasBit(stem_bits_, header_->stem_bits.count, hash)) return false;
  scratch_->stems.push_back(blob::StemToken(hash));
  return true;
}

bool Walk::CanBegin(std::size_t position) const {
  const std::size_t first_bits = header_->first_bits.count;
  const std::size_t pair_bits = header_->pair_bits.count;
  const std::size_t count = AlternativeCount(position);
  const std::size_t next_count = position + 1 < count_ ? AlternativeCount(position + 1) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t token = Alternative(position, i);
    if (blob::HasBit(first_bits_, first_bits, token)) return true;
    for (std::size_t j = 0; j < next_count; ++j) {
      const std::uint64_t pair = blob::PairHash(token, Alternative(position + 1, j));
      if (blob::HasBit(pair_bits_, pair_bits, pair)) return true;
    }
  }
  return false;
}

std::uint32_t Walk::Follow(std::uint32_t node, std::uint64_t token) const {
  const std::uint32_t count = header_->cells.count;
  const std::uint64_t hash = blob::HashEdge(header_->seed, token);
  const std::uint32_t first = node & blob::kCellMask;
  if (first >= count) return 0;
  if ((node & blob::kSingleEdge) != 0) {
    return blob::IsEdge(cells_[first], hash) ? blob::NodeOfEdge(cells_[first]) : 0;
  }
  const std::uint32_t edge_cells = blob::UnpackHeader(cells_[first]).edge_cells;
  // In a damaged table a node may reach beyond the end.
  if (edge_cells >= count - first) return 0;
  const std::uint64_t* edges = cells_ + first + 1;
  std::uint32_t at = blob::HomeOf(hash, edge_cells);
  for (std::uint32_t looked = 0; looked < edge_cells; ++looked) {
    if (edges[at] == 0) return 0;
    if (blob::IsEdge(edges[at], hash)) return blob::NodeOfEdge(edges[at]);
    at = at + 1 == edge_cells ? 0 : at + 1;
  }
  return 0;
}

std::span<const blob::Output> Walk::OutputsOf(std::uint32_t node) const {
  if (node >= header_->cells.count) return {};  // one edge alone, or damaged
  const blob::NodeHeader header = blob::UnpackHeader(cells_[node]);
  const std::uint32_t count = header_->outputs.count;
  if (header.first_output > count || header.output_count > count - header.first_output) return {};
  return {blob::Entries<blob::Output>(blob_, header_->outputs) + header.first_output,
          header.output_count};
}

void Walk::MatchText(std::string_view text, std::vector<Match>* out) {
  matches_ = out;
  Prepare(text);
  for (std::size_t i = 0; i < count_ && out->size() < kMaxMatches; ++i) {
    if (!CanBegin(i)) continue;
    begin_ = i;
    steps_left_ = kMaxStepsFromOnePlace;
    WalkText(header_->roots[blob::kTextRoot], i);
  }
}

void Walk::WalkText(std::uint32_t node, std::size_t position) {
  if (position == count_ || position - begin_ == blob::kMaxPhraseTokens) return;
  const std::size_t count = AlternativeCount(position);
  for (std::size_t i = 0; i < count && steps_left_ > 0; ++i) {
    --steps_left_;
    const std::uint32_t next = Follow(node, Alternative(position, i));
    if (next == 0) continue;
    EmitText(next, position + 1);
    WalkText(next, position + 1);
  }
}

LanguageSet Walk::LanguagesOf(const blob::Output& output) const {
  if (output.language_set >= header_->language_sets.count) return 0;
  return blob::Entries<LanguageSet>(blob_, header_->language_sets)[output.language_set];
}

std::uint16_t Walk::LanguageOf(const blob::Output& output) const {
  return static_cast<std::uint16_t>(std::countr_zero(LanguagesOf(output)));
}

bool Walk::IsName(std::size_t begin, std::size_t end) const {
  if (begin >= end || tokens_[begin].hash == text::kNumberHash) return false;
  // Where every character is a token, a name has more of them.
  const bool words = static_cast<unsigned char>(scratch_->normalised[tokens_[begin].begin]) < 0xE0;
  return end - begin <= (words ? kMaxNameWords : kMaxNameCharacters);
}

bool Walk::FitsSentence(const blob::Output& output, std::size_t end) const {
  if ((output.class_and_flags & (blob::kOpenBegin | blob::kOpenEnd)) == 0) return true;
  const std::uint32_t sentence = tokens_[begin_].sentence;
  std::size_t first = begin_;
  while (first > 0 && begin_ - first <= kMaxNameCharacters &&
         tokens_[first - 1].sentence == sentence) {
    --first;
  }
  std::size_t last = end;
  while (last < count_ && last - end <= kMaxNameCharacters && tokens_[last].sentence == sentence) {
    ++last;
  }
  const bool before =
      (output.class_and_flags & blob::kOpenBegin) != 0 ? IsName(first, begin_) : first == begin_;
  const bool after =
      (output.class_and_flags & blob::kOpenEnd) != 0 ? IsName(end, last) : last == end;
  return before && after;
}

void Walk::EmitText(std::uint32_t node, std::size_t end) {
  for (const blob::Output& output : OutputsOf(node)) {
    if (!FitsSentence(output, end)) continue;
    const auto entry_class = static_cast<EntryClass>(output.class_and_flags & blob::kClassMask);
    const bool weak = (output.class_and_flags & blob::kWeak) != 0;
    // The same place can be the same thing by a word and by its stem: the stronger one is told.
    const auto same = std::find_if(matches_->rbegin(), matches_->rend(), [&](const Match& match) {
      return match.begin != begin_ || (match.end == end && match.entry_class == entry_class &&
                                       match.target == output.target);
    });
    if (same != matches_->rend() && same->begin == begin_) {
      if (same->weak && !weak) {
        same->weak = false;
        same->phrase = output.phrase;
      }
      same->languages |= LanguagesOf(output);
      continue;
    }
    if (matches_->size() == kMaxMatches) return;
    matches_->push_back({entry_class, output.target, weak, LanguagesOf(output), output.phrase,
                         static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end),
                         tokens_[begin_].sentence});
  }
}

bool Walk::IsOrnament(std::size_t position) const {
  const text::Token& token = tokens_[position];
  return token.hash == text::kNumberHash ||
         (token.end - token.begin == 1 && scratch_->normalised[token.begin] == 'x');
}

void Walk::MatchLabel(std::string_view label, std::vector<LabelMatch>* out) {
  label_matches_ = out;
  if (IsEntity(label)) {
    MatchSymbols(label);
    if (!out->empty()) return;
  }
  Prepare(label);
  if (count_ == 0) {
    MatchSymbols(label);
    return;
  }
  std::size_t first = 0;
  while (first + 1 < count_ && IsOrnament(first)) ++first;
  label_end_ = count_;
  while (label_end_ > first + 1 && IsOrnament(label_end_ - 1)) --label_end_;

  for (std::size_t i = 0; i < count_ && out->size() < kMaxMatches; ++i) {
    begin_ = i;
    steps_left_ = kMaxStepsFromOnePlace;
    // "3 stars" begins with its number, "2. Not now" without it.
    if (i == 0 || i == first) WalkLabel(header_->roots[blob::kLabelRoot], i);
    WalkLabel(header_->roots[blob::kLabelTailRoot], i);
  }
}

void Walk::WalkLabel(std::uint32_t node, std::size_t position) {
  if (position == count_ || position - begin_ == blob::kMaxPhraseTokens) return;
  const std::size_t count = AlternativeCount(position);
  for (std::size_t i = 0; i < count && steps_left_ > 0; ++i) {
    --steps_left_;
    const std::uint32_t next = Follow(node, Alternative(position, i));
    if (next == 0) continue;
    EmitLabel(next, position + 1);
    WalkLabel(next, position + 1);
  }
}

void Walk::EmitLabel(std::uint32_t node, std::size_t end) {
  const bool ends_label = end >= label_end_;
  for (const blob::Output& output : OutputsOf(node)) {
    if (!ends_label && (output.class_and_flags & blob::kOpenEnd) == 0) continue;
    if (label_matches_->size() == kMaxMatches) return;
    std::size_t words_before = begin_;
    while (words_before > 0 && IsOrnament(words_before - 1)) --words_before;
    label_matches_->push_back(
        {static_cast<model::ControlRole>(output.target), !ends_label || words_before > 0,
         (output.class_and_flags & blob::kWeak) != 0, LanguageOf(output), output.phrase,
         static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end)});
  }
}

void Walk::MatchSymbols(std::string_view label) {
  SymbolTokens(label, &scratch_->stems);
  std::uint32_t node = header_->roots[blob::kLabelRoot];
  for (const std::uint64_t token : scratch_->stems) {
    node = Follow(node, token);
    if (node == 0) return;
  }
  if (scratch_->stems.empty()) return;
  for (const blob::Output& output : OutputsOf(node)) {
    label_matches_->push_back({static_cast<model::ControlRole>(output.target), false,
                               (output.class_and_flags & blob::kWeak) != 0, LanguageOf(output),
                               output.phrase, 0, 0});
  }
}

}  // namespace lma::lexicon
