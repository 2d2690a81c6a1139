#include "lists/interner.h"

#include <bit>
#include <utility>

#include "lists/format.h"

namespace lma::lists {
namespace {

std::uint64_t HashOf(std::string_view text) { return format::Hash(text, text::kWordSeed); }

}  // namespace

std::uint32_t Interner::Id(std::string_view text) {
  if (size() * 4 >= places_.size() * 3) Grow(places_.size() * 2);
  const std::uint64_t hash = HashOf(text);
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = places_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Place& place = places_[at];
    if (place.id_plus_one == 0) {
      const auto id = static_cast<std::uint32_t>(size());
      bytes_ += text;
      begins_.push_back(static_cast<std::uint32_t>(bytes_.size()));
      place = {tag, id + 1};
      return id;
    }
    if (place.tag == tag && Text(place.id_plus_one - 1) == text) return place.id_plus_one - 1;
  }
}

void Interner::Reserve(std::size_t texts, std::size_t bytes) {
  bytes_.reserve(bytes);
  begins_.reserve(texts + 1);
  if (const std::size_t places = std::bit_ceil(texts * 4 / 3); places > places_.size()) {
    Grow(places);
  }
}

void Interner::Grow(std::size_t places) {
  std::vector<Place> wider(places);
  const std::size_t mask = wider.size() - 1;
  for (std::uint32_t id = 0; id < size(); ++id) {
    const std::uint64_t hash = HashOf(Text(id));
    std::size_t at = hash & mask;
    while (wider[at].id_plus_one != 0) at = (at + 1) & mask;
    wider[at] = {static_cast<std::uint32_t>(hash >> 32), id + 1};
  }
  places_ = std::move(wider);
}

}  // namespace lma::lists
