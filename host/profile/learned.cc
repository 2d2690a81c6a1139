#include "profile/learned.h"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "profile/codec.h"
#include "profile/profile.h"

namespace lma::profile {
namespace {

using vault::TableId;

constexpr std::size_t kMaxRemembered = 512;

// Random, so that it is unique in the vault without reading it and never used again, and below
// 2^53, so that it survives JSON.
Result<std::uint64_t> NewId() {
  std::uint64_t id = 0;
  while (id == 0) {
    if (::getentropy(&id, sizeof id) != 0) return Fail(ErrorCode::kIo, "no random numbers");
    id &= (std::uint64_t{1} << 52) - 1;
  }
  return id;
}

}  // namespace

Result<LearnedAsks::List> LearnedAsks::Of(const std::string& brand) {
  if (const auto known = memory_.find(brand); known != memory_.end()) return known->second;
  Result<List> list = StoredOf(brand);
  if (!list) return list;
  if (memory_.size() >= kMaxRemembered) memory_.clear();
  memory_[brand] = *list;
  return list;
}

Result<LearnedAsks::List> LearnedAsks::StoredOf(const std::string& brand) {
  const Result<std::optional<std::string>> body = store_.Get(TableId::kLearned, brand);
  if (!body) return Fail(body.error());
  if (!body->has_value()) return List();
  return DecodeLearned(brand, **body);
}

Result<LearnedAsks::List> LearnedAsks::All(std::uint64_t* damaged) {
  List all;
  std::uint64_t undecoded = 0;
  const Result<std::uint64_t> unopened =
      store_.ForEach(TableId::kLearned, [&](std::string_view name, std::string_view body) {
        Result<List> list = DecodeLearned(name, body);
        if (!list) {
          ++undecoded;
          return;
        }
        std::ranges::move(*list, std::back_inserter(all));
      });
  if (!unopened) return Fail(unopened.error());
  *damaged = *unopened + undecoded;
  return all;
}

Status LearnedAsks::Put(const std::string& brand, const List& list) {
  DropMemory();
  if (list.empty()) return store_.Remove(TableId::kLearned, brand);
  return store_.Put(TableId::kLearned, brand, EncodeLearned(list));
}

Result<LearnedAsks::Added> LearnedAsks::AddInTransaction(model::LearnedAsk learned) {
  const std::string brand = learned.brand;
  Result<List> list = StoredOf(brand);
  if (!list) return Fail(list.error());

  const auto same = std::ranges::find_if(*list, [&](const model::LearnedAsk& known) {
    return known.answer == learned.answer && known.selector == learned.selector &&
           known.fingerprint == learned.fingerprint;
  });
  if (same != list->end()) {
    same->enabled = learned.enabled;
    const model::LearnedAsk kept = *same;
    if (const Status put = Put(brand, *list); !put) return Fail(put.error());
    return Added{kept, false};
  }
  if (list->size() >= Profile::kMaxLearnedPerBrand) {
    return Fail(ErrorCode::kTooLarge, "too many learned asks for one brand");
  }
  const Result<std::uint64_t> id = NewId();
  if (!id) return Fail(id.error());
  learned.id = *id;
  list->push_back(learned);
  if (const Status put = Put(brand, *list); !put) return Fail(put.error());
  return Added{std::move(learned), true};
}

Result<std::optional<model::LearnedAsk>> LearnedAsks::ChangeInTransaction(
    std::uint64_t id, const std::function<void(List*, List::iterator)>& change) {
  std::uint64_t damaged = 0;
  const Result<List> all = All(&damaged);
  if (!all) return Fail(all.error());
  const auto found = std::ranges::find(*all, id, &model::LearnedAsk::id);
  if (found == all->end()) return std::optional<model::LearnedAsk>();
  Result<List> list = StoredOf(found->brand);
  if (!list) return Fail(list.error());
  const auto place = std::ranges::find(*list, id, &model::LearnedAsk::id);
  if (place == list->end()) return std::optional<model::LearnedAsk>();
  change(&*list, place);
  if (const Status put = Put(found->brand, *list); !put) return Fail(put.error());
  return std::optional<model::LearnedAsk>(*found);
}

Status LearnedAsks::RemoveAllInTransaction(const std::string& brand) { return Put(brand, {}); }

}  // namespace lma::profile
