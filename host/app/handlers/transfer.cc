// export, upload, import: moving house.
#include <algorithm>
#include <string>
#include <utility>

#include "app/export_text.h"
#include "app/handlers/handlers.h"
#include "app/profile_json.h"
#include "protocol/json_reader.h"

namespace lma::app {
namespace {

using What = protocol::ExportRequest::What;

// So that a part stays below the longest reply however it is escaped.
constexpr std::size_t kPartBytes = 400'000;

Result<std::string> ExportedText(What what, profile::Profile& profile, std::int64_t now_ms) {
  if (what == What::kProfile) {
    const auto data = profile.Export();
    if (!data) return Fail(data.error());
    return ProfileToJson(*data, now_ms);
  }
  if (what == What::kUblock) {
    const auto learned = profile.AllLearned();
    if (!learned) return Fail(learned.error());
    return UblockList(learned->items, profile);
  }
  if (what == What::kStatementCsv) {
    const auto rows = profile.Statement(0, 0);
    if (!rows) return Fail(rows.error());
    return StatementCsv(*rows);
  }
  profile::BrandFilter all;
  all.limit = profile::kEveryBrand;
  const auto brands = profile.Brands(all);
  if (!brands) return Fail(brands.error());
  return BrandsCsv(brands->items);
}

Session::Download InParts(std::string text) {
  Session::Download download;
  for (std::string_view rest = text; !rest.empty();) {
    rest.remove_prefix(protocol::CutUtf8(rest, kPartBytes).size());
    download.ends.push_back(text.size() - rest.size());
  }
  if (download.ends.empty()) download.ends.push_back(0);
  download.text = std::move(text);
  return download;
}

Result<Reply> PartOf(std::uint64_t part, Session& session) {
  const Session::Download& download = session.download;
  const std::size_t parts = download.ends.size();
  if (part > parts) return Fail(ErrorCode::kBadRequest, "part: there is none");
  const std::size_t begin = part == 1 ? 0 : download.ends[part - 2];
  protocol::TextReply reply{download.text.substr(begin, download.ends[part - 1] - begin), part,
                            parts};
  if (part == parts) session.download = {};
  return Reply(std::move(reply));
}

protocol::ImportReply::Part PartOf(std::string_view name, const profile::ImportCounts& counts) {
  return {name, counts.added, counts.changed, counts.unchanged};
}

}  // namespace

Result<Reply> Handle(const protocol::ExportRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  if (request.part > 1) return PartOf(request.part, session);
  auto text = ExportedText(request.what, **profile, session.clock.NowMs());
  if (!text) return Fail(text.error());
  if (request.part == 1) {
    session.download = InParts(std::move(*text));
    return PartOf(request.part, session);
  }
  if (request.what == What::kProfile) return Reply(protocol::ProfileReply{std::move(*text)});
  return Reply(protocol::TextReply{std::move(*text)});
}

Result<Reply> Handle(const protocol::UploadRequest& request, Session& session) {
  Session::Upload& upload = session.upload;
  if (request.part == 1) upload = {{}, 1, request.parts};
  const bool fits = request.part > 0 && request.part == upload.next_part &&
                    request.parts == upload.parts && request.part <= request.parts;
  const bool too_large =
      fits && upload.text.size() + request.chunk.size() > protocol::kMaxUploadBytes;
  if (!fits || too_large) {
    upload = {};
    return too_large ? Fail(ErrorCode::kTooLarge, "upload: too long")
                     : Fail(ErrorCode::kBadRequest, "part: not the next one");
  }
  upload.text += request.chunk;
  ++upload.next_part;
  return Reply(protocol::StoredReply{upload.text.size()});
}

Result<Reply> Handle(const protocol::ImportRequest& request, Session& session) {
  const auto profile = OpenedProfile(session);
  if (!profile) return Fail(profile.error());
  if (request.uploaded != request.profile.empty()) {
    return Fail(ErrorCode::kBadRequest,
                request.uploaded ? "profile, uploaded: both are there" : "profile: missing");
  }
  if (request.uploaded && !session.upload.complete()) {
    return Fail(ErrorCode::kBadRequest, "uploaded: not all parts came");
  }
  // Reading writes to the text, and after a preview it is read again.
  std::string uploaded;
  if (request.uploaded) {
    uploaded = request.apply ? std::exchange(session.upload, {}).text : session.upload.text;
  }
  const auto data = ProfileFromJson(request.uploaded ? std::span<char>(uploaded) : request.profile);
  if (!data) {
    session.upload = {};
    return Fail(data.error());
  }
  const auto report = (*profile)->Import(
      *data, request.apply ? profile::ImportMode::kApply : profile::ImportMode::kPreview);
  if (!report) return Fail(report.error());
  protocol::ImportReply reply{report->added, report->changed, report->unchanged, {}};
  reply.by_part = {PartOf("settings", report->settings), PartOf("brands", report->brands),
                   PartOf("learned", report->learned), PartOf("journal", report->journal)};
  return Reply(std::move(reply));
}

}  // namespace lma::app
