// Learned asks: one record per brand holds all of its, so that their number does not show.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "model/preference.h"
#include "profile/store.h"

namespace lma::profile {

class LearnedAsks {
 public:
  using List = std::vector<model::LearnedAsk>;
  explicit LearnedAsks(Store* store) : store_(*store) {}

  // From memory when seen before.
  Result<List> Of(const std::string& brand);
  Result<List> StoredOf(const std::string& brand);
  // All of all brands; `damaged` gets the number of brands whose record is.
  Result<List> All(std::uint64_t* damaged);

  // Adds to the brand named in `learned`, with an id; one that says the same is enabled instead.
  struct Added {
    model::LearnedAsk learned;
    bool is_new = false;
  };
  Result<Added> AddInTransaction(model::LearnedAsk learned);
  // Finds the ask by id, lets `change` edit its brand's list at the place given, and stores that.
  // The ask as it was found, or nothing.
  Result<std::optional<model::LearnedAsk>> ChangeInTransaction(
      std::uint64_t id, const std::function<void(List*, List::iterator)>& change);
  Status RemoveAllInTransaction(const std::string& brand);

  void DropMemory() { memory_.clear(); }

 private:
  Status Put(const std::string& brand, const List& list);

  Store& store_;
  std::unordered_map<std::string, List> memory_;
};

}  // namespace lma::profile
