#include "lexicon/lexicon.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "lexicon/blob.h"
#include "lexicon/walk.h"

namespace lma::lexicon {
namespace {

template <typename T>
bool IsInside(const blob::Table& table, std::size_t bytes) {
  return table.offset % blob::kAlignment == 0 && table.offset >= sizeof(blob::Header) &&
         table.offset <= bytes && table.count <= (bytes - table.offset) / sizeof(T);
}

bool IsBitSet(const blob::Table& table, std::size_t bytes) {
  return IsInside<std::uint64_t>(table, bytes) && std::has_single_bit(table.count);
}

}  // namespace

bool SameLanguage(std::string_view code, std::string_view wanted) {
  if (code.empty() || wanted.empty()) return false;
  const std::string_view a = code.substr(0, code.find('-'));
  const std::string_view b = wanted.substr(0, wanted.find_first_of("-_"));
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return x == (y >= 'A' && y <= 'Z' ? y + 32 : y);
         });
}

Result<Lexicon> Lexicon::FromBlob(std::span<const std::byte> blob) {
  if (blob.size() < sizeof(blob::Header)) {
    return Fail(ErrorCode::kBadData, "lexicon block shorter than its header");
  }
  if (reinterpret_cast<std::uintptr_t>(blob.data()) % blob::kAlignment != 0) {
    return Fail(ErrorCode::kBadData, "lexicon block not aligned");
  }
  const auto* header = reinterpret_cast<const blob::Header*>(blob.data());
  if (header->magic != blob::kMagic) return Fail(ErrorCode::kBadData, "not a lexicon block");
  if (header->version != blob::kVersion) {
    return Fail(ErrorCode::kBadData, "lexicon block of another version");
  }
  if (header->bytes != blob.size()) return Fail(ErrorCode::kBadData, "lexicon block cut short");
  const std::size_t bytes = blob.size();
  const bool inside = IsInside<blob::Language>(header->languages, bytes) &&
                      IsInside<LanguageSet>(header->language_sets, bytes) &&
                      IsInside<blob::Phrase>(header->phrases, bytes) &&
                      IsInside<blob::Output>(header->outputs, bytes) &&
                      IsInside<std::uint64_t>(header->cells, bytes) &&
                      IsBitSet(header->first_bits, bytes) && IsBitSet(header->pair_bits, bytes) &&
                      IsInside<std::uint16_t>(header->stem_lengths, bytes) &&
                      std::has_single_bit(header->stem_lengths.count) &&
                      IsBitSet(header->stem_bits, bytes) && IsInside<char>(header->text, bytes);
  if (!inside) return Fail(ErrorCode::kBadData, "lexicon table outside of its block");
  Lexicon lexicon;
  lexicon.blob_ = blob;
  lexicon.header_ = header;
  return lexicon;
}

void Lexicon::MatchText(std::string_view text, Scratch& scratch, std::vector<Match>* out) const {
  out->clear();
  Walk(blob_, &scratch).MatchText(text, out);
}

void Lexicon::MatchLabel(std::string_view label, Scratch& scratch,
                         std::vector<LabelMatch>* out) const {
  out->clear();
  Walk(blob_, &scratch).MatchLabel(label, out);
}

std::string_view Lexicon::TextAt(std::uint32_t offset, std::size_t bytes) const {
  const blob::Table& text = header_->text;
  if (offset > text.count || bytes > text.count - offset) return {};
  return {reinterpret_cast<const char*>(blob_.data()) + text.offset + offset, bytes};
}

std::string_view Lexicon::PhraseText(std::uint32_t phrase) const {
  if (phrase >= header_->phrases.count) return {};
  const auto& entry = blob::Entries<blob::Phrase>(blob_.data(), header_->phrases)[phrase];
  return TextAt(entry.text, entry.bytes);
}

std::string_view Lexicon::PhraseLanguage(std::uint32_t phrase) const {
  if (phrase >= header_->phrases.count) return {};
  return LanguageCode(blob::Entries<blob::Phrase>(blob_.data(), header_->phrases)[phrase].language);
}

std::string_view Lexicon::LanguageCode(std::uint16_t language) const {
  if (language >= header_->languages.count) return {};
  const auto& entry = blob::Entries<blob::Language>(blob_.data(), header_->languages)[language];
  return TextAt(entry.code, entry.code_bytes);
}

LanguageSet Lexicon::LanguagesOf(std::string_view code) const {
  LanguageSet languages = 0;
  const std::size_t count = std::min<std::size_t>(header_->languages.count, kMostLanguages);
  for (std::size_t i = 0; i < count; ++i) {
    if (SameLanguage(LanguageCode(static_cast<std::uint16_t>(i)), code)) {
      languages |= LanguageSet{1} << i;
    }
  }
  return languages;
}

std::string_view Lexicon::LanguageName(std::uint16_t language) const {
  if (language >= header_->languages.count) return {};
  const auto& entry = blob::Entries<blob::Language>(blob_.data(), header_->languages)[language];
  return TextAt(entry.name, entry.name_bytes);
}

std::size_t Lexicon::language_count() const { return header_->languages.count; }

std::size_t Lexicon::phrase_count() const { return header_->phrases.count; }

}  // namespace lma::lexicon
