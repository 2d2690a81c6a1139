#include "cli/page_candidates.h"

#include <gtest/gtest.h>

namespace lma::cli {
namespace {

class PageCandidatesTest : public ::testing::Test {
 protected:
  const lexicon::Lexicon words_ = *lexicon::Lexicon::FromBlob(lexicon::BuiltInBlob());
  const classify::ProviderTable marks_ =
      *classify::ProviderTable::FromBlob(classify::BuiltInProviders());
  classify::Classifier classifier_{words_, marks_};
};

TEST_F(PageCandidatesTest, DescribesALayer) {
  const HtmlPage html(
      "<html lang=en><body><main><h1>Lamps</h1><p>We make lamps of brass and glass.</p></main>"
      "<div id=offer class='Popup is-open' role=dialog aria-modal=true><h2>Our letter</h2>"
      "<form action='https://lists.example/join'><label>E-mail <input type=email name=mail></label>"
      "<button>Subscribe</button></form><a href='https://other.example/x'>More</a>"
      "<button class=x type=button aria-label=Close></button>"
      "<button type=button>No thanks</button></div>");
  const PageCandidates found(html, "https://shop.example/lamps", classifier_, marks_);
  ASSERT_EQ(found.candidates().size(), 1u);
  const model::Candidate& candidate = found.candidates()[0];
  EXPECT_EQ(found.Name(0), "div#offer.Popup");
  EXPECT_EQ(candidate.surface, model::Surface::kOverlay);
  EXPECT_EQ(candidate.heading, "Our letter");
  EXPECT_EQ(candidate.language, "en");
  EXPECT_EQ(candidate.tokens[1], "popup");
  EXPECT_EQ(candidate.sources[0], "lists.example");
  EXPECT_EQ(candidate.links[0], "other.example/x");
  EXPECT_TRUE(candidate.layer.modal);
  ASSERT_EQ(candidate.controls.size(), 4u);
  EXPECT_TRUE(candidate.controls[0].submit);
  EXPECT_EQ(candidate.controls[1].target, model::ControlTarget::kCrossOrigin);
  EXPECT_TRUE(candidate.controls[2].icon);
  EXPECT_EQ(candidate.controls[2].name, "Close");
  EXPECT_FALSE(candidate.controls[3].submit);
  ASSERT_EQ(candidate.fields.size(), 1u);
  EXPECT_EQ(candidate.fields[0].type, "email");
  EXPECT_EQ(candidate.fields[0].label, "E-mail");
}

TEST_F(PageCandidatesTest, LaddersFromTheInnermostBlock) {
  const HtmlPage html(
      "<body><section class=a><div class=b><p>Subscribe to our newsletter</p><form><input "
      "type=email><button>Join</button></form></div></section>");
  const PageCandidates found(html, "", classifier_, marks_);
  ASSERT_GE(found.candidates().size(), 2u);
  EXPECT_EQ(found.Name(0), "form");
  EXPECT_EQ(found.Name(1), "div.b");
  EXPECT_EQ(found.candidates()[0].group, found.candidates()[1].group);
  EXPECT_EQ(found.candidates()[1].level, 1u);
}

TEST_F(PageCandidatesTest, FindsNothingInAnEmptyPage) {
  const HtmlPage html("");
  EXPECT_TRUE(PageCandidates(html, "", classifier_, marks_).candidates().empty());
}

}  // namespace
}  // namespace lma::cli
