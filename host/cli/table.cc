#include "cli/table.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

namespace lma::cli {
namespace {

// The code point at the start of `text` (UTF-8), and its length in bytes.
char32_t Next(std::string_view text, std::size_t* bytes) {
  const auto lead = static_cast<unsigned char>(text[0]);
  std::size_t length = 1;
  char32_t code = lead;
  if (lead >= 0xF0) {
    length = 4;
    code = lead & 0x07;
  } else if (lead >= 0xE0) {
    length = 3;
    code = lead & 0x0F;
  } else if (lead >= 0xC0) {
    length = 2;
    code = lead & 0x1F;
  }
  length = std::min(length, text.size());
  for (std::size_t i = 1; i < length; ++i) {
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  *bytes = length;
  return code;
}

struct Range {
  char32_t first;
  char32_t last;
};
// The large blocks of Unicode's East_Asian_Width W and F, and of combining marks: near enough for
// columns of words.
constexpr std::array kWide = {
    Range{0x1100, 0x115F}, Range{0x2E80, 0xA4CF}, Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F}, Range{0xFF00, 0xFF60}, Range{0x1F300, 0x1FAFF}, Range{0x20000, 0x3FFFD}};
constexpr std::array kMarks = {Range{0x0300, 0x036F}, Range{0x0591, 0x05BD}, Range{0x064B, 0x065F},
                               Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},
                               Range{0x200B, 0x200F}, Range{0xFE00, 0xFE0F}};

template <std::size_t N>
bool In(const std::array<Range, N>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
    return code >= range.first && code <= range.last;
  });
}

}  // namespace

std::size_t Columns(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    std::size_t bytes = 0;
    const char32_t code = Next(text, &bytes);
    text.remove_prefix(bytes);
    if (In(kMarks, code)) continue;
    columns += In(kWide, code) ? 2 : 1;
  }
  return columns;
}

bool ColourWanted() {
  const char* refused = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

std::string Coloured(std::string_view text, Colour colour, bool wanted) {
  constexpr std::array<std::string_view, 6> kCodes = {"",         "\033[2m",  "\033[1m",
                                                      "\033[32m", "\033[33m", "\033[31m"};
  const std::string_view code = kCodes[static_cast<std::size_t>(colour)];
  if (!wanted || code.empty()) return std::string(text);
  return std::string(code).append(text).append("\033[0m");
}

std::string Table::Text(bool colour) const {
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], Columns(row[i]));
    }
  }
  std::string text;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < rows_[r].size() && i < widths.size(); ++i) {
      line += rows_[r][i];
      if (i + 1 < rows_[r].size()) line.append(widths[i] - Columns(rows_[r][i]) + 2, ' ');
    }
    text += r == 0 ? Coloured(line, Colour::kBold, colour) : line;
    text += '\n';
  }
  return text;
}

std::string LocalTime(std::int64_t time_ms) {
  if (time_ms == 0) return "";
  const auto seconds = static_cast<std::time_t>(time_ms / 1000);
  std::tm parts{};
  std::array<char, 32> text{};
  if (::localtime_r(&seconds, &parts) == nullptr) return "";
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &parts);
  return std::string(text.data(), length);
}

std::string Duration(std::uint64_t seconds) {
  constexpr std::uint64_t kMinute = 60;
  constexpr std::uint64_t kHour = 3600;
  if (seconds < kMinute) return std::to_string(seconds) + " s";
  if (seconds < kHour) return std::to_string(seconds / kMinute) + " min";
  return std::to_string(seconds / kHour) + " h " + std::to_string(seconds % kHour / kMinute) +
         " min";
}

}  // namespace lma::cli
