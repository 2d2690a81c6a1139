// "Later", "Cancel" and "Delete" are a "no" in an ask and something else in the dialogs that must
// stay. Every decline and dismiss phrase of every lexicon is put on every button of the protected
// dialogs of its language (those of the labelled set), and nothing may be pressed or hidden.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "classify/classifier.h"
#include "decide/decide.h"
#include "judgement/labelled_set.h"
#include "lexicon/lexicon_file.h"
#include "protocol/decode.h"

namespace lma::judgement {
namespace {

namespace fs = std::filesystem;

// All that a line stands for.
std::vector<std::string> LabelsOf(const std::string& line) {
  const auto expansions = lexicon::ExpandChoices(line);
  if (!expansions) return {};
  std::vector<std::string> labels;
  for (std::string label : *expansions) {
    for (const std::string_view mark : {"…", "...", "*"}) {
      for (std::size_t at = label.find(mark); at != std::string::npos; at = label.find(mark)) {
        label.erase(at, mark.size());
      }
    }
    const std::size_t first = label.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    label = label.substr(first, label.find_last_not_of(' ') - first + 1);
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
  return labels;
}

// What says no or closes in one language, by the lexicon's own parser.
std::vector<std::string> NoLabels(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  std::vector<lexicon::Problem> problems;
  std::vector<std::string> labels;
  for (const lexicon::PhraseLine& phrase :
       lexicon::ParseLexicon(text, file.filename().string(), &problems).phrases) {
    if (phrase.entry_class != lexicon::EntryClass::kControl) continue;
    const auto role = static_cast<model::ControlRole>(phrase.target);
    if (role != model::ControlRole::kDecline && role != model::ControlRole::kDismiss) continue;
    for (std::string& label : LabelsOf(phrase.text)) labels.push_back(std::move(label));
  }
  EXPECT_TRUE(problems.empty()) << file;
  return labels;
}

bool IsDialog(const Case& row) {
  return !row.is_ask && row.kind != "content" && row.kind != "gesture";
}

class ProtectedDialogsTest : public ::testing::Test {
 protected:
  ProtectedDialogsTest()
      : words_(*lexicon::Lexicon::FromBlob(lexicon::BuiltInBlob())),
        marks_(*classify::ProviderTable::FromBlob(classify::BuiltInProviders())) {}

  // Puts each label on each button that can be read, in the text too, and judges.
  void Try(const Case& row, const std::vector<std::string>& labels) {
    std::string message = row.message;  // decoding writes to it
    protocol::Envelope envelope;
    const auto request = protocol::Decode(message, &envelope);
    ASSERT_TRUE(request) << row.id;
    const auto& judge = std::get<protocol::JudgeRequest>(*request);
    const model::Candidate& dialog = judge.candidates.front();
    for (std::size_t i = 0; i < dialog.controls.size(); ++i) {
      const std::string old_label(dialog.controls[i].label);
      const std::size_t at = old_label.empty() ? std::string::npos : dialog.text.rfind(old_label);
      if (at == std::string::npos) continue;
      for (const std::string& label : labels) {
        std::string text(dialog.text);
        text.replace(at, old_label.size(), label);
        model::Candidate changed = dialog;
        changed.text = text;
        changed.controls[i].label = label;
        const auto found = classifier_.Classify(changed, judge.page);
        const model::Verdict verdict = decide::Decide(changed, found, {});
        ++tried_;
        EXPECT_TRUE(verdict.steps.empty()) << row.id << " with the label " << label;
      }
    }
  }

  lexicon::Lexicon words_;
  classify::ProviderTable marks_;
  classify::Classifier classifier_{words_, marks_};
  int tried_ = 0;
};

TEST_F(ProtectedDialogsTest, NoWordForNoTouchesThem) {
  const auto cases = ReadSet(LMA_SOURCE_DIR "/tests/judgement/sets");
  ASSERT_TRUE(cases) << cases.error().detail;
  std::map<std::string, std::vector<const Case*>> dialogs;
  for (const Case& row : *cases) {
    if (IsDialog(row)) dialogs[row.language].push_back(&row);
  }
  int languages = 0;
  for (const auto& entry : fs::directory_iterator(LMA_SOURCE_DIR "/host/data/lexicons")) {
    const std::string language = entry.path().stem().string();
    const std::vector<std::string> labels = NoLabels(entry.path());
    EXPECT_GT(labels.size(), 40u) << language;
    EXPECT_GE(dialogs[language].size(), 6u) << language << ": too few dialogs to try";
    for (const Case* row : dialogs[language]) Try(*row, labels);
    ++languages;
  }
  EXPECT_GE(languages, 25);
  EXPECT_GT(tried_, 100'000);
}

}  // namespace
}  // namespace lma::judgement
