#include "fixture.h"

namespace lma::profile {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PreferencesTest : public VaultTest {
 protected:
  std::vector<std::string> BrandNames(Profile* profile, const BrandFilter& filter) {
    std::vector<std::string> names;
    for (const BrandSummary& summary : Must(profile->Brands(filter)).items) {
      names.push_back(summary.preference.brand);
    }
    return names;
  }
};

TEST_F(PreferencesTest, ABrandNeverSpokenOfHasNone) {
  const auto profile = Open();
  EXPECT_EQ(Must(profile->FindPreference("example.com")), std::nullopt);
  EXPECT_EQ(profile->BrandOf("example.com"), "example.com");
}

TEST_F(PreferencesTest, WhatWasSaidIsThereAfterARestart) {
  {
    const auto profile = Open();
    ASSERT_THAT(profile->ChangePreference("example.com",
                                          [](model::Preference* p) {
                                            p->wanted_kinds.Add(model::AskKind::kSurvey);
                                            p->engaged_until_ms = 1'760'003'600'000;
                                            p->paused_until_ms = INT64_MAX;
                                          }),
                IsOk());
  }
  const auto profile = Open();
  const auto preference = Must(profile->FindPreference("example.com"));
  ASSERT_TRUE(preference.has_value());
  EXPECT_EQ(preference->brand, "example.com");
  EXPECT_THAT(preference->domains, ElementsAre("example.com"));
  EXPECT_FALSE(preference->wanted);
  EXPECT_TRUE(preference->wanted_kinds.Has(model::AskKind::kSurvey));
  EXPECT_TRUE(preference->unwanted_kinds.empty());
  EXPECT_EQ(preference->engaged_until_ms, 1'760'003'600'000);
  EXPECT_EQ(preference->paused_until_ms, INT64_MAX);
  EXPECT_EQ(preference->created_ms, clock_.now_ms);
}

TEST_F(PreferencesTest, AChangeShowsAtOnceAlthoughTheOldStateIsRemembered) {
  const auto profile = Open();
  ASSERT_EQ(Must(profile->FindPreference("example.com")), std::nullopt);
  ASSERT_THAT(
      profile->ChangePreference("example.com", [](model::Preference* p) { p->wanted = true; }),
      IsOk());
  EXPECT_TRUE(Must(profile->FindPreference("example.com"))->wanted);
  clock_.now_ms += 1000;
  ASSERT_THAT(profile->ChangePreference("example.com",
                                        [](model::Preference* p) {
                                          EXPECT_TRUE(p->wanted);
                                          p->wanted = false;
                                        }),
              IsOk());
  const auto preference = Must(profile->FindPreference("example.com"));
  EXPECT_FALSE(preference->wanted);
  EXPECT_EQ(preference->updated_ms, preference->created_ms + 1000);
}

TEST_F(PreferencesTest, EveryDomainOfABrandLeadsToIt) {
  const auto profile = Open();
  ASSERT_EQ(profile->BrandOf("example.de"), "example.de");
  ASSERT_THAT(profile->ChangePreference("example.com",
                                        [](model::Preference* p) {
                                          p->domains = {"example.de", "example.fr", "example.de"};
                                        }),
              IsOk());
  EXPECT_EQ(profile->BrandOf("example.de"), "example.com");
  // Said of one domain, it is said of the brand.
  ASSERT_THAT(
      profile->ChangePreference("example.fr", [](model::Preference* p) { p->wanted = true; }),
      IsOk());
  EXPECT_TRUE(Must(profile->FindPreference("example.com"))->wanted);
  EXPECT_THAT(Must(profile->FindPreference("example.de"))->domains,
              ElementsAre("example.com", "example.de", "example.fr"));
  EXPECT_THAT(BrandNames(profile.get(), {}), ElementsAre("example.com"));

  ASSERT_THAT(profile->ChangePreference("example.com",
                                        [](model::Preference* p) { p->domains = {"example.de"}; }),
              IsOk());
  EXPECT_EQ(profile->BrandOf("example.fr"), "example.fr");
  EXPECT_EQ(profile->BrandOf("example.de"), "example.com");
}

TEST_F(PreferencesTest, ADomainBelongsToOneBrandOnly) {
  const auto profile = Open();
  const auto own = [](const char* domain) {
    return [domain](model::Preference* p) { p->domains.emplace_back(domain); };
  };
  ASSERT_THAT(profile->ChangePreference("first.com", own("shared.com")), IsOk());
  ASSERT_THAT(profile->ChangePreference("second.com", own("shared.com")), IsOk());
  EXPECT_EQ(profile->BrandOf("shared.com"), "second.com");
  EXPECT_THAT(Must(profile->FindPreference("first.com"))->domains, ElementsAre("first.com"));
  // A brand of its own is no one else's domain.
  ASSERT_THAT(profile->ChangePreference("second.com", own("first.com")), IsOk());
  EXPECT_EQ(profile->BrandOf("first.com"), "first.com");
  EXPECT_THAT(Must(profile->FindPreference("second.com"))->domains,
              ElementsAre("second.com", "shared.com"));
}

TEST_F(PreferencesTest, BrandsAreSortedSearchedAndPaged) {
  const auto profile = Open();
  for (const char* brand : {"delta.com", "alpha.com", "charlie.org", "bravo.com"}) {
    ASSERT_THAT(profile->ChangePreference(brand, [](model::Preference*) {}), IsOk());
  }
  profile->Append(Entry("asked-only.com"));
  EXPECT_THAT(BrandNames(profile.get(), {}),
              ElementsAre("alpha.com", "asked-only.com", "bravo.com", "charlie.org", "delta.com"));
  EXPECT_THAT(BrandNames(profile.get(), {.query = ".com", .spoken_of = true}),
              ElementsAre("alpha.com", "bravo.com", "delta.com"));
  EXPECT_THAT(BrandNames(profile.get(), {.offset = 1, .limit = 2}),
              ElementsAre("asked-only.com", "bravo.com"));
  EXPECT_THAT(BrandNames(profile.get(), {.offset = 9}), IsEmpty());
  EXPECT_EQ(Must(profile->Brands({.query = "a.com", .limit = 1})).total, 2U);
}

TEST_F(PreferencesTest, SettingsAreKept) {
  {
    const auto profile = Open();
    const model::Settings fresh = Must(profile->GetSettings());
    EXPECT_EQ(fresh.quiet_level, model::QuietLevel::kPage);
    EXPECT_TRUE(fresh.allowed_kinds.Has(model::AskKind::kDonation));
    ASSERT_THAT(profile->ChangeSettings([](model::Settings* s) {
      s->quiet_level = model::QuietLevel::kPrompts;
      s->allowed_kinds = {};
      s->journal_months = 3;
    }),
                IsOk());
  }
  const auto profile = Open();
  const model::Settings settings = Must(profile->GetSettings());
  EXPECT_EQ(settings.quiet_level, model::QuietLevel::kPrompts);
  EXPECT_TRUE(settings.allowed_kinds.empty());
  EXPECT_EQ(settings.journal_months, 3U);
}

TEST_F(PreferencesTest, ForgettingABrandForgetsAllOfIt) {
  const auto profile = Open();
  ASSERT_THAT(profile->ChangePreference(
                  "example.com", [](model::Preference* p) { p->domains.push_back("example.de"); }),
              IsOk());
  ASSERT_THAT(profile->AddLearned("example.de", Ask("#promo")), IsOk());
  profile->Append(Entry("example.com"));
  profile->Append(Entry("other.com"));
  EXPECT_EQ(Must(profile->Forget("example.de")), Profile::Removed::kSomething);

  EXPECT_EQ(Must(profile->FindPreference("example.com")), std::nullopt);
  EXPECT_EQ(profile->BrandOf("example.de"), "example.de");
  EXPECT_THAT(Must(profile->Learned("example.com")), IsEmpty());
  EXPECT_EQ(Must(profile->Brand("example.com")).counters.asks, 0U);
  EXPECT_EQ(Must(profile->Journal({.brand = "example.com"})).total, 0U);
  EXPECT_EQ(Must(profile->GetStats("", 0)).asks, 1U);
  EXPECT_THAT(BrandNames(profile.get(), {}), ElementsAre("other.com"));
  EXPECT_EQ(Must(profile->Forget("example.com")), Profile::Removed::kNothing);
}

}  // namespace
}  // namespace lma::profile
