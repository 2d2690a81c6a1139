#include "profile/preferences.h"

#include <algorithm>
#include <utility>

#include "profile/codec.h"

namespace lma::profile {
namespace {

using vault::TableId;

// Enough for the sites of many open tabs; a few hundred bytes each.
constexpr std::size_t kMaxRemembered = 512;

}  // namespace

Result<Preferences::Found> Preferences::Find(std::string_view domain) {
  const std::string key(domain);
  if (const auto known = memory_.find(key); known != memory_.end()) return known->second;
  Result<Found> found = FindStored(domain);
  if (!found) return found;
  if (memory_.size() >= kMaxRemembered) memory_.clear();
  memory_[key] = *found;
  return found;
}

Result<Preferences::Found> Preferences::FindStored(std::string_view domain) {
  Found found{std::string(domain), std::nullopt};
  // Twice at most: an alias names a brand, and a brand's record is a preference.
  for (int hop = 0; hop < 2; ++hop) {
    const Result<std::optional<std::string>> body = store_.Get(TableId::kPreferences, found.brand);
    if (!body) return Fail(body.error());
    if (!body->has_value()) return found;
    Result<DomainRecord> record = DecodeDomain(found.brand, **body);
    if (!record) return Fail(record.error());
    if (auto* alias = std::get_if<Alias>(&*record)) {
      found.brand = std::move(alias->brand);
    } else {
      found.preference = std::move(*std::get_if<model::Preference>(&*record));
      return found;
    }
  }
  return Fail(ErrorCode::kVaultCorrupt, "an alias names an alias");
}

Result<std::uint64_t> Preferences::ForEach(const std::function<void(model::Preference)>& visit) {
  std::uint64_t undecoded = 0;
  const Result<std::uint64_t> damaged =
      store_.ForEach(TableId::kPreferences, [&](std::string_view name, std::string_view body) {
        Result<DomainRecord> record = DecodeDomain(name, body);
        if (!record) {
          ++undecoded;
        } else if (auto* preference = std::get_if<model::Preference>(&*record)) {
          visit(std::move(*preference));
        }
      });
  if (!damaged) return Fail(damaged.error());
  return *damaged + undecoded;
}

// The brand that the domain's alias names, or nothing when it has no record or one of its own.
Result<std::optional<std::string>> Preferences::AliasOf(std::string_view domain) {
  const Result<std::optional<std::string>> body = store_.Get(TableId::kPreferences, domain);
  if (!body) return Fail(body.error());
  if (!body->has_value()) return std::optional<std::string>();
  const Result<DomainRecord> record = DecodeDomain(domain, **body);
  if (!record) return Fail(record.error());
  const auto* alias = std::get_if<Alias>(&*record);
  if (alias == nullptr) return std::optional<std::string>();
  return std::optional<std::string>(alias->brand);
}

// Takes `domain` out of the list of another brand that has it now.
Status Preferences::TakeDomain(const std::string& domain, const std::string& from_brand) {
  Result<Found> other = FindStored(from_brand);
  if (!other) return Fail(other.error());
  if (!other->preference) return {};
  std::erase(other->preference->domains, domain);
  return store_.Put(TableId::kPreferences, from_brand, EncodePreference(*other->preference));
}

// Brings `domains` into order: the brand's own name first, each once, none that is a brand of its
// own.
Status Preferences::SettleDomains(model::Preference* preference) {
  std::vector<std::string> settled = {preference->brand};
  for (std::string& domain : preference->domains) {
    if (domain.empty() || std::ranges::find(settled, domain) != settled.end()) continue;
    const Result<Found> found = FindStored(domain);
    if (!found) return Fail(found.error());
    if (found->preference && found->preference->brand == domain) continue;
    settled.push_back(std::move(domain));
  }
  preference->domains = std::move(settled);
  return {};
}

Status Preferences::PutInTransaction(model::Preference* preference) {
  DropMemory();
  const Result<Found> before = FindStored(preference->brand);
  if (!before) return Fail(before.error());
  if (before->brand != preference->brand) {
    if (Status taken = TakeDomain(preference->brand, before->brand); !taken) return taken;
  }
  if (Status settled = SettleDomains(preference); !settled) return settled;
  if (before->preference && before->brand == preference->brand) {
    for (const std::string& old : before->preference->domains) {
      if (std::ranges::find(preference->domains, old) != preference->domains.end()) continue;
      if (Status removed = store_.Remove(TableId::kPreferences, old); !removed) return removed;
    }
  }
  for (const std::string& domain : preference->domains) {
    if (domain == preference->brand) continue;
    const Result<std::optional<std::string>> owner = AliasOf(domain);
    if (!owner) return Fail(owner.error());
    if (*owner && **owner == preference->brand) continue;
    if (*owner) {
      if (Status taken = TakeDomain(domain, **owner); !taken) return taken;
    }
    Status put = store_.Put(TableId::kPreferences, domain, EncodeAlias(Alias{preference->brand}));
    if (!put) return put;
  }
  return store_.Put(TableId::kPreferences, preference->brand, EncodePreference(*preference));
}

Status Preferences::RemoveInTransaction(const model::Preference& preference) {
  DropMemory();
  for (const std::string& domain : preference.domains) {
    if (Status removed = store_.Remove(TableId::kPreferences, domain); !removed) return removed;
  }
  return store_.Remove(TableId::kPreferences, preference.brand);
}

}  // namespace lma::profile
