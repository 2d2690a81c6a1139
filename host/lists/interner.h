// Gives each different text a number, counted from 0. All of them together have less than 4 GiB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lma::lists {

class Interner {
 public:
  // Makes room for so many texts of so many bytes in all; more may come. Memory that was never
  // touched costs nothing, and growing touches everything twice.
  void Reserve(std::size_t texts, std::size_t bytes);
  // The number of `text`, a new one when it was not met before.
  std::uint32_t Id(std::string_view text);
  // The text with this number; good until the next call of Id.
  std::string_view Text(std::uint32_t id) const {
    return std::string_view(bytes_).substr(begins_[id], begins_[id + 1] - begins_[id]);
  }
  std::size_t size() const { return begins_.size() - 1; }

 private:
  void Grow(std::size_t places);

  // The upper half of the hash spares most comparisons.
  struct Place {
    std::uint32_t tag = 0;
    std::uint32_t id_plus_one = 0;  // 0: empty
  };
  std::string bytes_;
  std::vector<std::uint32_t> begins_ = {0};
  std::vector<Place> places_ = std::vector<Place>(1024);
};

}  // namespace lma::lists
