// plan: what a page is told at its start.
#include "app/brand_view.h"
#include "app/handlers/handlers.h"
#include "app/learned_style.h"
#include "app/list_style.h"
#include "app/seeds.h"

namespace lma::app {
namespace {

using protocol::PlanReply;

// Dormant, and why: the page is as it would be without the extension.
Result<Reply> Dormant(PlanReply reply, std::string_view reason) {
  reply.active = false;
  reply.reason = reason;
  return Reply(std::move(reply));
}

}  // namespace

Result<Reply> Handle(const protocol::PlanRequest& request, Session& session) {
  PlanReply reply;
  if (session.profile == nullptr) {
    return Dormant(std::move(reply), ErrorCodeName(session.vault_error.code));
  }
  profile::Profile& profile = *session.profile;
  const auto domain = DomainOf(request.top_url);
  if (!domain) return Dormant(std::move(reply), "no_brand");
  reply.brand = profile.BrandOf(*domain);

  const auto preference = profile.FindPreference(*domain);
  // The record that cannot be read may say that the brand is wanted.
  if (!preference) return Dormant(std::move(reply), ErrorCodeName(preference.error().code));
  if (*preference) {
    const std::int64_t now_ms = session.clock.NowMs();
    const Welcome welcome = WelcomeAt(**preference, now_ms);
    reply.until_ms = welcome.until_ms;
    if (welcome.until_ms > now_ms &&
        (session.welcome_ends_ms == 0 || welcome.until_ms < session.welcome_ends_ms)) {
      session.welcome_ends_ms = welcome.until_ms;
    }
    if (welcome.why == Welcome::Why::kPaused) return Dormant(std::move(reply), "paused");
    if (welcome.why == Welcome::Why::kWantedBrand) return Dormant(std::move(reply), "wanted_brand");
    if (welcome.why == Welcome::Why::kEngaged) return Dormant(std::move(reply), "engaged");
  }

  const auto settings = profile.GetSettings();
  if (!settings) return Dormant(std::move(reply), ErrorCodeName(settings.error().code));
  const auto learned = profile.Learned(*domain);
  if (!learned) return Dormant(std::move(reply), ErrorCodeName(learned.error().code));
  reply.active = true;
  reply.reason = "ask";
  reply.quiet_level = settings->quiet_level;
  for (const model::LearnedAsk& ask : *learned) {
    if (ask.enabled) reply.learned.push_back(ask);
  }
  reply.style = LearnedStyle(reply.learned);
  if (session.lists.get() != nullptr && ListsApplyTo(*preference, session.clock.NowMs())) {
    reply.list_style = SiteStyle(session.lists, request.url, request.top_url);
    reply.list_tokens =
        session.lists.get() != nullptr && session.lists.get()->has_rules_everywhere();
  }
  reply.seeds = BlockSeeds();
  reply.overlay_tokens = OverlayTokens();
  return Reply(std::move(reply));
}

}  // namespace lma::app
