#include "app/learned_style.h"

#include <gtest/gtest.h>

namespace lma::app {
namespace {

using model::LearnedAsk;

TEST(SafeSelectorTest, TakesWhatThePickerMakes) {
  for (const char* good :
       {"#promo", ".a > .b:not(.c)", R"([aria-label="Join us, now"])", "div:has(> form.nl)",
        R"([data-x='it\'s'])", "#a, #b", "x-popup", "#a >>> .b", R"(#\31 23)"}) {
    EXPECT_TRUE(IsSafeSelector(good)) << good;
  }
}

TEST(SafeSelectorTest, RefusesWhatReachesBeyondItsRule) {
  for (const char* bad : {"", " ", "a{}", "a}", "a;", "@media x", "</style>", "a/*b", "a[b", "a(b",
                          "a\"b", "a]", "a\\", "a\nb", "#a,", ",#a", R"([a="b]{c:d}"])"}) {
    EXPECT_FALSE(IsSafeSelector(bad)) << bad;
  }
}

TEST(SafeSelectorTest, RefusesThePageItself) {
  for (const char* bad : {"*", "html", "body", ":root", "main", "#a, body", " body "}) {
    EXPECT_FALSE(IsSafeSelector(bad)) << bad;
  }
  EXPECT_TRUE(IsSafeSelector("body > .popup"));
}

TEST(LearnedStyleTest, HidesEachEnabledAskByARuleOfItsOwn) {
  LearnedAsk hidden;
  hidden.selector = "#promo";
  LearnedAsk second = hidden;
  second.selector = "#bar";
  LearnedAsk off = hidden;
  off.selector = "#off";
  off.enabled = false;
  LearnedAsk allowed = hidden;
  allowed.selector = "#allowed";
  allowed.answer = LearnedAsk::Answer::kAllow;
  LearnedAsk by_fingerprint = hidden;
  by_fingerprint.selector = "";
  LearnedAsk in_shadow = hidden;
  in_shadow.selector = "#host >>> .popup";
  LearnedAsk hostile = hidden;  // as an import could bring it
  hostile.selector = "a{}body";
  EXPECT_EQ(LearnedStyle({hidden, second, off, allowed, by_fingerprint, in_shadow, hostile}),
            "#promo{display:none!important}\n#bar{display:none!important}\n");
}

}  // namespace
}  // namespace lma::app
