// judge, opt_in, scan, labels: what the page's elements are.
#include "app/handlers/handlers.h"

namespace lma::app {

namespace {

// What is known of the page's brand.
Result<decide::Situation> SituationOf(const model::Page& page, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(page.top_url);
  if (!domain) return Fail(domain.error());
  auto preference = (*profile)->FindPreference(*domain);
  if (!preference) return Fail(preference.error());
  const auto settings = (*profile)->GetSettings();
  if (!settings) return Fail(settings.error());
  decide::Situation situation;
  situation.preference = std::move(*preference);
  situation.settings = *settings;
  situation.now_ms = session.clock.NowMs();
  return situation;
}

}  // namespace

Result<Reply> Handle(const protocol::JudgeRequest& request, Session& session) {
  const auto situation = SituationOf(request.page, session);
  if (!situation) return Fail(situation.error());
  return Reply(
      protocol::JudgeReply{session.judging.Judge(request.page, request.candidates, *situation)});
}

Result<Reply> Handle(const protocol::OptInRequest& request, Session& session) {
  const auto situation = SituationOf(request.page, session);
  if (!situation) return Fail(situation.error());
  return Reply(
      protocol::OptInReply{session.judging.JudgeOptIn(request.page, request.boxes, *situation)});
}

Result<Reply> Handle(const protocol::ScanRequest& request, Session& session) {
  protocol::ScanReply reply;
  for (std::size_t i = 0; i < request.texts.size(); ++i) {
    if (const auto kind = session.judging.KindOfText(request.texts[i])) {
      reply.hits.push_back({i, *kind});
    }
  }
  return Reply(std::move(reply));
}

Result<Reply> Handle(const protocol::LabelsRequest& request, Session& session) {
  protocol::LabelsReply reply;
  reply.roles.reserve(request.labels.size());
  for (const std::string_view label : request.labels) {
    reply.roles.push_back(session.judging.RoleOfLabel(label));
  }
  return Reply(std::move(reply));
}

}  // namespace lma::app
