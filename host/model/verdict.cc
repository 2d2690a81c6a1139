#include "model/verdict.h"

namespace lma::model {
namespace {

constexpr std::array<std::string_view, 5> kActions = {"allow", "unsure", "hide", "dismiss",
                                                      "decline"};
constexpr std::array<std::string_view, kVetoCount> kVetoes = {
    "consent",    "login", "payment", "age_gate",    "security", "confirm", "session",
    "navigation", "media", "form",    "unsubscribe", "content",  "gesture", "foreign",
};
constexpr std::array<std::string_view, 5> kRoles = {"none", "decline", "dismiss", "affirm",
                                                    "ambiguous"};
constexpr std::array<std::string_view, 11> kSources = {
    "phrase",  "provider", "structure", "layer",   "geometry", "timing",
    "gesture", "control",  "link",      "learned", "model",
};
constexpr std::array<std::string_view, 5> kSteps = {"decline", "dismiss", "escape", "backdrop",
                                                    "hide"};
constexpr std::array<std::string_view, 13> kReasons = {
    "paused",           "wanted_brand", "engaged",      "wanted_kind", "veto",   "exception",
    "learned",          "ask",          "kind_allowed", "quiet_level", "no_ask", "unsure_text",
    "unsure_structure",
};

template <typename Enum, std::size_t N>
std::optional<Enum> Parse(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <typename Enum, std::size_t N>
std::string_view Name(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view ActionName(Action action) { return Name(kActions, action); }
std::string_view VetoName(Veto veto) { return Name(kVetoes, veto); }
std::optional<Veto> ParseVeto(std::string_view name) { return Parse<Veto>(kVetoes, name); }
std::string_view ControlRoleName(ControlRole role) { return Name(kRoles, role); }
std::optional<ControlRole> ParseControlRole(std::string_view name) {
  return Parse<ControlRole>(kRoles, name);
}
std::string_view EvidenceSourceName(EvidenceSource source) { return Name(kSources, source); }
std::string_view StepTypeName(StepType type) { return Name(kSteps, type); }
std::string_view ReasonName(Reason reason) { return Name(kReasons, reason); }

}  // namespace lma::model
