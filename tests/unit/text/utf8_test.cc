#include "text/utf8.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace lma::text {
namespace {

std::vector<char32_t> DecodeAll(std::string_view text) {
  std::vector<char32_t> code_points;
  for (std::size_t at = 0; at < text.size();) code_points.push_back(DecodeAt(text, &at));
  return code_points;
}

TEST(Utf8Test, DecodesOneToFourBytes) {
  EXPECT_EQ(DecodeAll("a\u00E9\u20AC\U0001F600"),
            (std::vector<char32_t>{U'a', U'\u00E9', U'\u20AC', U'\U0001F600'}));
}

TEST(Utf8Test, RefusesOverlongSurrogatesAndTooLarge) {
  for (const std::string_view bad :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\x80"}) {
    std::size_t at = 0;
    EXPECT_EQ(DecodeAt(bad, &at), kInvalid);
    EXPECT_EQ(at, 1u);
  }
}

TEST(Utf8Test, PassesOneByteOfWhatIsCutShort) {
  EXPECT_EQ(DecodeAll("\xE2\x82"), (std::vector<char32_t>{kInvalid, kInvalid}));
  EXPECT_EQ(DecodeAll("\xE2z"), (std::vector<char32_t>{kInvalid, U'z'}));
}

TEST(Utf8Test, EncodesWhatItDecodes) {
  for (const char32_t code_point : {0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFDu, 0x10000u, 0x10FFFFu}) {
    std::array<char, 4> bytes{};
    const char* end = EncodeTo(code_point, bytes.data());
    std::size_t at = 0;
    EXPECT_EQ(DecodeAt(std::string_view(bytes.data(), end), &at), code_point);
  }
}

}  // namespace
}  // namespace lma::text
