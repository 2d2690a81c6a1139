// Dialogs that ask for something else, or for nothing: in every language each occasion of
// protected_texts.tsv is recognised as such, by words alone. That nothing speaks for an ask would
// do for today's text only; a veto holds whatever else the dialog says.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "classify/classifier.h"
#include "decide/decide.h"

namespace lma::judgement {
namespace {

struct Text {
  std::string language, occasion, heading, body, yes, no;
  std::string All() const { return heading + " " + body + " " + yes + " " + no; }
};

std::vector<Text> ReadTexts() {
  std::ifstream in(LMA_SOURCE_DIR "/tests/judgement/protected_texts.tsv");
  std::vector<Text> texts;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream cells(line);
    Text text;
    for (std::string* cell :
         {&text.language, &text.occasion, &text.heading, &text.body, &text.yes, &text.no}) {
      EXPECT_TRUE(std::getline(cells, *cell, '\t')) << line;
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

model::Control Button(std::uint32_t index, std::string_view label) {
  model::Control button;
  button.index = index;
  button.label = label;
  button.icon = label.empty();
  button.corner = label.empty();
  button.width = label.empty() ? 32 : 120;
  button.height = label.empty() ? 32 : 40;
  return button;
}

// A modal dialog without a name that could tell, with a closer in the corner and two buttons.
model::Candidate Dialog(const Text& text, const std::string& all) {
  model::Candidate dialog;
  dialog.id = 1;
  dialog.text = all;
  dialog.heading = text.heading;
  dialog.language = text.language;
  dialog.tag = "div";
  dialog.role = "dialog";
  dialog.appear = "insert";
  dialog.age_ms = 5'000;
  dialog.tokens = {"q7"};
  dialog.controls = {Button(0, ""), Button(1, text.yes), Button(2, text.no)};
  dialog.structure.headings = 1;
  dialog.layer = {model::Position::kFixed, false, true, true, true, 1'060};
  dialog.geometry = {433, 220, 500, 320, 1'366, 900};
  dialog.text_share = 0.03;
  return dialog;
}

TEST(ProtectedTextsTest, EachIsKnownForWhatItIs) {
  const lexicon::Lexicon words = *lexicon::Lexicon::FromBlob(lexicon::BuiltInBlob());
  const classify::ProviderTable marks =
      *classify::ProviderTable::FromBlob(classify::BuiltInProviders());
  classify::Classifier classifier(words, marks);
  std::map<std::string, std::set<std::string>> occasions;
  for (const Text& text : ReadTexts()) {
    const std::string all = text.All();
    model::Page page;
    page.url = page.top_url = "https://shop.example/lamps/1";
    page.title = "Lamp";
    page.language = text.language;
    page.text_chars = 7'000;
    const model::Candidate dialog = Dialog(text, all);
    const auto found = classifier.Classify(dialog, page);
    const model::Verdict verdict = decide::Decide(dialog, found, {});
    EXPECT_TRUE(verdict.steps.empty()) << text.language << " " << text.occasion;
    EXPECT_TRUE(verdict.veto) << text.language << " " << text.occasion << ": " << all;
    occasions[text.language].insert(text.occasion);
  }
  for (const auto& entry :
       std::filesystem::directory_iterator(LMA_SOURCE_DIR "/host/data/lexicons")) {
    const std::string language = entry.path().stem().string();
    EXPECT_EQ(occasions[language].size(), 28u) << language;
  }
}

}  // namespace
}  // namespace lma::judgement
