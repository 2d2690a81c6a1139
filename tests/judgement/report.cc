// judgement_report [--half tune|report|all] [--json] [--misses] [--recall SHARE] [--touched COUNT]
//     FOLDER
//
// Judges the labelled set with the built-in lexicons and marks and prints recall and precision by
// kind and by language. Asks in a language without a lexicon are left out, and said. The exit
// status is 1 when recall is under SHARE or more than COUNT were touched wrongly (the targets of
// docs/judgement.md unless given), 2 when the set cannot be read.
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>

#include "classify/classifier.h"
#include "decide/decide.h"
#include "judgement/labelled_set.h"
#include "judgement/tally.h"
#include "protocol/decode.h"

namespace lma::judgement {
namespace {

struct Options {
  std::string half = "all";
  std::string folder;
  bool json = false;
  bool misses = false;
  double least_recall = 0.97;
  std::uint32_t most_touched = 0;
};

template <typename T>
bool ReadNumber(std::string_view word, T* number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), *number);
  return error == std::errc() && end == word.data() + word.size();
}

bool ReadOptions(int argc, char** argv, Options* options) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--json") {
      options->json = true;
    } else if (argument == "--misses") {
      options->misses = true;
    } else if (argument == "--half" && i + 1 < argc) {
      options->half = argv[++i];
    } else if (argument == "--recall" && i + 1 < argc) {
      if (!ReadNumber(argv[++i], &options->least_recall)) return false;
    } else if (argument == "--touched" && i + 1 < argc) {
      if (!ReadNumber(argv[++i], &options->most_touched)) return false;
    } else if (options->folder.empty() && argument.substr(0, 2) != "--") {
      options->folder = argument;
    } else {
      return false;
    }
  }
  const std::string& half = options->half;
  return !options->folder.empty() && (half == "all" || half == "tune" || half == "report");
}

bool IsWanted(const Case& row, const std::string& half) {
  return half == "all" || (half == "tune") == (row.half == Half::kTune);
}

const char* OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kRight:
      return "right";
    case Outcome::kMissed:
      return "missed";
    case Outcome::kWrongKind:
      return "wrong kind";
    case Outcome::kWrongPress:
      return "WRONG PRESS";
    case Outcome::kTouched:
      return "TOUCHED";
  }
  return "";
}

void ShowMiss(const Case& row, const model::Verdict& verdict) {
  const Outcome outcome = OutcomeOf(row, verdict);
  if (outcome == Outcome::kRight) return;
  std::printf("%-11s %-36s %s %s %.2f", OutcomeName(outcome), row.id.c_str(),
              std::string(model::ReasonName(verdict.reason)).c_str(),
              verdict.kind ? std::string(model::AskKindName(*verdict.kind)).c_str() : "-",
              verdict.confidence);
  if (verdict.veto) std::printf(" %s", std::string(model::VetoName(*verdict.veto)).c_str());
  for (const model::Evidence& piece : verdict.evidence) {
    if (!piece.detail.empty()) std::printf(" [%s]", piece.detail.c_str());
  }
  std::printf("\n");
}

class Runner {
 public:
  Runner(const lexicon::Lexicon& lexicon, const classify::ProviderTable& marks)
      : classifier_(lexicon, marks) {
    for (std::size_t i = 0; i < lexicon.language_count(); ++i) {
      languages_.insert(std::string(lexicon.LanguageCode(static_cast<std::uint16_t>(i))));
    }
  }

  bool Knows(const std::string& language) const { return languages_.count(language) > 0; }

  Result<model::Verdict> Judge(const Case& row) {
    std::string message = row.message;  // decoding writes to it
    protocol::Envelope envelope;
    const auto request = protocol::Decode(message, &envelope);
    if (!request) return Fail(request.error());
    const auto* judge = std::get_if<protocol::JudgeRequest>(&*request);
    if (judge == nullptr || judge->candidates.size() != 1) {
      return Fail(ErrorCode::kBadData, "no candidate");
    }
    const model::Candidate& candidate = judge->candidates.front();
    decide::Situation situation;
    situation.settings.allowed_kinds = {};  // so that appeals for money are seen to be recognised
    return decide::Decide(candidate, classifier_.Classify(candidate, judge->page), situation);
  }

 private:
  classify::Classifier classifier_;
  std::set<std::string> languages_;
};

int Report(const Options& options) {
  const auto cases = ReadSet(options.folder);
  if (!cases) {
    std::fprintf(stderr, "%s\n", cases.error().detail.c_str());
    return 2;
  }
  const auto lexicon = lexicon::Lexicon::FromBlob(lexicon::BuiltInBlob());
  const auto marks = classify::ProviderTable::FromBlob(classify::BuiltInProviders());
  if (!lexicon || !marks) return 2;
  Runner runner(*lexicon, *marks);
  Tally tally;
  std::set<std::string> unknown;
  for (const Case& row : *cases) {
    if (!IsWanted(row, options.half)) continue;
    if (row.is_ask && !runner.Knows(row.language)) {
      unknown.insert(row.language);
      continue;
    }
    const auto verdict = runner.Judge(row);
    if (!verdict) {
      std::fprintf(stderr, "%s: %s\n", row.id.c_str(), verdict.error().detail.c_str());
      return 2;
    }
    tally.Add(row, *verdict);
    if (options.misses) ShowMiss(row, *verdict);
  }
  std::printf("%s\n", options.json ? tally.Json().c_str() : tally.Table().c_str());
  for (const std::string& language : unknown) {
    std::fprintf(stderr, "no lexicon, so its asks are left out: %s\n", language.c_str());
  }
  const bool reached = tally.total().touched <= options.most_touched &&
                       tally.total().Recall() >= options.least_recall;
  if (!reached) {
    std::fprintf(stderr, "missed: recall %.1f %% or more, at most %u touched\n",
                 100 * options.least_recall, options.most_touched);
  }
  return reached ? 0 : 1;
}

}  // namespace
}  // namespace lma::judgement

int main(int argc, char** argv) {
  lma::judgement::Options options;
  if (!lma::judgement::ReadOptions(argc, argv, &options)) {
    std::fprintf(stderr,
                 "judgement_report [--half tune|report|all] [--json] [--misses] [--recall SHARE] "
                 "[--touched COUNT] FOLDER\n");
    return 2;
  }
  return lma::judgement::Report(options);
}
