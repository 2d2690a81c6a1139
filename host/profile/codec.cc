#include "profile/codec.h"

#include <algorithm>
#include <cmath>

#include "vault/bytes.h"

namespace lma::profile {
namespace {

using model::AskKind;
using model::AskKindSet;
using vault::ByteReader;
using vault::ByteWriter;

constexpr std::uint8_t kPreferenceRecord = 0;
constexpr std::uint8_t kAliasRecord = 1;
constexpr std::uint8_t kNoKind = 0xff;
constexpr double kConfidenceSteps = 10000;

Failure Cut() { return Fail(ErrorCode::kVaultCorrupt, "record body is cut short"); }
Failure Unknown() { return Fail(ErrorCode::kVaultVersion, "record body holds a newer value"); }

// Reads one byte as an enum of `count` values; nothing when it is none of them.
template <typename Enum>
std::optional<Enum> ReadEnum(ByteReader* reader, std::size_t count) {
  const std::uint8_t value = reader->U8();
  if (value >= count) return std::nullopt;
  return static_cast<Enum>(value);
}

void WriteTally(ByteWriter* writer, const Tally& tally) {
  writer->Varint(tally.asks);
  writer->SignedVarint(tally.gone);
  writer->SignedVarint(tally.seconds);
  writer->SignedVarint(tally.first_ms);
  writer->SignedVarint(tally.last_ms);
}

Tally ReadTally(ByteReader* reader) {
  Tally tally;
  tally.asks = reader->Varint();
  tally.gone = reader->SignedVarint();
  tally.seconds = reader->SignedVarint();
  tally.first_ms = reader->SignedVarint();
  tally.last_ms = reader->SignedVarint();
  return tally;
}

// Readers must not reserve what a damaged count says: a vector grows with what is really there.
Result<std::vector<std::string>> ReadStrings(ByteReader* reader) {
  std::vector<std::string> strings;
  for (std::uint64_t left = reader->Varint(); left > 0 && reader->ok(); --left) {
    strings.emplace_back(reader->String());
  }
  if (!reader->ok()) return Cut();
  return strings;
}

Result<model::LearnedAsk> DecodeLearnedAsk(std::string_view brand, std::string_view bytes) {
  ByteReader reader(bytes);
  model::LearnedAsk learned;
  learned.brand = brand;
  learned.id = reader.Varint();
  const auto answer = ReadEnum<model::LearnedAsk::Answer>(&reader, 2);
  learned.selector = reader.String();
  learned.fingerprint = reader.String();
  const std::uint8_t kind = reader.U8();
  learned.label = reader.String();
  learned.enabled = reader.U8() != 0;
  learned.created_ms = reader.SignedVarint();
  if (!reader.ok()) return Cut();
  if (!answer || (kind >= model::kAskKindCount && kind != kNoKind)) return Unknown();
  learned.answer = *answer;
  if (kind != kNoKind) learned.kind = static_cast<AskKind>(kind);
  return learned;
}

}  // namespace

void Tally::Add(const Tally& other) {
  asks += other.asks;
  gone += other.gone;
  seconds += other.seconds;
  if (first_ms == 0 || (other.first_ms != 0 && other.first_ms < first_ms)) {
    first_ms = other.first_ms;
  }
  last_ms = std::max(last_ms, other.last_ms);
}

std::string EncodePreference(const model::Preference& preference) {
  ByteWriter writer;
  writer.U8(kPreferenceRecord);
  writer.Varint(preference.domains.size());
  for (const std::string& domain : preference.domains) writer.String(domain);
  writer.U8(preference.wanted ? 1 : 0);
  writer.Varint(preference.wanted_kinds.bits());
  writer.Varint(preference.unwanted_kinds.bits());
  writer.SignedVarint(preference.engaged_until_ms);
  writer.U8(preference.engaged_until_leave ? 1 : 0);
  writer.SignedVarint(preference.paused_until_ms);
  writer.SignedVarint(preference.created_ms);
  writer.SignedVarint(preference.updated_ms);
  writer.U8(preference.paused_until_leave ? 1 : 0);
  return writer.Take();
}

std::string EncodeAlias(const Alias& alias) {
  ByteWriter writer;
  writer.U8(kAliasRecord);
  writer.String(alias.brand);
  return writer.Take();
}

Result<DomainRecord> DecodeDomain(std::string_view name, std::string_view body) {
  ByteReader reader(body);
  const std::uint8_t record = reader.U8();
  if (record == kAliasRecord) {
    Alias alias{std::string(reader.String())};
    if (!reader.ok()) return Cut();
    return DomainRecord(std::move(alias));
  }
  if (record != kPreferenceRecord) return Unknown();
  model::Preference preference;
  preference.brand = name;
  Result<std::vector<std::string>> domains = ReadStrings(&reader);
  if (!domains) return Fail(domains.error());
  preference.domains = std::move(*domains);
  preference.wanted = reader.U8() != 0;
  preference.wanted_kinds = AskKindSet::FromBits(static_cast<std::uint32_t>(reader.Varint()));
  preference.unwanted_kinds = AskKindSet::FromBits(static_cast<std::uint32_t>(reader.Varint()));
  preference.engaged_until_ms = reader.SignedVarint();
  preference.engaged_until_leave = reader.U8() != 0;
  preference.paused_until_ms = reader.SignedVarint();
  preference.created_ms = reader.SignedVarint();
  preference.updated_ms = reader.SignedVarint();
  if (!reader.at_end()) preference.paused_until_leave = reader.U8() != 0;
  if (!reader.ok()) return Cut();
  return DomainRecord(std::move(preference));
}

std::string EncodeLearned(const std::vector<model::LearnedAsk>& learned) {
  ByteWriter writer;
  writer.Varint(learned.size());
  for (const model::LearnedAsk& ask : learned) {
    // Each with its length, so that a later version can add fields to it.
    ByteWriter item;
    item.Varint(ask.id);
    item.U8(static_cast<std::uint8_t>(ask.answer));
    item.String(ask.selector);
    item.String(ask.fingerprint);
    item.U8(ask.kind ? static_cast<std::uint8_t>(*ask.kind) : kNoKind);
    item.String(ask.label);
    item.U8(ask.enabled ? 1 : 0);
    item.SignedVarint(ask.created_ms);
    writer.String(item.bytes());
  }
  return writer.Take();
}

Result<std::vector<model::LearnedAsk>> DecodeLearned(std::string_view brand,
                                                     std::string_view body) {
  ByteReader reader(body);
  std::vector<model::LearnedAsk> learned;
  for (std::uint64_t left = reader.Varint(); left > 0; --left) {
    const std::string_view item = reader.String();
    if (!reader.ok()) return Cut();
    Result<model::LearnedAsk> ask = DecodeLearnedAsk(brand, item);
    if (!ask) return Fail(ask.error());
    learned.push_back(std::move(*ask));
  }
  if (!reader.ok()) return Cut();
  return learned;
}

std::string EncodeTallies(const BrandTallies& tallies) {
  ByteWriter writer;
  writer.Varint(tallies.size());
  for (const Tally& tally : tallies) WriteTally(&writer, tally);
  return writer.Take();
}

Result<BrandTallies> DecodeTallies(std::string_view body) {
  ByteReader reader(body);
  if (reader.Varint() != kJournalActionCount) return reader.ok() ? Unknown() : Cut();
  BrandTallies tallies;
  for (Tally& tally : tallies) tally = ReadTally(&reader);
  if (!reader.ok()) return Cut();
  return tallies;
}

std::string EncodeDay(const DayTotals& day) {
  ByteWriter writer;
  writer.Varint(day.size());
  for (const auto& [key, tally] : day) {
    ByteWriter item;
    item.String(key.brand);
    item.U8(static_cast<std::uint8_t>(key.kind));
    item.U8(static_cast<std::uint8_t>(key.action));
    WriteTally(&item, tally);
    writer.String(item.bytes());
  }
  return writer.Take();
}

Result<DayTotals> DecodeDay(std::string_view body) {
  ByteReader reader(body);
  DayTotals day;
  for (std::uint64_t left = reader.Varint(); left > 0; --left) {
    ByteReader item(reader.String());
    TallyKey key;
    key.brand = item.String();
    const auto kind = ReadEnum<AskKind>(&item, model::kAskKindCount);
    const auto action = ReadEnum<model::JournalAction>(&item, kJournalActionCount);
    const Tally tally = ReadTally(&item);
    if (!reader.ok() || !item.ok()) return Cut();
    if (!kind || !action) return Unknown();
    key.kind = *kind;
    key.action = *action;
    day[std::move(key)].Add(tally);
  }
  if (!reader.ok()) return Cut();
  return day;
}

std::string EncodeSettings(const model::Settings& settings) {
  ByteWriter writer;
  writer.U8(static_cast<std::uint8_t>(settings.quiet_level));
  writer.Varint(settings.allowed_kinds.bits());
  writer.Varint(settings.journal_months);
  return writer.Take();
}

Result<model::Settings> DecodeSettings(std::string_view body) {
  ByteReader reader(body);
  model::Settings settings;
  const auto level = ReadEnum<model::QuietLevel>(&reader, 2);
  settings.allowed_kinds = AskKindSet::FromBits(static_cast<std::uint32_t>(reader.Varint()));
  settings.journal_months = static_cast<std::uint32_t>(reader.Varint());
  if (!reader.ok()) return Cut();
  if (!level) return Unknown();
  settings.quiet_level = *level;
  return settings;
}

std::string EncodeEntry(const model::JournalEntry& entry) {
  ByteWriter writer;
  writer.SignedVarint(entry.time_ms);
  writer.String(entry.brand);
  writer.U8(static_cast<std::uint8_t>(entry.kind));
  writer.U8(static_cast<std::uint8_t>(entry.action));
  writer.U8(static_cast<std::uint8_t>(entry.outcome));
  const double confidence = std::isfinite(entry.confidence) ? entry.confidence : 0;
  writer.U16(
      static_cast<std::uint16_t>(std::lround(std::clamp(confidence, 0.0, 1.0) * kConfidenceSteps)));
  writer.String(entry.provider);
  writer.String(entry.why);
  writer.Varint(entry.seconds);
  return writer.Take();
}

Result<model::JournalEntry> DecodeEntry(std::uint64_t id, std::string_view body) {
  ByteReader reader(body);
  model::JournalEntry entry;
  entry.id = id;
  entry.time_ms = reader.SignedVarint();
  entry.brand = reader.String();
  const auto kind = ReadEnum<AskKind>(&reader, model::kAskKindCount);
  const auto action = ReadEnum<model::JournalAction>(&reader, kJournalActionCount);
  const auto outcome = ReadEnum<model::Outcome>(&reader, 4);
  entry.confidence = reader.U16() / kConfidenceSteps;
  entry.provider = reader.String();
  entry.why = reader.String();
  entry.seconds = static_cast<std::uint32_t>(reader.Varint());
  if (!reader.ok()) return Cut();
  if (!kind || !action || !outcome) return Unknown();
  entry.kind = *kind;
  entry.action = *action;
  entry.outcome = *outcome;
  return entry;
}

}  // namespace lma::profile
