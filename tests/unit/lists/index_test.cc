#include "lists/index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>

#include "support/temporary_folder.h"
#include "unit/lists/fixture.h"

namespace lma::lists {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using General = Index::General;

TEST(IndexTest, ARuleHoldsOnItsSiteAndBelow) {
  const BuiltIndex index("shop.example##.ask\n");
  EXPECT_EQ(index.OnSite("shop.example"), ".ask");
  EXPECT_EQ(index.OnSite("www.shop.example"), ".ask");
  EXPECT_EQ(index.OnSite("myshop.example"), "");
  EXPECT_EQ(index.OnSite("example"), "");
  EXPECT_EQ(index.OnSite(""), "");
}

TEST(IndexTest, ExcludedSitesAreLeftOut) {
  const BuiltIndex index("shop.example,~help.shop.example,faq.help.shop.example##.ask\n");
  EXPECT_EQ(index.OnSite("shop.example"), ".ask");
  EXPECT_EQ(index.OnSite("help.shop.example"), "");
  EXPECT_EQ(index.OnSite("a.help.shop.example"), "");
  EXPECT_EQ(index.OnSite("faq.help.shop.example"), ".ask");
}

TEST(IndexTest, AnEntityIsAnySuffix) {
  const BuiltIndex index("shop.*##.ask\nwww.news.*,~www.news.example##.b\n");
  EXPECT_EQ(index.OnSite("shop.com"), ".ask");
  EXPECT_EQ(index.OnSite("m.shop.co.uk"), ".ask");
  EXPECT_EQ(index.OnSite("shop.other.com"), "");
  EXPECT_EQ(index.OnSite("www.news.com"), ".b");
  EXPECT_EQ(index.OnSite("www.news.example"), "");
  EXPECT_EQ(index.OnSite("news.com"), "");
}

TEST(IndexTest, AddressesHaveNoParents) {
  const BuiltIndex index("10.0.0.1##.ask\n0.0.1##.b\n0.1##.c\n");
  EXPECT_EQ(index.OnSite("10.0.0.1"), ".ask");
}

TEST(IndexTest, RulesForEverywhereComeByToken) {
  const BuiltIndex index(
      "##.ask\n##div#nl .inner\n##.a, .b\ncookie-bar##.never\n##my-bar\n"
      "##[data-ask=\"yes\"]\n");
  EXPECT_TRUE((*index).has_rules_everywhere());
  EXPECT_EQ(index.OnSite("a.example"), "");
  EXPECT_EQ(index.ByTokens("a.example", {".ask", "#nl", ".none", ".b", "my-bar"}),
            ".ask | div#nl .inner | .a, .b | my-bar");
  EXPECT_EQ(index.ByTokens("a.example", {".ASK", "ask", "#ask", ".inner"}), "");
  EXPECT_EQ(index.ByTokens("a.example", {".a", ".b", ".a"}), ".a, .b");
  EXPECT_EQ(index.ByTokens("a.example", {}, General::kWith), "[data-ask=\"yes\"]");
}

TEST(IndexTest, ExceptionsAlwaysWin) {
  const BuiltIndex index(
      "##.ask\n##.other\nshop.example##.ask\nshop.example##.mine\n"
      "www.shop.example#@#.ask\nshop.example#@#.mine\n#@#.other\n~a.example#@#.ask2\n##.ask2\n");
  EXPECT_EQ(index.OnSite("shop.example"), ".ask");
  EXPECT_EQ(index.OnSite("www.shop.example"), "");
  EXPECT_EQ(index.ByTokens("www.shop.example", {".ask", ".other"}), "");
  EXPECT_EQ(index.ByTokens("shop.example", {".ask", ".other"}), ".ask");
  EXPECT_EQ(index.ByTokens("b.example", {".ask2"}), "");
  EXPECT_EQ(index.ByTokens("a.example", {".ask2"}), ".ask2");
}

TEST(IndexTest, AnExceptionOfOneListHoldsForAnother) {
  Compiler compiler;
  compiler.Add("shop.example##.a  >  .b\n", Compiler::Take::kUse);
  compiler.Add("shop.example#@#.a>.b\n", Compiler::Take::kUse);
  const Aligned memory(*compiler.Finish({}));
  std::string style;
  EXPECT_TRUE(Index::FromBytes(memory.bytes())
                  ->AppendSiteStyle({"shop.example", "shop.example"}, &style)
                  .has_value());
  EXPECT_EQ(style, "");
}

TEST(IndexTest, EverywhereMayHaveExclusions) {
  const BuiltIndex index("~shop.example,~news.*##.ask\n");
  EXPECT_EQ(index.ByTokens("a.example", {".ask"}), ".ask");
  EXPECT_EQ(index.ByTokens("www.shop.example", {".ask"}), "");
  EXPECT_EQ(index.ByTokens("news.co.uk", {".ask"}), "");
}

TEST(IndexTest, AStyleIsBounded) {
  std::string list;
  for (int i = 0; i < 20'000; ++i)
    list += "a.example##.some-rather-long-name-" + std::to_string(i) + "\n";
  const BuiltIndex index(list);
  std::string style;
  EXPECT_TRUE((*index).AppendSiteStyle({"a.example", "a.example"}, &style).has_value());
  EXPECT_GT(style.size(), kMaxStyleBytes - 100);
  EXPECT_LE(style.size(), kMaxStyleBytes);
  EXPECT_THAT(Hidden(style), Not(HasSubstr("not a style")));
}

TEST(IndexTest, IsMappedFromAFile) {
  const lma::testing::TemporaryFolder folder;
  const std::string path = folder.At("index");
  EXPECT_EQ(Index::Open(path).error().code, ErrorCode::kNotFound);
  std::ofstream(path, std::ios::binary) << Compiled("a.example##.ask\n");
  const auto index = Index::Open(path);
  ASSERT_TRUE(index.has_value());
  std::string style;
  EXPECT_TRUE(index->AppendSiteStyle({"a.example", "a.example"}, &style).has_value());
  EXPECT_EQ(Hidden(style), ".ask");
  EXPECT_EQ(index->Catalogue()->front().name, "test");
  std::ofstream(path + "2", std::ios::binary) << "short";
  EXPECT_EQ(Index::Open(path + "2").error().code, ErrorCode::kBadData);
  std::ofstream(path + "3", std::ios::binary);
  EXPECT_EQ(Index::Open(path + "3").error().code, ErrorCode::kBadData);
  EXPECT_EQ(Index::Open(folder.path()).error().code, ErrorCode::kIo);
}

TEST(IndexTest, AnotherVersionIsSaidToBeOne) {
  std::string bytes = Compiled("a.example##.ask\n");
  bytes[8] = 99;
  const Aligned memory(bytes);
  EXPECT_EQ(Index::FromBytes(memory.bytes()).error().code, ErrorCode::kUnsupported);
}

// Whatever is damaged, nothing comes out that was not put in.
TEST(IndexTest, DamageIsFoundAndNeverServed) {
  const std::string good = Compiled(
      "a.example,~b.a.example##.ask\na.example##.two\n##.three\n~c.example##.four\n"
      "##[data-five=\"5\"]\n~d.example#@#.six\n##.six\n");
  std::mt19937 random(7);
  int found = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = good;
    if (round % 4 == 0) {
      bytes.resize(random() % good.size());
    } else if (round % 4 == 1) {  // a page that was never written
      const std::size_t at = random() % good.size() / 64 * 64;
      for (std::size_t i = at; i < std::min(at + 64, bytes.size()); ++i) bytes[i] = '\0';
    } else {
      bytes[random() % good.size()] ^= static_cast<char>(1u << random() % 8);
    }
    const Aligned memory(bytes);
    const auto index = Index::FromBytes(memory.bytes());
    if (!index) {
      ++found;
      continue;
    }
    if (!index->CheckAll()) ++found;
    for (const std::string_view host : {"a.example", "b.a.example", "c.example"}) {
      std::string style = "";
      const std::vector<std::string_view> tokens = {".three", ".four", ".six"};
      const bool sites = index->AppendSiteStyle({host, "a.example"}, &style).has_value();
      const bool by_token =
          index->AppendTokenStyle({host, "a.example"}, tokens, General::kWith, &style).has_value();
      if (!sites && !by_token) {
        EXPECT_EQ(style, "");
      }
      for (const std::string_view rule : {".ask", ".two", ".three", ".four", ".six"}) {
        std::string full = std::string(rule) + "{display:none!important}\n";
        for (std::size_t at = style.find(full); at != std::string::npos; at = style.find(full)) {
          style.erase(at, full.size());
        }
      }
      const std::string five = "[data-five=\"5\"]{display:none!important}\n";
      if (const std::size_t at = style.find(five); at != std::string::npos) {
        style.erase(at, five.size());
      }
      EXPECT_EQ(style, "") << round;
    }
  }
  EXPECT_GT(found, 3000);
}

}  // namespace
}  // namespace lma::lists
