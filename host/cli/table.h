// Tables for people: columns in line, colour only on a terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lma::cli {

enum class Colour { kPlain, kFaint, kBold, kGreen, kYellow, kRed };

// Whether standard output is a terminal that may be coloured (NO_COLOR is heeded).
bool ColourWanted();
// `text` in `colour`, or as it is when `wanted` is false.
std::string Coloured(std::string_view text, Colour colour, bool wanted);

class Table {
 public:
  explicit Table(std::vector<std::string> header) { rows_.push_back(std::move(header)); }
  // As many cells as the header has.
  void Add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.size() == 1; }
  // The lines, each ending with a line feed; the header bold where colour is wanted.
  std::string Text(bool colour) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

// A time in the user's own zone, "2026-01-31 17:05"; "" for 0.
std::string LocalTime(std::int64_t time_ms);
// "45 s", "12 min", "3 h 20 min".
std::string Duration(std::uint64_t seconds);
// How many columns a terminal needs for `text` (UTF-8): marks take none, East Asian wide letters
// two.
std::size_t Columns(std::string_view text);

}  // namespace lma::cli
