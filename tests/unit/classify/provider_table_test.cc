#include "classify/provider_table.h"

#include <gtest/gtest.h>

#include <cstring>

#include "classify/compiler/table_source.h"
#include "classify/fixture.h"

namespace lma::classify {
namespace {

// A block of the right alignment.
class Block {
 public:
  explicit Block(const std::string& bytes) : words_((bytes.size() + 7) / 8), size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(words_.data(), bytes.data(), bytes.size());
  }
  std::span<const std::byte> span() const {
    return {reinterpret_cast<const std::byte*>(words_.data()), size_};
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

constexpr char kProvider[] = R"({"id": "acme", "name": "Acme", "kinds": ["coupon", "newsletter"],
  "hosts": ["acme.example"], "tokens": ["acme-popup", "acm-*"], "dismiss": ["acme-x"],
  "certain": true, "seen": "its documentation"})";

std::vector<Mark> FindWords(const ProviderTable& table, std::string_view word) {
  std::vector<Mark> marks;
  table.FindWord(word, &marks);
  return marks;
}

TEST(ProviderTableTest, FindsMarksOfAProvider) {
  TableSource source;
  ASSERT_TRUE(source.AddEntityFile(kProvider, "acme", false));
  const Block block(source.Compile());
  const auto table = ProviderTable::FromBlob(block.span());
  ASSERT_TRUE(table);
  ASSERT_EQ(FindWords(*table, "acme-popup").size(), 1u);
  EXPECT_EQ(FindWords(*table, "ACME-popup").size(), 1u);
  EXPECT_EQ(FindWords(*table, "acm-1234").size(), 1u);
  EXPECT_TRUE(FindWords(*table, "acme-popup-x").empty());
  EXPECT_EQ(FindWords(*table, "acme-x").front().mark_class, MarkClass::kProviderDismiss);
  std::vector<Mark> hosts;
  table->FindHost("static.acme.example", &hosts);
  ASSERT_EQ(hosts.size(), 1u);
  const Entity entity = table->entity(hosts.front().entity);
  EXPECT_EQ(entity.id, "acme");
  EXPECT_TRUE(entity.certain);
  EXPECT_EQ(entity.first_kind, model::AskKind::kCoupon);
  hosts.clear();
  table->FindHost("notacme.example", &hosts);
  EXPECT_TRUE(hosts.empty());
}

TEST(ProviderTableTest, FindsWordsInPartsOfNames) {
  TableSource source;
  ASSERT_TRUE(source.AddMarkFile("[kind app]\napp-banner\nsmartb*\n[layer]\n*popup*\n", "t"));
  const Block block(source.Compile());
  const auto table = ProviderTable::FromBlob(block.span());
  ASSERT_TRUE(table);
  EXPECT_EQ(FindWords(*table, "site__App-Banner--top").size(), 1u);
  EXPECT_TRUE(FindWords(*table, "snapp-banner").empty());
  EXPECT_EQ(FindWords(*table, "x-smartbanner").size(), 1u);
  EXPECT_TRUE(FindWords(*table, "xsmartbanner").empty());
  EXPECT_EQ(FindWords(*table, "newpopupbox").size(), 1u);
}

TEST(ProviderTableTest, LongestLinkMarkCounts) {
  TableSource source;
  ASSERT_TRUE(source.AddMarkFile("[follow]\nnet.example/\n[share]\nnet.example/sharer\n", "t"));
  const Block block(source.Compile());
  const auto table = ProviderTable::FromBlob(block.span());
  ASSERT_TRUE(table);
  std::vector<Mark> marks;
  table->FindLink("m.net.example/sharer.php", &marks);
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_EQ(marks.front().mark_class, MarkClass::kShareLink);
  marks.clear();
  table->FindLink("net.example/brand", &marks);
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_EQ(marks.front().mark_class, MarkClass::kFollowLink);
  EXPECT_TRUE(table->IsNetworkHost("www.net.example"));
  EXPECT_FALSE(table->IsNetworkHost("example"));
}

TEST(ProviderTableTest, PagesPurposeStandsInWholeSegments) {
  TableSource source;
  ASSERT_TRUE(source.AddMarkFile("[path form]\nsurvey\n[path payment]\ncheckout\n", "t"));
  const Block block(source.Compile());
  const auto table = ProviderTable::FromBlob(block.span());
  ASSERT_TRUE(table);
  const auto found = [&](std::string_view url) {
    std::vector<Mark> marks;
    table->FindPage(url, &marks);
    return marks.size();
  };
  EXPECT_EQ(found("https://a.example/survey"), 1u);
  EXPECT_EQ(found("https://a.example/survey.php?x=1"), 1u);
  EXPECT_EQ(found("https://a.example/survey/results-of-2020"), 0u);
  EXPECT_EQ(found("https://a.example/checkout/step-2"), 1u);
  EXPECT_EQ(found("https://a.example/our-survey"), 0u);
  EXPECT_EQ(found("not a url"), 0u);
}

TEST(ProviderTableTest, DamagedBlocksAreRefused) {
  TableSource source;
  ASSERT_TRUE(source.AddEntityFile(kProvider, "acme", false));
  const std::string good = source.Compile();
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, good.size() - 1}) {
    const Block block(good.substr(0, size));
    const auto table = ProviderTable::FromBlob(block.span());
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::kBadData);
  }
}

TEST(ProviderTableTest, DamagedInsidesAreNeverReadBeyond) {
  TableSource source;
  ASSERT_TRUE(source.AddEntityFile(kProvider, "acme", false));
  const std::string good = source.Compile();
  for (std::size_t at = sizeof(TableHeader); at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(0xff);
    const Block block(bad);
    const auto table = ProviderTable::FromBlob(block.span());
    if (!table) continue;
    for (const Mark& mark : FindWords(*table, "acme-popup")) {
      if (mark.entity != kNoEntity) static_cast<void>(table->entity(mark.entity).id.size());
    }
  }
}

struct Wrong {
  const char* text;
  const char* reason;
};

TEST(TableSourceTest, ErrorsNameFileAndReason) {
  const Wrong cases[] = {
      {"{", ".json:1: not JSON"},
      {"{\n\"id\": \"a\",\n]", ".json:3: not JSON"},
      {"[]", ".json:1: not a JSON object"},
      {"{\n\"id\": \"a\",\n\"id\": \"a\"}", ".json:3: field \"id\" stands twice"},
      {"{\"id\": \"a\",\n\"hue\": 1}", ".json:2: unknown field"},
      {"{\"id\": \"a\", \"name\": \"A\",\"seen\": \"x\",\n\"kinds\": [\n\"spam\"]}",
       ".json:3: kinds: unknown kind: spam"},
      {R"({"id": "a", "name": "A", "kinds": ["coupon"], "tokens": ["abcd"]})", "seen"},
      {R"({"id": "b", "name": "A", "kinds": ["coupon"], "tokens": ["abcd"], "seen": "x"})",
       "not the name of the file"},
      {R"({"id": "a", "name": "A", "kinds": ["spam"], "tokens": ["abcd"], "seen": "x"})",
       "unknown kind"},
      {R"({"id": "a", "name": "A", "kinds": ["coupon"], "seen": "x"})", "no host"},
      {R"({"id": "a", "name": "A", "kinds": ["coupon"], "tokens": [".abcd"], "seen": "x"})",
       "not a selector"},
      {R"({"id": "a", "name": "A", "kinds": ["coupon"], "tokens": ["ab*"], "seen": "x"})",
       "too little"},
      {R"({"id": "a", "name": "A", "kinds": ["coupon"], "tokens": ["Abcd"], "seen": "x"})",
       "upper case"},
      {R"({"id": "a", "id": "a", "name": "A", "seen": "x"})", "twice"},
      {R"({"id": "a", "name": "A", "kinds": ["coupon"], "tokens": ["abcd"], "seen": "x", "hue": 1})",
       "unknown field"},
      {R"({"id": "a", "name": "A", "kinds": ["coupon"], "tokens": ["abcd"], "certain": true,
          "seen": "known, not verified"})",
       "never verified"},
  };
  for (const Wrong& wrong : cases) {
    TableSource source;
    const Status status = source.AddEntityFile(wrong.text, "a", false);
    ASSERT_FALSE(status) << wrong.text;
    EXPECT_EQ(status.error().detail.substr(0, 16), "providers/a.json");
    EXPECT_NE(status.error().detail.find(wrong.reason), std::string::npos) << status.error().detail;
  }
}

TEST(TableSourceTest, TwoFilesMayNotShareAMark) {
  TableSource source;
  ASSERT_TRUE(source.AddEntityFile(kProvider, "acme", false));
  std::string other = kProvider;
  other.replace(other.find("acme"), 4, "zeta");
  const Status status = source.AddEntityFile(other, "zeta", false);
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().detail.find("already in acme"), std::string::npos);
}

TEST(TableSourceTest, MarkFilesNameTheLine) {
  TableSource source;
  const Status status = source.AddMarkFile("# words\n[kind spam]\n", "tokens/words.txt");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().detail, "tokens/words.txt:2: unknown section [kind spam]");
}

TEST_F(BuiltInTest, BuiltInTableHoldsItsProvidersAndKeepers) {
  EXPECT_GT(Marks().entity_count(), 70u);
  const std::vector<Mark> marks = FindWords(Marks(), "onetrust-banner-sdk");
  ASSERT_FALSE(marks.empty());
  EXPECT_EQ(Marks().entity(marks.front().entity).veto, model::Veto::kConsent);
}

}  // namespace
}  // namespace lma::classify
