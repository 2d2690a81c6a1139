#include "app/profile_json.h"

#include <gtest/gtest.h>

#include <limits>

namespace lma::app {
namespace {

profile::ProfileData Example() {
  profile::ProfileData data;
  data.settings.emplace().quiet_level = model::QuietLevel::kPrompts;
  data.settings->journal_months = 3;
  model::Preference brand;
  brand.brand = "shop.example";
  brand.domains = {"shop.example", "shop.co.uk"};
  brand.wanted = true;
  brand.unwanted_kinds.Add(model::AskKind::kSurvey);
  brand.paused_until_ms = std::numeric_limits<std::int64_t>::max();
  brand.updated_ms = 1'760'000'000'000;
  data.preferences.push_back(brand);
  model::LearnedAsk learned;
  learned.brand = "shop.example";
  learned.selector = "#promo";
  learned.label = "Join \"us\"\n";
  learned.kind = model::AskKind::kCoupon;
  data.learned.push_back(learned);
  model::JournalEntry entry;
  entry.time_ms = 1'760'000'000'001;
  entry.brand = "shop.example";
  entry.kind = model::AskKind::kChat;
  entry.action = model::JournalAction::kDismissed;
  entry.outcome = model::Outcome::kCameBack;
  entry.confidence = 0.875;
  entry.seconds = 7;
  data.journal.push_back(entry);
  return data;
}

std::string ErrorOf(std::string json) {
  const auto data = ProfileFromJson(json);
  if (data) return "none";
  return std::string(ErrorCodeName(data.error().code)) + " " + data.error().detail;
}

TEST(ProfileJsonTest, WhatIsWrittenIsReadBack) {
  std::string json = ProfileToJson(Example(), 5);
  const auto read = ProfileFromJson(json);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->settings->quiet_level, model::QuietLevel::kPrompts);
  EXPECT_EQ(read->settings->journal_months, 3u);
  const model::Preference& brand = read->preferences.at(0);
  EXPECT_EQ(brand.domains, (std::vector<std::string>{"shop.example", "shop.co.uk"}));
  EXPECT_TRUE(brand.wanted && brand.unwanted_kinds.Has(model::AskKind::kSurvey));
  EXPECT_EQ(brand.paused_until_ms, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(brand.updated_ms, 1'760'000'000'000);
  EXPECT_EQ(read->learned.at(0).label, "Join \"us\"\n");
  EXPECT_EQ(read->learned.at(0).kind, model::AskKind::kCoupon);
  EXPECT_EQ(read->journal.at(0).outcome, model::Outcome::kCameBack);
  EXPECT_EQ(read->journal.at(0).confidence, 0.875);
  EXPECT_EQ(read->journal.at(0).seconds, 7u);
}

TEST(ProfileJsonTest, RefusesWhatIsNoProfileAndSaysWhere) {
  EXPECT_EQ(ErrorOf("{}"), "bad_data profile: format: missing");
  EXPECT_EQ(ErrorOf(R"({"format":"else","version":1})"),
            "bad_data profile: format: not a profile of this program");
  EXPECT_EQ(ErrorOf(R"({"format":"leave-me-alone profile","version":2})"),
            "unsupported profile: version: newer than this program");
  EXPECT_EQ(
      ErrorOf(R"({"format":"leave-me-alone profile","version":1,"brands":[{"brand":"a b"}]})"),
      "bad_data profile: brands: brand: not a site's name");
  EXPECT_EQ(ErrorOf("\xFF"), "bad_data profile: not UTF-8");
  EXPECT_EQ(ErrorOf(std::string(100'000, '[')), "bad_data profile: wrong type");
}

}  // namespace
}  // namespace lma::app
