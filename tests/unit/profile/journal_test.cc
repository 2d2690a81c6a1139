#include "fixture.h"

namespace lma::profile {
namespace {

using model::JournalAction;
using ::testing::SizeIs;

constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;

class JournalTest : public VaultTest {};

TEST_F(JournalTest, EntriesComeBackNewestFirst) {
  {
    const auto profile = Open();
    profile->Append(Entry("example.com"));
    clock_.now_ms += 1000;
    profile->Append(Entry("example.org", JournalAction::kHidden));
    EXPECT_TRUE(profile->HasPending());
  }
  const auto profile = Open();
  EXPECT_FALSE(profile->HasPending());
  const auto journal = Must(profile->Journal({}));
  ASSERT_THAT(journal.items, SizeIs(2));
  EXPECT_EQ(journal.total, 2U);
  EXPECT_EQ(journal.items[0].brand, "example.org");
  EXPECT_EQ(journal.items[0].action, JournalAction::kHidden);
  const model::JournalEntry& first = journal.items[1];
  EXPECT_EQ(first.brand, "example.com");
  EXPECT_EQ(first.kind, model::AskKind::kNewsletter);
  EXPECT_EQ(first.outcome, model::Outcome::kGone);
  EXPECT_NEAR(first.confidence, 0.97, 0.0001);
  EXPECT_EQ(first.provider, "klaviyo");
  EXPECT_EQ(first.why, "phrase: join our newsletter");
  EXPECT_EQ(first.seconds, 8U);
  EXPECT_EQ(first.time_ms, clock_.now_ms - 1000);
}

TEST_F(JournalTest, IsFilteredAndPaged) {
  const auto profile = Open();
  for (int i = 0; i < 10; ++i) {
    model::JournalEntry entry = Entry(i % 2 == 0 ? "even.com" : "odd.com");
    entry.time_ms = 1000 + i;
    entry.kind = i < 5 ? model::AskKind::kSurvey : model::AskKind::kChat;
    profile->Append(entry);
  }
  EXPECT_EQ(Must(profile->Journal({.brand = "even.com"})).total, 5U);
  EXPECT_EQ(Must(profile->Journal({.since_ms = 1003, .until_ms = 1006})).total, 3U);
  JournalFilter chats;
  chats.kinds.Add(model::AskKind::kChat);
  chats.offset = 1;
  chats.limit = 2;
  const auto page = Must(profile->Journal(chats));
  EXPECT_EQ(page.total, 5U);
  ASSERT_THAT(page.items, SizeIs(2));
  EXPECT_EQ(page.items[0].time_ms, 1008);
  const auto unfiltered = Must(profile->Journal({.offset = 8, .limit = 5}));
  EXPECT_EQ(unfiltered.total, 10U);
  ASSERT_THAT(unfiltered.items, SizeIs(2));
  EXPECT_EQ(unfiltered.items[1].time_ms, 1000);
}

TEST_F(JournalTest, CountsWhatWentAwayAndNotWhatDidNot) {
  const auto profile = Open();
  const std::int64_t first = clock_.now_ms;
  profile->Append(Entry("example.com"));
  clock_.now_ms += 60'000;
  profile->Append(Entry("example.com", JournalAction::kHidden));
  model::JournalEntry stayed = Entry("example.com", JournalAction::kDismissed);
  stayed.outcome = model::Outcome::kStillThere;
  profile->Append(stayed);
  const BrandCounters counters = Must(profile->Brand("example.com")).counters;
  EXPECT_EQ(counters.asks, 3U);
  EXPECT_EQ(counters.of(JournalAction::kDeclined), 1U);
  EXPECT_EQ(counters.of(JournalAction::kHidden), 1U);
  EXPECT_EQ(counters.of(JournalAction::kDismissed), 0U);
  EXPECT_EQ(counters.seconds, 16U);
  EXPECT_EQ(counters.first_ask_ms, first);
  EXPECT_EQ(counters.last_ask_ms, clock_.now_ms);
}

TEST_F(JournalTest, WhatTheUserUndidIsTakenBackEvenOnAnotherDay) {
  const auto profile = Open();
  profile->Append(Entry("example.com", JournalAction::kHidden));
  clock_.now_ms += 2 * kDay;
  model::JournalEntry undone = Entry("example.com", JournalAction::kHidden);
  undone.outcome = model::Outcome::kUndone;
  profile->Append(undone);
  const BrandCounters counters = Must(profile->Brand("example.com")).counters;
  EXPECT_EQ(counters.asks, 1U);
  EXPECT_EQ(counters.of(JournalAction::kHidden), 0U);
  EXPECT_EQ(counters.seconds, 0U);
  const Stats stats = Must(profile->GetStats("", 0));
  EXPECT_EQ(stats.asks, 1U);
  EXPECT_EQ(stats.seconds, 0U);
}

TEST_F(JournalTest, StatsSumByKindBrandActionAndWeek) {
  const auto profile = Open();
  // The clock stands at Thursday, 2025-10-09.
  const std::int64_t monday = 1'759'708'800'000;  // 2025-10-06
  profile->Append(Entry("example.com"));
  clock_.now_ms = monday - 1;  // Sunday, so the week before
  profile->Append(Entry("example.com", JournalAction::kDismissed));
  clock_.now_ms = monday;
  model::JournalEntry chat = Entry("chat.com", JournalAction::kHidden);
  chat.kind = model::AskKind::kChat;
  chat.seconds = 5;
  profile->Append(chat);

  const Stats stats = Must(profile->GetStats("", 0));
  EXPECT_EQ(stats.asks, 3U);
  EXPECT_EQ(stats.seconds, 21U);
  EXPECT_EQ(stats.by_kind[static_cast<std::size_t>(model::AskKind::kChat)].seconds, 5U);
  EXPECT_EQ(stats.by_action[static_cast<std::size_t>(JournalAction::kDismissed)], 1U);
  EXPECT_EQ(stats.by_brand.at("example.com").asks, 2U);
  ASSERT_THAT(stats.by_week, SizeIs(2));
  EXPECT_EQ(stats.by_week.at(monday).asks, 2U);
  EXPECT_EQ(stats.by_week.at(monday - 7 * kDay).asks, 1U);
  EXPECT_EQ(Must(profile->GetStats("", monday)).asks, 2U);
  EXPECT_EQ(Must(profile->GetStats("chat.com", 0)).asks, 1U);
}

TEST_F(JournalTest, ClearedEntriesAreNotCountedAnyMore) {
  const auto profile = Open();
  profile->Append(Entry("old.com"));
  profile->Append(Entry("both.com"));
  clock_.now_ms += 5 * kDay;
  profile->Append(Entry("both.com"));
  EXPECT_EQ(Must(profile->ClearJournal(clock_.now_ms - kDay)), 2U);
  EXPECT_EQ(Must(profile->Journal({})).total, 1U);
  EXPECT_EQ(Must(profile->Brand("both.com")).counters.asks, 1U);
  EXPECT_EQ(Must(profile->Brand("old.com")).counters.asks, 0U);
  EXPECT_EQ(Must(profile->ClearJournal(0)), 1U);
  EXPECT_EQ(Must(profile->Journal({})).total, 0U);
  EXPECT_EQ(Must(profile->GetStats("", 0)).asks, 0U);
}

TEST_F(JournalTest, OldEntriesGoAndTheirTotalsStay) {
  const auto profile = Open();
  ASSERT_THAT(profile->ChangeSettings([](model::Settings* s) { s->journal_months = 1; }), IsOk());
  profile->Append(Entry("example.com"));
  clock_.now_ms += 40 * kDay;
  profile->Append(Entry("example.com"));
  ASSERT_THAT(profile->Flush(), IsOk());
  EXPECT_EQ(Must(profile->DropOldEntries()), 1U);
  EXPECT_EQ(Must(profile->Journal({})).total, 1U);
  EXPECT_EQ(Must(profile->GetStats("", 0)).asks, 2U);
}

TEST_F(JournalTest, OldDaysAreSummedUpByWeek) {
  const auto profile = Open();
  ASSERT_THAT(profile->ChangeSettings([](model::Settings* s) { s->journal_months = 1; }), IsOk());
  constexpr int kDays = 70;
  for (int day = 0; day < kDays; ++day) {
    profile->Append(Entry(day % 2 == 0 ? "example.com" : "example.org"));
    clock_.now_ms += kDay;
  }
  const Stats before = Must(profile->GetStats("", 0));
  const std::uint64_t records = Must(profile->Check()).records;
  ASSERT_GT(Must(profile->DropOldEntries()), 30U);
  const Stats after = Must(profile->GetStats("", 0));
  EXPECT_EQ(after.asks, before.asks);
  EXPECT_EQ(after.seconds, before.seconds);
  ASSERT_EQ(after.by_week.size(), before.by_week.size());
  for (const auto& [week, count] : before.by_week) {
    EXPECT_EQ(after.by_week.at(week).asks, count.asks) << week;
  }
  EXPECT_EQ(after.by_brand.at("example.org").asks, before.by_brand.at("example.org").asks);
  // Some forty days are five or six weeks now, besides the entries that went.
  EXPECT_LT(Must(profile->Check()).records, records - 60);
  EXPECT_EQ(Must(profile->DropOldEntries()), 0U);
  // And a brand can be forgotten from them.
  ASSERT_EQ(Must(profile->Forget("example.org")), Profile::Removed::kSomething);
  const Stats forgotten = Must(profile->GetStats("", 0));
  EXPECT_FALSE(forgotten.by_brand.contains("example.org"));
  EXPECT_EQ(forgotten.asks, kDays / 2U);
}

TEST_F(JournalTest, AnOverlongEntryDoesNotStopTheOthers) {
  const auto profile = Open();
  model::JournalEntry entry = Entry("example.com");
  entry.why.assign(5'000'000, 'x');
  entry.provider.assign(5'000'000, 'x');
  profile->Append(entry);
  profile->Append(Entry("example.org"));
  EXPECT_THAT(profile->Flush(), IsOk());
  EXPECT_EQ(Must(profile->Journal({})).total, 2U);
}

}  // namespace
}  // namespace lma::profile
