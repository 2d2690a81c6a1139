#include <gtest/gtest.h>

#include <string>

#include "protocol/decode.h"

namespace lma::protocol {
namespace {

std::string ErrorOf(const Result<model::Candidate>& candidate) {
  if (candidate) return "none";
  return std::string(ErrorCodeName(candidate.error().code)) + " " + candidate.error().detail;
}

TEST(DecodeCandidateTest, ReadsTheExampleOfTheProtocol) {
  std::string text = R"({"id": 3, "surface": "inline", "group": 2, "level": 1,
     "text": "Join our list", "heading": "Join", "language": "de", "tag": "div", "role": "dialog",
     "appear": "insert", "age_ms": 5000,
     "tokens": ["newsletter-popup"], "sources": ["static.klaviyo.com"], "links": ["mailto:"],
     "controls": [{"i": 4, "type": "link", "target": "fragment", "label": "No thanks", "name": "n",
                   "tokens": ["btn-secondary"], "submit": true, "dialog_form": true, "icon": true,
                   "corner": true, "disabled": true, "w": 80, "h": 32.9}],
     "fields": [{"type": "email", "autocomplete": "email", "name": "EMAIL", "label": "Your e-mail",
                 "required": true, "filled": true, "checked": true}],
     "structure": {"stars": 5, "scale": 11, "media": 1, "headings": 1, "links": 2,
                   "paragraph_chars": 90, "wheel": true},
     "layer": {"position": "fixed", "top_layer": true, "modal": true, "backdrop": true,
               "scroll_lock": true, "z": 9999},
     "geometry": {"x": -5, "y": 0, "w": 400, "h": 300, "vw": 1366, "vh": 900},
     "text_share": 0.04, "holds_main": true, "in_article": true,
     "gesture": {"label": "Subscribe", "role": "button", "tokens": ["cta"], "age_ms": 350,
                 "scope": "route"}})";
  const auto result = DecodeCandidate(text);
  ASSERT_EQ(ErrorOf(result), "none");
  const model::Candidate& c = *result;
  EXPECT_EQ(c.id, 3u);
  EXPECT_EQ(c.surface, model::Surface::kInline);
  EXPECT_EQ(c.group, 2u);
  EXPECT_EQ(c.level, 1u);
  EXPECT_EQ(c.text, "Join our list");
  EXPECT_EQ(c.sources.at(0), "static.klaviyo.com");
  const model::Control& control = c.controls.at(0);
  EXPECT_EQ(control.index, 4u);
  EXPECT_EQ(control.type, model::ControlType::kLink);
  EXPECT_EQ(control.target, model::ControlTarget::kFragment);
  EXPECT_TRUE(control.submit && control.dialog_form && control.icon && control.corner);
  EXPECT_EQ(control.height, 32);
  EXPECT_TRUE(c.fields.at(0).filled);
  EXPECT_EQ(c.structure.scale, 11u);
  EXPECT_EQ(c.layer.position, model::Position::kFixed);
  EXPECT_EQ(c.geometry.x, -5);
  EXPECT_EQ(c.geometry.viewport_height, 900);
  EXPECT_TRUE(c.holds_main && c.in_article);
  ASSERT_TRUE(c.gesture.has_value());
  EXPECT_EQ(c.gesture->scope, model::GestureScope::kRoute);
}

TEST(DecodeCandidateTest, LeavesOutMeansDefault) {
  std::string text = R"({"id":1,"gesture":null})";
  const auto result = DecodeCandidate(text);
  ASSERT_EQ(ErrorOf(result), "none");
  EXPECT_EQ(result->surface, model::Surface::kOverlay);
  EXPECT_FALSE(result->gesture.has_value());
}

TEST(DecodeCandidateTest, CutsLongTextsAndRefusesLongLists) {
  std::string text =
      R"({"id":1,"text":")" + std::string(model::kMaxTextBytes - 1, 'x') + "\xC3\xA9\xC3\xA9\"}";
  const auto cut = DecodeCandidate(text);
  ASSERT_EQ(ErrorOf(cut), "none");
  EXPECT_EQ(cut->text, std::string(model::kMaxTextBytes - 1, 'x'));

  std::string tokens = R"({"id":1,"tokens":["a")";
  for (std::size_t i = 0; i < model::kMaxTokens; ++i) tokens += ",\"a\"";
  tokens += "]}";
  EXPECT_EQ(ErrorOf(DecodeCandidate(tokens)), "too_large tokens: too many");

  std::string controls = R"({"id":1,"controls":[{"i":0})";
  for (std::size_t i = 0; i < model::kMaxControls; ++i) controls += ",{\"i\":1}";
  controls += "]}";
  EXPECT_EQ(ErrorOf(DecodeCandidate(controls)), "too_large controls: too many");
}

TEST(DecodeCandidateTest, TakesAnyGeometryThatAPageMayHave) {
  std::string text =
      R"({"id":1,"layer":{"z":1e300},"geometry":{"x":-9e99,"w":12.7},"structure":{"links":-4}})";
  const auto result = DecodeCandidate(text);
  ASSERT_EQ(ErrorOf(result), "none");
  EXPECT_EQ(result->layer.z, 2147483647);
  EXPECT_EQ(result->geometry.width, 12);
  EXPECT_EQ(result->structure.links, 0u);
}

TEST(DecodeCandidateTest, SaysWhereTheErrorIs) {
  std::string text = R"({"id":1,"controls":[{"i":0,"type":"wheel"}]})";
  EXPECT_EQ(ErrorOf(DecodeCandidate(text)), "bad_request controls: type: unknown value");
}

}  // namespace
}  // namespace lma::protocol
