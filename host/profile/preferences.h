// Preferences by domain, with a memory of those looked up.
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

// The functions whose names end in `InTransaction` need one of the caller's.
class Preferences {
 public:
  explicit Preferences(Store* store) : store_(*store) {}

  struct Found {
    std::string brand;  // the domain itself if no preference lists it
    std::optional<model::Preference> preference;
  };
  // From memory when seen before.
  Result<Found> Find(std::string_view domain);
  Result<Found> FindStored(std::string_view domain);
  // All, in no order; returns how many are damaged.
  Result<std::uint64_t> ForEach(const std::function<void(model::Preference)>& visit);

  // Stores the preference with its aliases; what became of `domains` is written back.
  Status PutInTransaction(model::Preference* preference);
  Status RemoveInTransaction(const model::Preference& preference);

  void DropMemory() { memory_.clear(); }

 private:
  Result<std::optional<std::string>> AliasOf(std::string_view domain);
  Status SettleDomains(model::Preference* preference);
  Status TakeDomain(const std::string& domain, const std::string& from_brand);

  Store& store_;
  std::unordered_map<std::string, Found> memory_;
};

}  // namespace lma::profile
