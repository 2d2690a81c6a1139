// What a tick box's label says: that the brand may write, call or share, the same turned round, or
// what must stay as it is (docs/judgement.md, "Opt-in boxes").
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "classify/provider_table.h"
#include "lexicon/lexicon.h"
#include "model/candidate.h"
#include "model/opt_in.h"

namespace lma::classify {

enum class OptInMeaning : std::uint8_t {
  kNone,       // nothing of the sort
  kMarketing,  // ticked means yes
  kReversed,   // ticked means no
  kKept,       // terms, age, consent, an order's own messages: never touched
};

struct OptInFinding {
  OptInMeaning meaning = OptInMeaning::kNone;
  // What makes the box a no, where it is not one already.
  std::optional<bool> set;
  std::vector<model::Evidence> evidence;
};

// Keeps buffers between calls: one for each thread. The lexicon and the table must outlive it.
class OptInJudge {
 public:
  OptInJudge(const lexicon::Lexicon& lexicon, const ProviderTable& table)
      : lexicon_(lexicon), table_(table) {}

  // Never fails: what cannot be read says nothing.
  OptInFinding Judge(const model::OptInBox& box, const model::Page& page);

 private:
  struct Phrases;

  Phrases Read(std::string_view text);
  bool InConsentDialog(const model::OptInBox& box, const model::Page& page);
  bool IsPreferencePage(const model::Page& page);
  bool IsSignUpForIt(std::string_view submit);

  const lexicon::Lexicon& lexicon_;
  const ProviderTable& table_;
  lexicon::Scratch scratch_;
  std::vector<lexicon::Match> matches_;
  std::vector<Mark> marks_;
};

}  // namespace lma::classify
