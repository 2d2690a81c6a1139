// brands: what the user wants of whom.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
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

// Names given to --kinds -> a set; CLI11 has checked the names.
model::AskKindSet KindSet(const std::vector<std::string>& names) {
  model::AskKindSet kinds;
  for (const std::string& name : names) {
    if (const auto kind = model::ParseAskKind(name)) kinds.Add(*kind);
  }
  return kinds;
}

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const model::AskKind kind : model::kAllAskKinds) {
    names.emplace_back(model::AskKindName(kind));
  }
  return names;
}

// What the options of all sub-verbs are read into.
struct Options {
  std::string domain;
  std::string query;
  std::vector<std::string> kinds;
  std::uint64_t offset = 0;
  std::uint64_t limit = 100;
  std::int64_t minutes = 0;
  bool until_leave = false;
  bool for_ever = false;
  bool end = false;
};

CLI::App* AddDomainVerb(CLI::App* brands, Options* options, const char* name, const char* help) {
  CLI::App* verb = brands->add_subcommand(name, help);
  verb->add_option("domain", options->domain, "A site of the brand, such as shop.example")
      ->required();
  return verb;
}

void AddKinds(CLI::App* verb, Options* options, const char* help) {
  verb->add_option("--kinds", options->kinds, help)
      ->delimiter(',')
      ->check(CLI::IsMember(KindNames()));
}

void AddWant(CLI::App* brands, const std::shared_ptr<Options>& o, Context& context, int* status) {
  CLI::App* want = AddDomainVerb(brands, o.get(), "want", "Hear from this brand");
  AddKinds(want, o.get(), "Only these kinds of ask, separated by commas");
  want->callback([o, &context, status] {
    protocol::PreferRequest request;
    request.domain = o->domain;
    if (o->kinds.empty()) {
      request.wanted = true;
      request.unwanted_kinds = model::AskKindSet();
    } else {
      request.wanted_kinds = KindSet(o->kinds);
    }
    *status = context.Ask(request, IfMissing::kCreate, ShowBrand);
  });
  CLI::App* unwant = AddDomainVerb(brands, o.get(), "unwant", "Do not hear from this brand");
  AddKinds(unwant, o.get(), "Only these kinds are not wanted");
  unwant->callback([o, &context, status] {
    protocol::PreferRequest request;
    request.domain = o->domain;
    if (o->kinds.empty()) {
      request.wanted = false;
      request.wanted_kinds = model::AskKindSet();
    } else {
      request.unwanted_kinds = KindSet(o->kinds);
    }
    *status = context.Ask(request, IfMissing::kCreate, ShowBrand);
  });
}

void AddEngage(CLI::App* brands, const std::shared_ptr<Options>& o, Context& context, int* status) {
  constexpr std::int64_t kHour = 60;
  CLI::App* engage =
      AddDomainVerb(brands, o.get(), "engage", "Welcome this brand for a while (an hour)");
  auto* minutes = engage->add_option("--minutes", o->minutes, "For so many minutes")
                      ->check(CLI::Range(std::int64_t{1}, protocol::kMaxEngageMinutes));
  auto* leave = engage->add_flag("--until-leave", o->until_leave, "Until its last tab is closed");
  auto* end = engage->add_flag("--end", o->end, "End the welcome now");
  minutes->excludes(leave)->excludes(end);
  leave->excludes(end);
  engage->callback([o, minutes, &context, status] {
    protocol::EngageRequest request;
    request.domain = o->domain;
    request.until_leave = o->until_leave;
    if (!o->until_leave) request.minutes = o->end ? 0 : minutes->empty() ? kHour : o->minutes;
    *status = context.Ask(request, IfMissing::kCreate, ShowBrand);
  });
}

void AddPause(CLI::App* brands, const std::shared_ptr<Options>& o, Context& context, int* status) {
  CLI::App* pause = AddDomainVerb(brands, o.get(), "pause", "Leave this brand's sites as they are");
  auto* minutes = pause->add_option("--minutes", o->minutes, "For so many minutes")
                      ->check(CLI::Range(std::int64_t{1}, protocol::kMaxEngageMinutes));
  auto* end = pause->add_flag("--end", o->end, "End the pause now");
  minutes->excludes(end);
  pause->callback([o, minutes, &context, status] {
    protocol::PauseRequest request;
    request.domain = o->domain;
    request.minutes = o->end ? 0 : minutes->empty() ? -1 : o->minutes;
    *status = context.Ask(request, IfMissing::kCreate, ShowBrand);
  });
}

}  // namespace

void AddBrands(CLI::App& program, Context& context, int* status) {
  CLI::App* brands = program.add_subcommand("brands", "Say which brands you want to hear from");
  brands->require_subcommand(1);
  const auto o = std::make_shared<Options>();

  CLI::App* list = brands->add_subcommand("list", "Show the brands that asked or were named");
  list->add_option("query", o->query, "Only brands whose name holds this");
  list->add_option("--offset", o->offset, "Leave out so many");
  list->add_option("--limit", o->limit, "Show so many")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{protocol::kMaxPageRows}));
  list->callback([o, &context, status] {
    protocol::BrandsRequest request;
    request.query = o->query;
    request.offset = o->offset;
    request.limit = o->limit;
    *status = context.Ask(request, IfMissing::kFail, ShowBrands);
  });
  AddWant(brands, o, context, status);
  AddEngage(brands, o, context, status);
  AddPause(brands, o, context, status);
  AddDomainVerb(brands, o.get(), "forget", "Forget all that is known of this brand")
      ->callback([o, &context, status] {
        protocol::ForgetRequest request;
        request.domain = o->domain;
        *status = context.Ask(request, IfMissing::kFail, [](const Reply& reply) {
          Context::Print(std::get<protocol::RemovedReply>(reply).removed
                             ? "Forgotten."
                             : "Nothing was known of this brand.");
        });
      });
}

}  // namespace lma::cli
