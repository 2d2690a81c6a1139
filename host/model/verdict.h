// The host's answer to a candidate, with the evidence for it (docs/protocol.md, "Verdict").
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ask_kind.h"

namespace lma::model {

enum class Action : std::uint8_t { kAllow, kUnsure, kHide, kDismiss, kDecline };
std::string_view ActionName(Action action);

// Things never touched, whatever else speaks for an ask. The order is the order in which they are
// named when several apply.
enum class Veto : std::uint8_t {
  kConsent,  // cookie and privacy consent, consent-or-pay walls
  kLogin,    // the site's own login, two-factor, password
  kPayment,  // payment, checkout, cart
  kAgeGate,
  kSecurity,     // security and error messages, captchas
  kConfirm,      // unsaved changes, delete confirmations, an app's own questions
  kSession,      // session time-outs
  kNavigation,   // search, menus, language and country choosers
  kMedia,        // lightboxes and players
  kForm,         // a form the user is filling, or a page whose purpose is the form
  kUnsubscribe,  // unsubscribe and e-mail preference pages
  kContent,      // the page's main content
  kGesture,      // the user's own gesture asked for it
  kForeign,      // another extension's interface, a keeper's frame
};
inline constexpr std::size_t kVetoCount = 14;
std::string_view VetoName(Veto veto);
std::optional<Veto> ParseVeto(std::string_view name);

// What pressing a control means.
enum class ControlRole : std::uint8_t { kNone, kDecline, kDismiss, kAffirm, kAmbiguous };
std::string_view ControlRoleName(ControlRole role);
std::optional<ControlRole> ParseControlRole(std::string_view name);

enum class EvidenceSource : std::uint8_t {
  kPhrase,
  kProvider,
  kStructure,
  kLayer,
  kGeometry,
  kTiming,
  kGesture,
  kControl,
  kLink,
  kLearned,
  kModel,
};
std::string_view EvidenceSourceName(EvidenceSource source);

struct Evidence {
  EvidenceSource source = EvidenceSource::kPhrase;
  std::optional<AskKind> kind;  // what it speaks for; none for a veto or for "an ask of any kind"
  std::optional<Veto> veto;
  double weight = 0;     // log-odds added; 0 for a veto
  std::string detail;    // the phrase as written in its lexicon, the provider's id, the rule's name
  std::string language;  // of a phrase
};

// What the judge found, before the user's preferences are asked.
struct Classification {
  std::optional<AskKind> kind;
  double confidence = 0;                       // 0 to 1, calibrated (docs/judgement.md)
  std::array<double, kAskKindCount> scores{};  // log-odds per kind
  std::vector<Veto> vetoes;
  bool text_key = false;       // the text (or a provider) says what the brand wants
  bool structure_key = false;  // layer, controls, form or provider fit it
  std::string provider;        // id of the provider, or empty
  struct JudgedControl {
    std::uint32_t index = 0;
    ControlRole role = ControlRole::kNone;
    double confidence = 0;
  };
  std::vector<JudgedControl> controls;  // in the order of the candidate's controls
  bool escape_closes = false;           // the provider or role says that Escape closes it
  bool backdrop_closes = false;
  std::uint32_t words = 0;         // of the visible text
  double coverage = 0;             // share of them that belongs to phrases of the ask, 0 to 1
  std::uint32_t social_links = 0;  // that share, follow or name a network
  std::uint32_t other_links = 0;   // that lead elsewhere
  bool heading_asks = false;       // the heading has a phrase of the ask
  std::vector<Evidence> evidence;
};

enum class StepType : std::uint8_t { kDecline, kDismiss, kEscape, kBackdrop, kHide };
std::string_view StepTypeName(StepType type);

// One thing to try; the next is tried when the ask is still there afterwards.
struct Step {
  StepType type = StepType::kHide;
  std::uint32_t control = 0;  // for kDecline and kDismiss: index of the control to press
};

// Why a verdict is what it is; the first that applies, in the order of docs/policy.md.
enum class Reason : std::uint8_t {
  kPaused,
  kWantedBrand,
  kEngaged,
  kWantedKind,
  kVeto,
  kException,
  kLearned,
  kAsk,
  kKindAllowed,
  kQuietLevel,
  kNoAsk,
  kUnsureText,
  kUnsureStructure,
};
std::string_view ReasonName(Reason reason);

struct Verdict {
  std::uint32_t id = 0;
  Action action = Action::kAllow;
  Reason reason = Reason::kNoAsk;
  std::optional<AskKind> kind;
  double confidence = 0;
  std::optional<Veto> veto;
  std::string provider;
  std::vector<Step> steps;  // empty for allow and unsure
  std::vector<Evidence> evidence;
};

}  // namespace lma::model
