// settings, export, import: the program as a whole, and moving house.
#include "app/handlers/handlers.h"
#include "app/profile_json.h"

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

Result<Reply> Handle(const protocol::ExportRequest&, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto data = (*profile)->Export();
  if (!data) return Fail(data.error());
  return Reply(protocol::ProfileReply{ProfileToJson(*data, session.clock.NowMs())});
}

Result<Reply> Handle(const protocol::ImportRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  const auto data = ProfileFromJson(request.profile);
  if (!data) return Fail(data.error());
  const auto counts = (*profile)->Import(
      *data, request.apply ? profile::ImportMode::kApply : profile::ImportMode::kPreview);
  if (!counts) return Fail(counts.error());
  return Reply(protocol::ImportReply{counts->added, counts->changed, counts->unchanged});
}

}  // namespace lma::app
