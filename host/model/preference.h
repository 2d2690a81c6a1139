// What the user said: of brands, of learned asks, of the program as a whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/ask_kind.h"

namespace lma::model {

// What the user said of one brand. A brand never spoken of has no record and is not wanted.
struct Preference {
  std::string brand;  // its name: the first registrable domain, such as "example.com"
  std::vector<std::string> domains;   // registrable domains that belong to it; holds `brand` too
  bool wanted = false;                // all kinds are welcome
  AskKindSet wanted_kinds;            // these kinds are welcome although the brand is not
  AskKindSet unwanted_kinds;          // these are not although the brand is wanted
  std::int64_t engaged_until_ms = 0;  // welcome until then (0: not engaged)
  bool engaged_until_leave = false;   // welcome until the last tab of the site closes
  std::int64_t paused_until_ms =
      0;                            // the extension is dormant there until then; INT64_MAX for ever
  bool paused_until_leave = false;  // dormant until the last tab of the site closes
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
};

// An ask the user pointed at, or took back for ever.
struct LearnedAsk {
  enum class Answer : std::uint8_t { kHide, kAllow };
  std::uint64_t id = 0;  // 0 until stored
  std::string brand;
  Answer answer = Answer::kHide;
  std::string selector;     // may be empty for an exception known by fingerprint alone
  std::string fingerprint;  // as the extension made it (docs/protocol.md, "Fingerprint")
  std::optional<AskKind> kind;
  std::string label;  // first words of its text, for lists in the popup
  bool enabled = true;
  std::int64_t created_ms = 0;
};

enum class QuietLevel : std::uint8_t { kPrompts, kPage };

struct Settings {
  QuietLevel quiet_level = QuietLevel::kPage;
  AskKindSet allowed_kinds = [] {  // never declined unless the user says so
    AskKindSet kinds;
    kinds.Add(AskKind::kDonation);
    return kinds;
  }();
  std::uint32_t journal_months = 12;
};

// How an act ended, as the extension saw it.
enum class Outcome : std::uint8_t { kGone, kStillThere, kCameBack, kUndone };
std::string_view OutcomeName(Outcome outcome);
std::optional<Outcome> ParseOutcome(std::string_view name);

enum class JournalAction : std::uint8_t { kDeclined, kDismissed, kHidden, kLearnedHidden };
std::string_view JournalActionName(JournalAction action);
std::optional<JournalAction> ParseJournalAction(std::string_view name);

struct JournalEntry {
  std::uint64_t id = 0;
  std::int64_t time_ms = 0;
  std::string brand;
  AskKind kind = AskKind::kNewsletter;
  JournalAction action = JournalAction::kHidden;
  Outcome outcome = Outcome::kGone;
  double confidence = 0;
  std::string provider;
  std::string why;            // evidence in short, for "why?"
  std::uint32_t seconds = 0;  // time given back (docs/kinds.md has the table)
};

}  // namespace lma::model
