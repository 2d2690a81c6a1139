// The words of the wire, of data files and of the command line: each is read back as what it names.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/ask_kind.h"
#include "model/preference.h"
#include "model/verdict.h"

namespace lma::model {
namespace {

TEST(NamesTest, EveryKindIsReadBack) {
  std::set<std::string_view> names;
  for (const AskKind kind : kAllAskKinds) {
    EXPECT_EQ(ParseAskKind(AskKindName(kind)), kind);
    names.insert(AskKindName(kind));
  }
  EXPECT_EQ(names.size(), kAskKindCount);
  EXPECT_EQ(ParseAskKind("hats"), std::nullopt);
}

TEST(NamesTest, EveryVetoRoleOutcomeAndActionIsReadBack) {
  for (std::size_t i = 0; i < kVetoCount; ++i) {
    const auto veto = static_cast<Veto>(i);
    EXPECT_EQ(ParseVeto(VetoName(veto)), veto);
  }
  for (int i = 0; i <= static_cast<int>(ControlRole::kAmbiguous); ++i) {
    const auto role = static_cast<ControlRole>(i);
    EXPECT_EQ(ParseControlRole(ControlRoleName(role)), role);
  }
  for (int i = 0; i <= static_cast<int>(Outcome::kUndone); ++i) {
    const auto outcome = static_cast<Outcome>(i);
    EXPECT_EQ(ParseOutcome(OutcomeName(outcome)), outcome);
  }
  for (int i = 0; i <= static_cast<int>(JournalAction::kLearnedHidden); ++i) {
    const auto action = static_cast<JournalAction>(i);
    EXPECT_EQ(ParseJournalAction(JournalActionName(action)), action);
  }
}

TEST(NamesTest, NamesThatAreOnlyWrittenStandInTheProtocol) {
  EXPECT_EQ(ActionName(Action::kDecline), "decline");
  EXPECT_EQ(ActionName(Action::kAllow), "allow");
  EXPECT_EQ(StepTypeName(StepType::kBackdrop), "backdrop");
  EXPECT_EQ(ReasonName(Reason::kUnsureStructure), "unsure_structure");
  EXPECT_EQ(EvidenceSourceName(EvidenceSource::kModel), "model");
}

TEST(AskKindSetTest, HoldsWhatWasAddedAndNothingElse) {
  AskKindSet kinds;
  EXPECT_TRUE(kinds.empty());
  kinds.Add(AskKind::kEndorse);
  EXPECT_TRUE(kinds.Has(AskKind::kEndorse));
  EXPECT_FALSE(kinds.Has(AskKind::kLike));
  EXPECT_EQ(AskKindSet::FromBits(kinds.bits()), kinds);
  EXPECT_EQ(AskKindSet::FromBits(0xffffffffu), AskKindSet::All());
  kinds.Remove(AskKind::kEndorse);
  EXPECT_TRUE(kinds.empty());
}

}  // namespace
}  // namespace lma::model
