#include "lists/selector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace lma::lists {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::optional<Refusal> RefusalOf(std::string_view text, Scope scope = Scope::kSites) {
  Selector selector;
  return ReadSelector(text, scope, &selector);
}

Selector Read(std::string_view text, Scope scope = Scope::kEverywhere) {
  Selector selector;
  const auto refusal = ReadSelector(text, scope, &selector);
  EXPECT_FALSE(refusal.has_value()) << text << ": " << (refusal ? RefusalName(*refusal) : "");
  return selector;
}

TEST(SelectorTest, WritesWhatIsTheSameInOneSpelling) {
  EXPECT_EQ(Read(" .a>.b  +  .c~ .d   .e ").text, ".a > .b + .c ~ .d .e");
  EXPECT_EQ(Read("#x,.y").text, "#x, .y");
  EXPECT_EQ(Read("[data-a='b c']").text, R"([data-a="b c"])");
  EXPECT_EQ(Read("[ data-a ^= bc i ]").text, R"([data-a^="bc" i])");
  EXPECT_EQ(Read(R"([data-a='say "no"'])").text, R"([data-a='say "no"'])");
  EXPECT_EQ(Read(".a:NOT( .b , .c ):nth-child( 2n + 1 )").text, ".a:not(.b, .c):nth-child(2n+1)");
  EXPECT_EQ(Read(".a:-abp-has(> .b)").text, ".a:has(> .b)");
  EXPECT_EQ(Read(".a:before").text, ".a::before");
}

TEST(SelectorTest, FindsATokenThatEachElementMustHave) {
  EXPECT_THAT(Read(".newsletter-popup").tokens, ElementsAre(".newsletter-popup"));
  EXPECT_THAT(Read("div.a > #deep .bar").tokens, ElementsAre("#deep"));
  EXPECT_THAT(Read(".a .longer-one").tokens, ElementsAre(".longer-one"));
  EXPECT_THAT(Read(".a, #b").tokens, ElementsAre(".a", "#b"));
  EXPECT_THAT(Read("Cookie-Bar > div").tokens, ElementsAre("cookie-bar"));
  EXPECT_THAT(Read(R"(.w-1\/2)").tokens, ElementsAre(".w-1/2"));
  EXPECT_THAT(Read(R"(#\31 23)").tokens, ElementsAre("#123"));
  EXPECT_THAT(Read(".größe").tokens, ElementsAre(".größe"));
  // One of the list has none; and what must not be there is no token.
  EXPECT_THAT(Read(R"(.a, [href^="https://x.example/"])").tokens, IsEmpty());
  EXPECT_THAT(Read(R"([data-ad]:not(.b))").tokens, IsEmpty());
  EXPECT_THAT(Read(R"([data-ad]:is(.b, .c))").tokens, IsEmpty());
}

TEST(SelectorTest, RefusesWhatReachesBeyondItsRule) {
  for (const char* bad : {"",
                          " ",
                          "a{}",
                          "a}b",
                          ".a{display:block}b",
                          ".a;b",
                          "@import url(x)",
                          ".a/**/",
                          "</style>",
                          ".a<b",
                          ".a[b",
                          ".a(b",
                          ".a)b",
                          ".a]",
                          ".a\\",
                          "[a=\"b]",
                          "[a='b\"]",
                          "[a=\"b\nc\"]",
                          ".a\nb",
                          ".a,",
                          ",.a",
                          ".a,,.b",
                          "> .a",
                          ".a >",
                          ".a > > .b",
                          ".a&.b",
                          "a|b",
                          ".1a",
                          "#1a",
                          "[=a]",
                          "[a=]",
                          "[a==b]",
                          "[a=b c]",
                          ":nth-child(x)",
                          ":nth-child()",
                          ":not()",
                          ":not(.a",
                          ":url(x)",
                          ".a:unknown",
                          ".a::slotted(b)",
                          ".a::before .b",
                          ".a:not(::before)",
                          ":has(:has(.a))",
                          "[a=\"b\\",
                          ".a\\\n",
                          ".a\x01",
                          ".a\x7f",
                          ".\xff\xfe",
                          "[a=\"\xc3\"]",
                          R"(.\0)",
                          R"(.\110000 )",
                          R"(.\d800 )"}) {
    EXPECT_TRUE(RefusalOf(bad).has_value()) << bad;
  }
  EXPECT_TRUE(RefusalOf(std::string_view(".a\0b", 4)).has_value());
  EXPECT_EQ(RefusalOf("." + std::string(kMaxSelectorBytes, 'a')), Refusal::kTooLong);
  std::string deep = ".a";
  for (int i = 0; i < 100; ++i) deep = ":not(" + deep + ")";
  EXPECT_EQ(RefusalOf(".b" + deep), Refusal::kNotCss);
}

TEST(SelectorTest, BracesInsideQuotesAreText) {
  const Selector selector = Read(R"([data-x="}*{color:red} @import ; </style>"])");
  EXPECT_EQ(selector.text, R"([data-x="}*{color:red} @import ; </style>"])");
  EXPECT_TRUE(IsClosed(selector.text));
}

TEST(SelectorTest, NamesWhatNeedsMoreThanCss) {
  EXPECT_EQ(RefusalOf(".a:has-text(Subscribe)"), Refusal::kProcedural);
  EXPECT_EQ(RefusalOf(".a:-abp-contains(x)"), Refusal::kProcedural);
  EXPECT_EQ(RefusalOf(":xpath(//div)"), Refusal::kProcedural);
  EXPECT_EQ(RefusalOf(".a:has(.b:has-text(/x/))"), Refusal::kProcedural);
  EXPECT_EQ(RefusalOf(".a:upward(2)"), Refusal::kProcedural);
  EXPECT_EQ(RefusalOf(".a:style(display: block !important)"), Refusal::kChangesPage);
  EXPECT_EQ(RefusalOf(".a:remove()"), Refusal::kChangesPage);
}

TEST(SelectorTest, RefusesThePageItself) {
  for (const char* page :
       {"html", "body", "BODY", ":root", "main", "body.overlay-open", ".a > main", "[role=main]",
        "html:not(.x)", "body::before", "*", "div", "section", ":is(body, .a)", ":where(*)",
        ":is(:root)", "div, .a", ".a, main"}) {
    EXPECT_EQ(RefusalOf(page), Refusal::kTooBroad) << page;
  }
  for (const char* good : {"body > .popup", "main .ask", "body.open > #ask", "iframe",
                           "div > div > table", ".main", "[role=dialog]", "html .a:not(body)"}) {
    EXPECT_EQ(RefusalOf(good), std::nullopt) << good;
  }
}

TEST(SelectorTest, EverywhereASelectorMustTellSomething) {
  for (const char* broad : {"iframe", "div > span", "[class]", "[id]", "div[style]", "a[href]",
                            "img[alt=\"\"]", "div:not(.a)", ":hover", "p:first-child", "*"}) {
    EXPECT_EQ(RefusalOf(broad, Scope::kEverywhere), Refusal::kTooBroad) << broad;
  }
  for (const char* good : {"a[href^=\"https://ads.example/\"]", "[data-cookie-bar]", "cookie-bar",
                           "img[alt=\"Follow us\"]", "div.a"}) {
    EXPECT_EQ(RefusalOf(good, Scope::kEverywhere), std::nullopt) << good;
  }
}

TEST(SelectorTest, WhatWasWrittenIsReadTheSame) {
  for (const char* text : {".a > .b", "#x, .y", "[data-a=\"b c\" i]", ".a:has(> .b, + .c)",
                           R"(#\31 23 .b)", R"(.w-1\/2)", R"([data-q="\"x\""])"}) {
    const std::string once = Read(text).text;
    EXPECT_EQ(Read(once).text, once);
    EXPECT_TRUE(IsClosed(once)) << once;
  }
}

}  // namespace
}  // namespace lma::lists
