// learn, unlearn, learned, learned_set: asks that the user pointed at.
#include "app/handlers/handlers.h"
#include "app/learned_style.h"

namespace lma::app {

Result<Reply> Handle(const protocol::LearnRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.top_url);
  if (!domain) return Fail(domain.error());
  if (request.selector.empty() && request.fingerprint.empty()) {
    return Fail(ErrorCode::kBadRequest, "selector, fingerprint: none is there");
  }
  if (!request.selector.empty() && !IsSafeSelector(request.selector)) {
    return Fail(ErrorCode::kBadRequest, "selector: not one that a style may hold");
  }
  model::LearnedAsk learned;
  learned.answer = request.answer;
  learned.selector = request.selector;
  learned.fingerprint = request.fingerprint;
  learned.label = request.label;
  learned.kind = request.kind ? request.kind : session.judging.KindOfText(request.label);
  auto stored = (*profile)->AddLearned(*domain, std::move(learned));
  if (!stored) return Fail(stored.error());
  return Reply(protocol::LearnedReply{std::move(*stored)});
}

Result<Reply> Handle(const protocol::UnlearnRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto removed = (*profile)->RemoveLearned(request.learned_id);
  if (!removed) return Fail(removed.error());
  return Reply(protocol::RemovedReply{removed->has_value()});
}

Result<Reply> Handle(const protocol::LearnedRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  if (request.top_url.empty()) {
    auto all = (*profile)->AllLearned();
    if (!all) return Fail(all.error());
    return Reply(protocol::LearnedListReply{std::move(all->items)});
  }
  const auto domain = DomainOf(request.top_url);
  if (!domain) return Fail(domain.error());
  auto learned = (*profile)->Learned(*domain);
  if (!learned) return Fail(learned.error());
  return Reply(protocol::LearnedListReply{std::move(*learned)});
}

Result<Reply> Handle(const protocol::LearnedSetRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  auto learned = (*profile)->SetLearnedEnabled(request.learned_id, request.enabled);
  if (!learned) return Fail(learned.error());
  if (!*learned) return Fail(ErrorCode::kNotFound, "no learned ask has this id");
  return Reply(protocol::LearnedReply{std::move(**learned)});
}

}  // namespace lma::app
