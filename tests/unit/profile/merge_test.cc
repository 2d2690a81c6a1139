// Several brands at once: merged, split, changed and forgotten together, sorted, summed by month.
#include "fixture.h"

namespace lma::profile {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class MergeTest : public VaultTest {
 protected:
  static void Want(Profile* profile, std::string_view domain) {
    EXPECT_THAT(profile->ChangePreference(domain, [](model::Preference* p) { p->wanted = true; }),
                IsOk());
  }
  static std::vector<std::string> Names(const Listing<BrandSummary>& listing) {
    std::vector<std::string> names;
    for (const BrandSummary& brand : listing.items) names.push_back(brand.preference.brand);
    return names;
  }
};

TEST_F(MergeTest, AllOfTheOtherBrandMovesOver) {
  const auto profile = Open();
  Want(profile.get(), "shop.example");
  ASSERT_THAT(profile->AddLearned("shop.test", Ask("#promo")), IsOk());
  profile->Append(Entry("shop.example"));
  profile->Append(Entry("shop.test"));
  profile->Append(Entry("shop.example"));
  const model::Preference merged = Must(profile->MergeBrands("shop.test", "shop.example"));
  EXPECT_EQ(merged.brand, "shop.example");
  EXPECT_THAT(merged.domains, ElementsAre("shop.example", "shop.test"));
  EXPECT_TRUE(Must(profile->FindPreference("shop.test"))->wanted);
  EXPECT_THAT(Must(profile->Learned("shop.test")), SizeIs(1));
  EXPECT_EQ(Must(profile->Brand("shop.test")).counters.asks, 3U);
  EXPECT_EQ(Must(profile->Brand("shop.test")).counters.seconds, 24U);
  JournalFilter filter;
  filter.brand = "shop.example";
  EXPECT_EQ(Must(profile->Journal(filter)).total, 3U);
  filter.brand = "shop.test";
  EXPECT_EQ(Must(profile->Journal(filter)).total, 0U);
  EXPECT_THAT(Names(Must(profile->Brands({}))), ElementsAre("shop.example"));
  const VaultCheck check = Must(profile->Check());
  EXPECT_EQ(check.damaged, 0U);
  EXPECT_EQ(check.census, VaultCheck::Census::kFits);
}

TEST_F(MergeTest, ABrandIsNotMergedWithItself) {
  const auto profile = Open();
  Want(profile.get(), "shop.example");
  EXPECT_THAT(profile->MergeBrands("shop.example", "shop.example"),
              IsError(ErrorCode::kBadRequest));
  ASSERT_THAT(profile->MergeBrands("shop.test", "shop.example"), IsOk());
  EXPECT_THAT(profile->MergeBrands("shop.test", "shop.example"), IsError(ErrorCode::kBadRequest));
}

TEST_F(MergeTest, ADomainCanLeaveItsBrand) {
  const auto profile = Open();
  Want(profile.get(), "shop.example");
  ASSERT_THAT(profile->MergeBrands("shop.test", "shop.example"), IsOk());
  EXPECT_THAT(profile->SplitBrand("shop.example"), IsError(ErrorCode::kBadRequest));
  EXPECT_THAT(profile->SplitBrand("shop.test"), IsOk());
  EXPECT_EQ(profile->BrandOf("shop.test"), "shop.test");
  EXPECT_EQ(Must(profile->FindPreference("shop.test")), std::nullopt);
  EXPECT_THAT(Must(profile->FindPreference("shop.example"))->domains, ElementsAre("shop.example"));
}

TEST_F(MergeTest, NothingOfAMergedBrandIsLeftWhenItIsForgotten) {
  const auto profile = Open();
  profile->Append(Entry("shop.test"));
  ASSERT_THAT(profile->MergeBrands("shop.test", "shop.example"), IsOk());
  EXPECT_EQ(Must(profile->Forget("shop.example")), Profile::Removed::kSomething);
  EXPECT_EQ(Must(profile->Journal({})).total, 0U);
  EXPECT_EQ(Must(profile->Brands({})).total, 0U);
  EXPECT_EQ(Must(profile->GetStats("", 0)).asks, 0U);
}

TEST_F(MergeTest, ManyAreChangedAndForgottenTogether) {
  const auto profile = Open();
  const std::vector<std::string> names = {"a.example", "b.example", "c.example"};
  EXPECT_THAT(profile->ChangePreferences(names, [](model::Preference* p) { p->wanted = true; }),
              IsOk());
  EXPECT_TRUE(Must(profile->FindPreference("c.example"))->wanted);
  profile->Append(Entry("b.example"));
  profile->Append(Entry("d.example"));
  const std::vector<std::string> two = {"b.example", "c.example", "unknown.example"};
  EXPECT_EQ(Must(profile->ForgetAll(two)), 2U);
  EXPECT_THAT(Names(Must(profile->Brands({}))), ElementsAre("a.example", "d.example"));
  EXPECT_EQ(Must(profile->Journal({})).total, 1U);
}

TEST_F(MergeTest, BrandsAreSortedAndFiltered) {
  const auto profile = Open();
  profile->Append(Entry("a.example"));
  clock_.now_ms += 1000;
  profile->Append(Entry("b.example"));
  profile->Append(Entry("b.example"));
  clock_.now_ms += 1000;
  profile->Append(Entry("c.example"));
  BrandFilter filter;
  filter.order = BrandOrder::kAsks;
  EXPECT_THAT(Names(Must(profile->Brands(filter))),
              ElementsAre("b.example", "a.example", "c.example"));
  filter.order = BrandOrder::kRecent;
  EXPECT_THAT(Names(Must(profile->Brands(filter))),
              ElementsAre("c.example", "b.example", "a.example"));
  filter.fits = [](const BrandSummary& brand) { return brand.counters.asks == 1; };
  filter.limit = 1;
  EXPECT_EQ(Must(profile->Brands(filter)).total, 2U);
  EXPECT_THAT(Names(Must(profile->Brands(filter))), ElementsAre("c.example"));
}

TEST_F(MergeTest, TheJournalIsFilteredByActionAndPartOfAName) {
  const auto profile = Open();
  profile->Append(Entry("shop.example", model::JournalAction::kHidden));
  profile->Append(Entry("shop.example", model::JournalAction::kDeclined));
  profile->Append(Entry("news.example", model::JournalAction::kHidden));
  JournalFilter filter;
  filter.query = "shop";
  EXPECT_EQ(Must(profile->Journal(filter)).total, 2U);
  filter.actions = {model::JournalAction::kHidden};
  EXPECT_EQ(Must(profile->Journal(filter)).total, 1U);
}

TEST_F(MergeTest, TheStatementIsByMonthBrandAndKind) {
  const auto profile = Open();
  profile->Append(Entry("a.example"));
  model::JournalEntry undone = Entry("b.example");
  profile->Append(undone);
  undone.outcome = model::Outcome::kUndone;
  profile->Append(undone);
  clock_.now_ms += 31 * std::int64_t{24} * 60 * 60 * 1000;
  profile->Append(Entry("a.example"));
  profile->Append(Entry("a.example"));
  const std::vector<StatementRow> rows = Must(profile->Statement(0, 0));
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].month, 10U);
  EXPECT_EQ(rows[1].month, 11U);
  EXPECT_EQ(rows[1].gone, 2U);
  EXPECT_EQ(rows[1].seconds, 16U);
  EXPECT_THAT(Must(profile->Statement(clock_.now_ms, 0)), SizeIs(1));
}

}  // namespace
}  // namespace lma::profile
