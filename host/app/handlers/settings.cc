// settings: the program as a whole.
#include "app/handlers/handlers.h"

namespace lma::app {

Result<Reply> Handle(const protocol::SettingsRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const bool changes = request.quiet_level || request.allowed_kinds || request.journal_months;
  const auto settings = changes ? (*profile)->ChangeSettings([&request](model::Settings* stored) {
    if (request.quiet_level) stored->quiet_level = *request.quiet_level;
    if (request.allowed_kinds) stored->allowed_kinds = *request.allowed_kinds;
    if (request.journal_months) stored->journal_months = *request.journal_months;
  })
                                : (*profile)->GetSettings();
  if (!settings) return Fail(settings.error());
  return Reply(protocol::SettingsReply{*settings});
}

}  // namespace lma::app
