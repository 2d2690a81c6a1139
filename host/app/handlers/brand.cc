// What the user says of brands.
#include <limits>

#include "app/brand_view.h"
#include "app/handlers/handlers.h"

namespace lma::app {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();

// Stores a change of the domain's preference and answers with the brand as it is then.
template <typename Change>
Result<Reply> ChangeBrand(std::string_view domain, Session& session, const Change& change) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto name = DomainOf(domain);
  if (!name) return Fail(name.error());
  const auto changed = (*profile)->ChangePreference(*name, change);
  if (!changed) return Fail(changed.error());
  const auto summary = (*profile)->Brand(*name);
  if (!summary) return Fail(summary.error());
  return Reply(protocol::ChangedBrandReply{ViewOf(*summary, session.clock.NowMs())});
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
  filter.offset = request.offset;
  filter.limit = request.limit;
  const auto listing = (*profile)->Brands(filter);
  if (!listing) return Fail(listing.error());
  protocol::BrandsReply reply;
  reply.total = listing->total;
  const std::int64_t now_ms = session.clock.NowMs();
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
  if (!*preference || !(*preference)->engaged_until_leave) {
    return Reply(protocol::EndedReply{false});
  }
  const auto changed = (*profile)->ChangePreference(
      *domain, [](model::Preference* stored) { stored->engaged_until_leave = false; });
  if (!changed) return Fail(changed.error());
  return Reply(protocol::EndedReply{true});
}

Result<Reply> Handle(const protocol::PauseRequest& request, Session& session) {
  const std::int64_t now_ms = session.clock.NowMs();
  std::int64_t until_ms = now_ms + request.minutes * kMsPerMinute;
  if (request.minutes == 0) until_ms = 0;
  if (request.minutes < 0) until_ms = kForEver;
  return ChangeBrand(request.domain, session, [until_ms](model::Preference* preference) {
    preference->paused_until_ms = until_ms;
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
