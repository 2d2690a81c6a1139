// The judge with the data that is compiled into the program: classify and decide, put together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "classify/classifier.h"
#include "classify/opt_in.h"
#include "decide/decide.h"
#include "model/candidate.h"
#include "model/opt_in.h"
#include "model/verdict.h"

namespace lma::app {

// One for each thread: the classifier keeps buffers.
class Judging {
 public:
  // kBadData when the compiled data is damaged.
  static Result<std::unique_ptr<Judging>> BuiltIn();

  // One verdict per candidate, in their order. Of the nested candidates of an inline group at most
  // one is acted on.
  std::vector<model::Verdict> Judge(const model::Page& page,
                                    const std::vector<model::Candidate>& candidates,
                                    const decide::Situation& situation);

  // One verdict per box, in their order.
  std::vector<model::OptInVerdict> JudgeOptIn(const model::Page& page,
                                              const std::vector<model::OptInBox>& boxes,
                                              const decide::Situation& situation);

  std::optional<model::AskKind> KindOfText(std::string_view text);
  model::ControlRole RoleOfLabel(std::string_view label);
  // Seconds that one ask of this kind gives back when it goes (docs/kinds.md).
  std::uint32_t SecondsFor(model::AskKind kind) const;
  std::size_t language_count() const { return lexicon_.language_count(); }

  classify::Classifier& classifier() { return classifier_; }

 private:
  Judging(const lexicon::Lexicon& lexicon, const classify::ProviderTable& providers)
      : lexicon_(lexicon),
        providers_(providers),
        classifier_(lexicon_, providers_),
        opt_in_(lexicon_, providers_) {}

  lexicon::Lexicon lexicon_;
  classify::ProviderTable providers_;
  classify::Classifier classifier_;
  classify::OptInJudge opt_in_;
};

}  // namespace lma::app
