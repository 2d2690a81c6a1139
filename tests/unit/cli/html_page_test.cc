#include "cli/html_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lma::cli {
namespace {

std::string TextOf(std::string_view html) { return VisibleText(HtmlPage(html).root()); }

const HtmlElement* Find(const HtmlPage& page, std::string_view tag) {
  for (const HtmlElement& element : page.elements()) {
    if (element.tag == tag) return &element;
  }
  return nullptr;
}

TEST(HtmlPageTest, ReadsElementsAndAttributes) {
  const HtmlPage page(
      "<!doctype html><HTML lang=de><body><input type='email' required NAME=\"a&amp;b\" "
      "value=x><p>one<p>two</body></html>");
  const HtmlElement* input = Find(page, "input");
  ASSERT_NE(input, nullptr);
  EXPECT_EQ(input->Attribute("type"), "email");
  EXPECT_EQ(input->Attribute("name"), "a&b");
  EXPECT_TRUE(input->Has("required"));
  EXPECT_FALSE(input->Has("checked"));
  EXPECT_EQ(input->parent->tag, "body");
  EXPECT_EQ(input->Around("html")->Attribute("lang"), "de");
  EXPECT_EQ(input->Around("form"), nullptr);
}

TEST(HtmlPageTest, GivesTheTextThatIsSeen) {
  EXPECT_EQ(TextOf("<p>Hello  <b>wor</b>ld</p><p>again"), "Hello world again");
  EXPECT_EQ(TextOf("a<script>if (1 < 2) '</p>'</script>b<style>p{}</style><!-- c -->d"), "a b d");
  EXPECT_EQ(TextOf("<div hidden>no</div>1 &lt; 2 &#8364; &#x41; &unknown; & so"),
            "1 < 2 € A &unknown; & so");
  EXPECT_EQ(TextOf("<title>t</title><button>No<svg><title>x</title></svg></button>"), "No");
}

TEST(HtmlPageTest, TakesAnyBytes) {
  for (const std::string_view html :
       {"", "<", "<a", "<a b", "<a b=", "<a b='", "</", "</a", "<!--", "<script>", "<!", "<a/",
        "< p>", "<p =x>", "&#xFFFFFFFF;", "&#;", "\xff\xfe<\xff>", "<script>a</scrip", "<iframe"}) {
    TextOf(html);
  }
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "<div>";
  EXPECT_LE(HtmlPage(deep + "x").elements().size(), kMaxHtmlElements);
  std::string many;
  for (std::size_t i = 0; i < kMaxHtmlElements + 10; ++i) many += "<br>";
  EXPECT_EQ(HtmlPage(many).elements().size(), kMaxHtmlElements);
}

}  // namespace
}  // namespace lma::cli
