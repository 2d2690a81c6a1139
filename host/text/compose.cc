#include "text/compose.h"

namespace lma::text {
namespace {

constexpr char32_t kVoiced = 0x3099;      // combining dakuten
constexpr char32_t kHalfVoiced = 0x309A;  // combining handakuten

// Conjoining Hangul letters and the syllables they make.
constexpr char32_t kLeadBase = 0x1100;
constexpr char32_t kVowelBase = 0x1161;
constexpr char32_t kTailBase = 0x11A7;
constexpr char32_t kSyllableBase = 0xAC00;
constexpr char32_t kLeadCount = 19;
constexpr char32_t kVowelCount = 21;
constexpr char32_t kTailCount = 28;

// `first` as hiragana: the two kana blocks have the same order, 0x60 apart.
char32_t ComposeKana(char32_t first, char32_t mark) {
  const bool katakana = first >= 0x30A1 && first <= 0x30FD;
  const char32_t kana = katakana ? first - 0x60 : first;
  // は ひ ふ へ ほ stand in threes: plain, voiced, half voiced.
  const bool h_row = kana >= 0x306F && kana <= 0x307B && (kana - 0x306F) % 3 == 0;
  if (mark == kHalfVoiced) return h_row ? first + 2 : 0;
  // From か to ち plain and voiced alternate; small っ shifts つ て と by one.
  const bool k_row = kana >= 0x304B && kana <= 0x3061 && kana % 2 == 1;
  const bool t_row = kana >= 0x3064 && kana <= 0x3068 && kana % 2 == 0;
  const bool iteration = kana == 0x309D;
  if (h_row || k_row || t_row || iteration) return first + 1;
  if (kana == 0x3046) return katakana ? 0x30F4 : 0x3094;                 // う, ウ
  if (katakana && first >= 0x30EF && first <= 0x30F2) return first + 8;  // ワ ヰ ヱ ヲ
  return 0;
}

}  // namespace

char32_t Compose(char32_t first, char32_t second) {
  if (second == kVoiced || second == kHalfVoiced) {
    return first >= 0x3041 && first <= 0x30FD ? ComposeKana(first, second) : 0;
  }
  if (first >= kLeadBase && first < kLeadBase + kLeadCount && second >= kVowelBase &&
      second < kVowelBase + kVowelCount) {
    return kSyllableBase + ((first - kLeadBase) * kVowelCount + (second - kVowelBase)) * kTailCount;
  }
  if (first >= kSyllableBase && first < kSyllableBase + kLeadCount * kVowelCount * kTailCount &&
      (first - kSyllableBase) % kTailCount == 0 && second > kTailBase &&
      second < kTailBase + kTailCount) {
    return first + (second - kTailBase);
  }
  return 0;
}

bool IsComposing(char32_t code_point) {
  return code_point == kVoiced || code_point == kHalfVoiced ||
         (code_point >= kVowelBase && code_point < kVowelBase + kVowelCount) ||
         (code_point > kTailBase && code_point < kTailBase + kTailCount);
}

}  // namespace lma::text
