#include "protocol/encode.h"

#include <type_traits>
#include <variant>

#include "protocol/json_reader.h"

namespace lma::protocol {
namespace {

// Of a result's text per part. Escaping at most doubles it, since JSON text holds no control
// characters, and the rest of the message is short.
constexpr std::size_t kPartBytes = kMaxReplyBytes / 2 - 1000;

void WriteEnvelope(JsonWriter& json, const Envelope& to) {
  json.Member("id", to.id);
  json.Member("type", to.type);
}

void MemberCounts(JsonWriter& json, std::string_view key,
                  const std::vector<StatsReply::Count>& counts) {
  json.Key(key);
  json.BeginArray();
  for (const StatsReply::Count& count : counts) {
    json.BeginObject();
    json.Member("name", count.name);
    json.Member("asks", count.asks);
    json.Member("seconds", count.seconds);
    json.EndObject();
  }
  json.EndArray();
}

// One overload per reply: writes the members of its result.
struct Members {
  JsonWriter& json;

  template <typename T, typename Write>
  void List(std::string_view key, const std::vector<T>& values, Write write) const {
    json.Key(key);
    json.BeginArray();
    for (const T& value : values) write(json, value);
    json.EndArray();
  }

  void operator()(const HelloReply& reply) const {
    json.Member("protocol", reply.protocol);
    json.Member("host_version", reply.host_version);
    json.Member("vault", reply.vault);
    json.Member("vault_error", reply.vault_error);
    json.Member("languages", reply.languages);
  }
  void operator()(const PlanReply& reply) const {
    json.Member("state", reply.active ? "active" : "dormant");
    json.Member("reason", reply.reason);
    json.Member("until", reply.until_ms);
    json.Member("brand", reply.brand);
    json.Member("quiet_level", reply.quiet_level == model::QuietLevel::kPage ? "page" : "prompts");
    json.Member("style", reply.style);
    json.Key("lists");
    json.BeginObject();
    json.Member("style", reply.list_style);
    json.Member("tokens", reply.list_tokens);
    json.EndObject();
    List("learned", reply.learned, WriteLearnedAsk);
    json.Member("seeds", reply.seeds);
    json.Key("hold");
    json.BeginObject();
    List("overlay_tokens", reply.overlay_tokens,
         [](JsonWriter& to, std::string_view token) { to.String(token); });
    json.EndObject();
  }
  void operator()(const ListStyleReply& reply) const { json.Member("style", reply.style); }
  void operator()(const JudgeReply& reply) const { List("verdicts", reply.verdicts, WriteVerdict); }
  void operator()(const ScanReply& reply) const {
    List("hits", reply.hits, [](JsonWriter& to, const ScanReply::Hit& hit) {
      to.BeginObject();
      to.Member("i", hit.index);
      to.Member("kind", model::AskKindName(hit.kind));
      to.EndObject();
    });
  }
  void operator()(const LabelsReply& reply) const {
    List("roles", reply.roles,
         [](JsonWriter& to, model::ControlRole role) { to.String(model::ControlRoleName(role)); });
  }
  void operator()(const OptInReply& reply) const {
    List("verdicts", reply.verdicts, WriteOptInVerdict);
  }
  void operator()(const StoredReply& reply) const { json.Member("stored", reply.stored); }
  void operator()(const LearnedReply& reply) const {
    json.Key("learned");
    WriteLearnedAsk(json, reply.learned);
  }
  void operator()(const LearnedListReply& reply) const {
    List("learned", reply.learned, WriteLearnedAsk);
  }
  void operator()(const RemovedReply& reply) const { json.Member("removed", reply.removed); }
  void operator()(const RemovedCountReply& reply) const { json.Member("removed", reply.removed); }
  void operator()(const ChangedCountReply& reply) const { json.Member("changed", reply.changed); }
  void operator()(const TextReply& reply) const {
    json.Member("text", reply.text);
    if (reply.part == 0) return;
    json.Member("part", reply.part);
    json.Member("parts", reply.parts);
  }
  void operator()(const StatementReply& reply) const {
    List("rows", reply.rows, [](JsonWriter& to, const StatementReply::Row& row) {
      to.BeginObject();
      to.Member("month", row.month);
      to.Member("brand", row.brand);
      to.Member("others", row.others);
      to.Member("gone", row.gone);
      to.Member("seconds", row.seconds);
      to.EndObject();
    });
    List("seconds_each", reply.seconds_each, [](JsonWriter& to, const auto& each) {
      to.BeginObject();
      to.Member("kind", model::AskKindName(each.first));
      to.Member("seconds", each.second);
      to.EndObject();
    });
  }
  void operator()(const EndedReply& reply) const { json.Member("ended", reply.ended); }
  void operator()(const ChangedBrandReply& reply) const {
    json.Key("brand");
    WriteBrand(json, reply.brand);
  }
  void operator()(const BrandsReply& reply) const {
    List("brands", reply.brands, WriteBrand);
    json.Member("total", reply.total);
  }
  void operator()(const JournalReply& reply) const {
    List("entries", reply.entries, WriteJournalEntry);
    json.Member("total", reply.total);
  }
  void operator()(const StatsReply& reply) const {
    json.Member("asks", reply.asks);
    json.Member("seconds", reply.seconds);
    MemberCounts(json, "by_kind", reply.by_kind);
    MemberCounts(json, "by_brand", reply.by_brand);
    MemberCounts(json, "by_week", reply.by_week);
    MemberCounts(json, "by_action", reply.by_action);
  }
  void operator()(const SettingsReply& reply) const {
    json.Key("settings");
    WriteSettings(json, reply.settings);
  }
  void operator()(const ImportReply& reply) const {
    json.Member("added", reply.added);
    json.Member("changed", reply.changed);
    json.Member("unchanged", reply.unchanged);
    List("by_part", reply.by_part, [](JsonWriter& to, const ImportReply::Part& part) {
      to.BeginObject();
      to.Member("name", part.name);
      to.Member("added", part.added);
      to.Member("changed", part.changed);
      to.Member("unchanged", part.unchanged);
      to.EndObject();
    });
  }
  void operator()(const KeysReply& reply) const {
    json.Member("key_file", reply.key_file);
    json.Member("keyring", reply.keyring);
    json.Member("passphrase", reply.passphrase);
  }
  void operator()(const UnlockedReply& reply) const { json.Member("unlocked", reply.unlocked); }
  void operator()(const LockedReply& reply) const { json.Member("locked", reply.locked); }
  void operator()(const HealthReply& reply) const {
    List("checks", reply.checks, [](JsonWriter& to, const HealthReply::Check& check) {
      to.BeginObject();
      to.Member("id", check.id);
      to.Member("state", check.state);
      to.Member("message", check.message);
      to.Member("mend", check.mend);
      to.EndObject();
    });
  }
};

// The messages that carry `result` (JSON text) in pieces.
std::vector<std::string> EncodeParts(const Envelope& to, std::string_view result) {
  std::vector<std::string_view> pieces;
  while (!result.empty()) {
    pieces.push_back(CutUtf8(result, kPartBytes));
    result.remove_prefix(pieces.back().size());
  }
  std::vector<std::string> messages;
  messages.reserve(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    JsonWriter json(&messages.emplace_back());
    json.BeginObject();
    WriteEnvelope(json, to);
    json.Member("part", static_cast<std::uint64_t>(i + 1));
    json.Member("parts", static_cast<std::uint64_t>(pieces.size()));
    json.Member("chunk", pieces[i]);
    json.EndObject();
  }
  return messages;
}

}  // namespace

void WriteResult(JsonWriter& json, const Reply& reply) {
  if (const auto* profile = std::get_if<ProfileReply>(&reply)) return json.Raw(profile->json);
  if (const auto* brand = std::get_if<BrandReply>(&reply)) return WriteBrand(json, brand->brand);
  json.BeginObject();
  std::visit(
      [&json](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (!std::is_same_v<T, ProfileReply> && !std::is_same_v<T, BrandReply>) {
          Members{json}(value);
        }
      },
      reply);
  json.EndObject();
}

std::vector<std::string> EncodeReply(const Envelope& to, const Result<Reply>& reply) {
  std::vector<std::string> messages(1);
  std::string& message = messages.front();
  JsonWriter json(&message);
  json.BeginObject();
  WriteEnvelope(json, to);
  if (!reply) {
    json.Key("error");
    json.BeginObject();
    json.Member("code", ErrorCodeName(reply.error().code));
    json.Member("message", reply.error().detail);
    json.EndObject();
    json.EndObject();
    return messages;
  }
  json.Key("result");
  const std::size_t result_begin = message.size();
  WriteResult(json, *reply);
  const std::size_t result_end = message.size();
  json.EndObject();
  if (message.size() <= kMaxReplyBytes) return messages;
  return EncodeParts(to, std::string_view(message).substr(result_begin, result_end - result_begin));
}

std::string EncodeChanged() { return R"({"id":0,"type":"changed"})"; }

}  // namespace lma::protocol
