// brands: what the user wants of whom.
#include <cstdio>
#include <string>
#include <vector>

#include "cli/table.h"
#include "cli/verbs.h"

namespace lma::cli {
namespace {

using profile::IfMissing;
using protocol::BrandView;
using protocol::Reply;

std::string KindList(model::AskKindSet kinds) {
  std::string list;
  for (const model::AskKind kind : model::kAllAskKinds) {
    if (!kinds.Has(kind)) continue;
    if (!list.empty()) list += ", ";
    list += model::AskKindName(kind);
  }
  return list;
}

// What one may want to know of a brand's state: until when, or which kinds.
std::string Remark(const BrandView& brand) {
  const model::Preference& preference = brand.preference;
  if (brand.state == "engaged" && preference.engaged_until_leave) return "until you leave the site";
  if (brand.state == "paused" && preference.paused_until_leave) return "until you leave the site";
  if (brand.state == "engaged") return "until " + LocalTime(preference.engaged_until_ms);
  if (brand.state == "paused") {
    const bool ends = preference.paused_until_ms != INT64_MAX;
    return ends ? "until " + LocalTime(preference.paused_until_ms) : "for ever";
  }
  if (brand.state != "some_kinds") return "";
  return preference.wanted ? "all but " + KindList(preference.unwanted_kinds)
                           : KindList(preference.wanted_kinds);
}

void ShowBrand(const Reply& reply) {
  const BrandView& brand = std::get<protocol::ChangedBrandReply>(reply).brand;
  const std::string remark = Remark(brand);
  Context::Print(brand.preference.brand + ": " + brand.state +
                 (remark.empty() ? "" : " (" + remark + ")"));
}

// A welcome says nothing of a brand that is wanted anyway: the command must not seem to be lost.
void ShowEngaged(const Reply& reply) {
  ShowBrand(reply);
  const auto& brand = std::get<protocol::ChangedBrandReply>(reply).brand;
  const model::Preference& preference = brand.preference;
  if (brand.state == "engaged" || brand.state == "unwanted") return;
  if (preference.engaged_until_leave) Context::Print("The welcome lasts until you leave the site.");
  if (preference.engaged_until_ms != 0) {
    Context::Print("The welcome lasts until " + LocalTime(preference.engaged_until_ms) + ".");
  }
}

void ShowBrands(const Reply& reply) {
  const auto& list = std::get<protocol::BrandsReply>(reply);
  if (list.brands.empty()) {
    Context::Print("No brand has asked you for anything yet, and you have named none.");
    return;
  }
  Table table({"BRAND", "STATE", "ASKS", "DECLINED", "DISMISSED", "HIDDEN", "TIME BACK", ""});
  for (const BrandView& brand : list.brands) {
    table.Add({brand.preference.brand, brand.state, std::to_string(brand.asks),
               std::to_string(brand.declined), std::to_string(brand.dismissed),
               std::to_string(brand.hidden), Duration(brand.seconds), Remark(brand)});
  }
  std::fputs(table.Text(ColourWanted()).c_str(), stdout);
  if (list.total > list.brands.size()) {
    Context::Print(std::to_string(list.total - list.brands.size()) +
                   " more: --offset and --limit show them.");
  }
}

}  // namespace

model::AskKindSet KindsNamed(const std::vector<std::string>& names) {
  model::AskKindSet kinds;
  for (const std::string& name : names) {
    if (const auto kind = model::ParseAskKind(name)) kinds.Add(*kind);
  }
  return kinds;
}

int ListBrands(Context& context, const BrandsOptions& options) {
  protocol::BrandsRequest request;
  request.query = options.query;
  request.offset = options.offset;
  request.limit = options.limit;
  return context.Ask(request, IfMissing::kFail, ShowBrands);
}

int WantBrand(Context& context, const BrandsOptions& options) {
  protocol::PreferRequest request;
  request.domain = options.domain;
  if (options.kinds.empty()) {
    request.wanted = true;
    request.unwanted_kinds = model::AskKindSet();
  } else {
    request.wanted_kinds = KindsNamed(options.kinds);
  }
  return context.Ask(request, IfMissing::kCreate, ShowBrand);
}

int UnwantBrand(Context& context, const BrandsOptions& options) {
  protocol::PreferRequest request;
  request.domain = options.domain;
  if (options.kinds.empty()) {
    request.wanted = false;
    request.wanted_kinds = model::AskKindSet();
  } else {
    request.unwanted_kinds = KindsNamed(options.kinds);
  }
  return context.Ask(request, IfMissing::kCreate, ShowBrand);
}

int EngageBrand(Context& context, const BrandsOptions& options) {
  constexpr std::int64_t kHour = 60;
  protocol::EngageRequest request;
  request.domain = options.domain;
  request.until_leave = options.until_leave;
  if (options.end) {
    request.minutes = 0;
  } else if (!options.until_leave) {
    request.minutes = options.minutes == 0 ? kHour : options.minutes;
  }
  return context.Ask(request, IfMissing::kCreate, ShowEngaged);
}

int PauseBrand(Context& context, const BrandsOptions& options) {
  protocol::PauseRequest request;
  request.domain = options.domain;
  request.until_leave = options.until_leave;
  if (options.end) {
    request.minutes = 0;
  } else if (!options.until_leave) {
    request.minutes = options.minutes == 0 ? -1 : options.minutes;
  }
  return context.Ask(request, IfMissing::kCreate, ShowBrand);
}

int MergeBrand(Context& context, const BrandsOptions& options) {
  protocol::MergeRequest request;
  request.domain = options.domain;
  request.into = options.into;
  return context.Ask(request, IfMissing::kFail, ShowBrand);
}

int SplitBrand(Context& context, const BrandsOptions& options) {
  protocol::SplitRequest request;
  request.domain = options.domain;
  return context.Ask(request, IfMissing::kFail, ShowBrand);
}

int ForgetBrand(Context& context, const BrandsOptions& options) {
  protocol::ForgetRequest request;
  request.domain = options.domain;
  return context.Ask(request, IfMissing::kFail, [](const Reply& reply) {
    Context::Print(std::get<protocol::RemovedReply>(reply).removed
                       ? "Forgotten."
                       : "Nothing was known of this brand.");
  });
}

}  // namespace lma::cli
