// list_style: the rules of filter lists that hold everywhere, for what a page has.
#include "app/list_style.h"

#include "app/handlers/handlers.h"

namespace lma::app {

Result<Reply> Handle(const protocol::ListStyleRequest& request, Session& session) {
  protocol::ListStyleReply reply;
  if (session.lists.get() == nullptr) return Reply(std::move(reply));
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto domain = DomainOf(request.top_url);
  if (!domain) return Fail(domain.error());
  const auto preference = (*profile)->FindPreference(*domain);
  if (!preference) return Fail(preference.error());
  if (ListsApplyTo(*preference, session.clock.NowMs())) {
    reply.style = TokenStyle(
        session.lists, request.url, request.top_url, request.tokens,
        request.general ? lists::Index::General::kWith : lists::Index::General::kWithout);
  }
  return Reply(std::move(reply));
}

}  // namespace lma::app
