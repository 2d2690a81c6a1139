// What the user says of brands.
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "app/brand_view.h"
#include "app/handlers/handlers.h"

namespace lma::app {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();

Result<std::vector<std::string>> DomainsOf(const std::vector<std::string_view>& names) {
  std::vector<std::string> domains;
  for (const std::string_view name : names) {
    auto domain = DomainOf(name);
    if (!domain) return Fail(domain.error());
    domains.push_back(std::move(*domain));
  }
  return domains;
}

// The brand as it is after a change.
Result<Reply> BrandNow(const std::string& domain, Session& session) {
  const auto summary = session.profile->Brand(domain);
  if (!summary) return Fail(summary.error());
  return Reply(protocol::ChangedBrandReply{ViewOf(*summary, session.clock.NowMs())});
}

// Stores a change of the domain's preference and answers with the brand as it is then.
template <typename Change>
Result<Reply> ChangeBrand(std::string_view domain, Session& session, const Change& change) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto name = DomainOf(domain);
  if (!name) return Fail(name.error());
  const auto changed = (*profile)->ChangePreference(*name, change);
  if (!changed) return Fail(changed.error());
  return BrandNow(*name, session);
}

}  // namespace

Result<Reply> Handle(const protocol::BrandRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.top_url);
  if (!domain) return Fail(domain.error());
  const auto summary = (*profile)->Brand(*domain);
  if (!summary) return Fail(summary.error());
  return Reply(protocol::BrandReply{ViewOf(*summary, session.clock.NowMs())});
}

Result<Reply> Handle(const protocol::BrandsRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  profile::BrandFilter filter;
  filter.query = request.query;
  const std::int64_t now_ms = session.clock.NowMs();
  if (!request.state.empty()) {
    filter.fits = [&](const profile::BrandSummary& summary) {
      return ViewOf(summary, now_ms).state == request.state;
    };
  }
  filter.order = static_cast<profile::BrandOrder>(request.sort);
  filter.offset = request.offset;
  filter.limit = request.limit;
  const auto listing = (*profile)->Brands(filter);
  if (!listing) return Fail(listing.error());
  protocol::BrandsReply reply;
  reply.total = listing->total;
  for (const profile::BrandSummary& summary : listing->items) {
    reply.brands.push_back(ViewOf(summary, now_ms));
  }
  return Reply(std::move(reply));
}

Result<Reply> Handle(const protocol::PreferRequest& request, Session& session) {
  if (!request.wanted && !request.wanted_kinds && !request.unwanted_kinds) {
    return Fail(ErrorCode::kBadRequest, "wanted, wanted_kinds, unwanted_kinds: none is there");
  }
  return ChangeBrand(request.domain, session, [&request](model::Preference* preference) {
    if (request.wanted) preference->wanted = *request.wanted;
    if (request.wanted_kinds) preference->wanted_kinds = *request.wanted_kinds;
    if (request.unwanted_kinds) preference->unwanted_kinds = *request.unwanted_kinds;
  });
}

Result<Reply> Handle(const protocol::PreferManyRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domains = DomainsOf(request.domains);
  if (!domains) return Fail(domains.error());
  const Status changed = (*profile)->ChangePreferences(
      *domains, [&request](model::Preference* preference) { preference->wanted = request.wanted; });
  if (!changed) return Fail(changed.error());
  return Reply(protocol::ChangedCountReply{domains->size()});
}

Result<Reply> Handle(const protocol::ForgetManyRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domains = DomainsOf(request.domains);
  if (!domains) return Fail(domains.error());
  const auto removed = (*profile)->ForgetAll(*domains);
  if (!removed) return Fail(removed.error());
  return Reply(protocol::RemovedCountReply{*removed});
}

Result<Reply> Handle(const protocol::MergeRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.domain);
  if (!domain) return Fail(domain.error());
  const auto into = DomainOf(request.into);
  if (!into) return Fail(into.error());
  const auto merged = (*profile)->MergeBrands(*domain, *into);
  if (!merged) return Fail(merged.error());
  return BrandNow(*into, session);
}

Result<Reply> Handle(const protocol::SplitRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.domain);
  if (!domain) return Fail(domain.error());
  const Status split = (*profile)->SplitBrand(*domain);
  if (!split) return Fail(split.error());
  return BrandNow(*domain, session);
}

Result<Reply> Handle(const protocol::EngageRequest& request, Session& session) {
  const int ways =
      int{request.minutes.has_value()} + int{request.until.has_value()} + int{request.until_leave};
  if (ways != 1) {
    return Fail(ErrorCode::kBadRequest, "minutes, until, until_leave: not exactly one is there");
  }
  const std::int64_t now_ms = session.clock.NowMs();
  std::int64_t until_ms = 0;
  if (request.minutes)
    until_ms = *request.minutes == 0 ? 0 : now_ms + *request.minutes * kMsPerMinute;
  if (request.until) until_ms = *request.until;
  if (until_ms > now_ms + protocol::kMaxEngageMinutes * kMsPerMinute) {
    return Fail(ErrorCode::kBadRequest, "until: over a year away");
  }
  return ChangeBrand(request.domain, session, [&](model::Preference* preference) {
    preference->engaged_until_ms = until_ms;
    preference->engaged_until_leave = request.until_leave;
  });
}

Result<Reply> Handle(const protocol::LeftRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.domain);
  if (!domain) return Fail(domain.error());
  const auto preference = (*profile)->FindPreference(*domain);
  if (!preference) return Fail(preference.error());
  // Most sites that are left were never spoken of: nothing is to be written for them.
  if (!*preference || !((*preference)->engaged_until_leave || (*preference)->paused_until_leave)) {
    return Reply(protocol::EndedReply{false});
  }
  const auto changed = (*profile)->ChangePreference(*domain, [](model::Preference* stored) {
    stored->engaged_until_leave = false;
    stored->paused_until_leave = false;
  });
  if (!changed) return Fail(changed.error());
  return Reply(protocol::EndedReply{true});
}

Result<Reply> Handle(const protocol::PauseRequest& request, Session& session) {
  if (request.minutes.has_value() == request.until_leave) {
    return Fail(ErrorCode::kBadRequest, "minutes, until_leave: not exactly one is there");
  }
  const std::int64_t minutes = request.minutes.value_or(0);
  std::int64_t until_ms = session.clock.NowMs() + minutes * kMsPerMinute;
  if (minutes == 0) until_ms = 0;
  if (minutes < 0) until_ms = kForEver;
  return ChangeBrand(request.domain, session, [&](model::Preference* preference) {
    preference->paused_until_ms = until_ms;
    preference->paused_until_leave = request.until_leave;
  });
}

Result<Reply> Handle(const protocol::ForgetRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.domain);
  if (!domain) return Fail(domain.error());
  const auto removed = (*profile)->Forget(*domain);
  if (!removed) return Fail(removed.error());
  return Reply(protocol::RemovedReply{*removed == profile::Profile::Removed::kSomething});
}

}  // namespace lma::app
