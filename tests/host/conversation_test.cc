// What the host answers when all goes well.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host_process.h"

namespace lma::host_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kHello = R"({"id":1,"type":"hello","protocol":[1,1]})";
constexpr std::string_view kPlan =
    R"({"id":2,"type":"plan","url":"https://www.shop.example/a","top_url":"https://www.shop.example/a","top":true})";
constexpr std::string_view kJudge = R"({"id":3,"type":"judge",
  "page":{"url":"https://www.shop.example/a","top_url":"https://www.shop.example/a","language":"en","text_chars":4000},
  "candidates":[{"id":7,"surface":"overlay","tag":"div","role":"dialog","appear":"insert","age_ms":5000,
    "text":"Join our newsletter and get 10% off your first order. Your email Subscribe No thanks",
    "heading":"Join our newsletter","language":"en",
    "controls":[{"i":0,"type":"button","label":"Subscribe","submit":true,"w":120,"h":40},
                {"i":1,"type":"button","label":"No thanks","w":80,"h":32}],
    "fields":[{"type":"email","label":"Your email"}],
    "layer":{"position":"fixed","backdrop":true,"scroll_lock":true,"z":9999},
    "geometry":{"x":400,"y":200,"w":500,"h":400,"vw":1366,"vh":900},"text_share":0.02}]})";

TEST(ConversationTest, IntroducesItself) {
  const Home home;
  HostProcess host(home.path());
  const std::string hello = host.Ask(kHello);
  EXPECT_THAT(hello, HasSubstr(R"("id":1,"type":"hello","result":{"protocol":1)"));
  EXPECT_THAT(hello, HasSubstr(R"("vault":"open","vault_error":"")"));
  EXPECT_EQ(host.End(), 0);
}

TEST(ConversationTest, RefusesAProtocolItDoesNotSpeak) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(R"({"id":1,"type":"hello","protocol":[2,9]})"),
              HasSubstr(R"("code":"unsupported_version")"));
  EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("protocol":1)"));
}

TEST(ConversationTest, DeclinesAnAskAndSaysWhy) {
  const Home home;
  HostProcess host(home.path());
  const std::string plan = host.Ask(kPlan);
  EXPECT_THAT(plan, HasSubstr(R"("state":"active","reason":"ask")"));
  EXPECT_THAT(plan, HasSubstr(R"("brand":"shop.example")"));
  const std::string verdict = host.Ask(kJudge);
  EXPECT_THAT(verdict, HasSubstr(R"("id":7,"action":"decline","reason":"ask","kind":"coupon")"));
  EXPECT_THAT(verdict, HasSubstr(R"("steps":[{"do":"decline","control":1})"));
  EXPECT_THAT(verdict, HasSubstr(R"("source":"phrase")"));
}

TEST(ConversationTest, LeavesAWantedBrandAlone) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(R"({"id":4,"type":"prefer","domain":"www.shop.example","wanted":true})"),
              HasSubstr(R"("state":"wanted")"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"dormant","reason":"wanted_brand")"));
  EXPECT_THAT(host.Ask(kJudge), HasSubstr(R"("action":"allow","reason":"wanted_brand")"));
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"forget","domain":"shop.example"})"),
              HasSubstr(R"("removed":true)"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"active")"));
}

TEST(ConversationTest, AWelcomeEndsByItselfAndPagesAreTold) {
  const Home home;
  HostProcess host(home.path());
  // The shortest welcome the protocol has is a time; two seconds from the host's own clock.
  const auto soon = [] {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return std::to_string(now.tv_sec * 1000 + now.tv_nsec / 1'000'000 + 2000);
  }();
  EXPECT_THAT(host.Ask(R"({"id":4,"type":"engage","domain":"shop.example","until":)" + soon + "}"),
              HasSubstr(R"("state":"engaged")"));
  EXPECT_THAT(host.Ask(kPlan),
              HasSubstr(R"("state":"dormant","reason":"engaged","until":)" + soon));
  EXPECT_EQ(host.Receive(), R"({"id":0,"type":"changed"})");
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"active")"));
}

TEST(ConversationTest, TheConversationEndsWhenTheSiteIsLeft) {
  const Home home;
  HostProcess host(home.path());
  host.Ask(R"({"id":4,"type":"engage","domain":"shop.example","until_leave":true})");
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"engaged")"));
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"left","domain":"shop.example"})"),
              HasSubstr(R"("ended":true)"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"active")"));
}

TEST(ConversationTest, HidesWhatTheUserPointedAtOnTheNextPage) {
  const Home home;
  HostProcess host(home.path());
  const std::string learned = host.Ask(
      R"({"id":4,"type":"learn","top_url":"https://shop.example/","selector":"#promo","fingerprint":"1:a|b|c|d|e","label":"Join our newsletter","kind":null,"answer":"hide"})");
  EXPECT_THAT(learned, HasSubstr(R"("selector":"#promo")"));
  EXPECT_THAT(learned, HasSubstr(R"("kind":"newsletter")"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"(#promo{display:none!important})"));
  EXPECT_THAT(
      host.Ask(
          R"({"id":5,"type":"plan","url":"https://other.example/","top_url":"https://other.example/"})"),
      Not(HasSubstr("#promo")));
}

TEST(ConversationTest, RefusesSelectorsThatReachBeyondTheirRule) {
  const Home home;
  HostProcess host(home.path());
  for (const char* selector : {"a{}b", "a;b", "@import x", "a/*", "</style>", "a[b", "body", "*"}) {
    EXPECT_THAT(
        host.Ask(std::string(R"({"id":4,"type":"learn","top_url":"https://shop.example/",)") +
                 R"("answer":"hide","selector":")" + selector + "\"}"),
        HasSubstr("bad_request"))
        << selector;
  }
}

TEST(ConversationTest, KeepsAJournalAndGivesItBack) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(
      host.Ask(
          R"({"id":4,"type":"outcome","top_url":"https://shop.example/","acts":[{"kind":"newsletter","action":"declined","outcome":"gone","confidence":0.9,"why":"w"},{"kind":null,"action":"hidden","outcome":"gone"}]})"),
      HasSubstr(R"("stored":1)"));
  const std::string journal = host.Ask(R"({"id":5,"type":"journal","domain":"shop.example"})");
  EXPECT_THAT(journal,
              HasSubstr(R"("brand":"shop.example","kind":"newsletter","action":"declined")"));
  EXPECT_THAT(journal, HasSubstr(R"("total":1)"));
  EXPECT_THAT(host.Ask(R"({"id":6,"type":"brand","top_url":"https://shop.example/"})"),
              HasSubstr(R"("asks":1)"));
  EXPECT_THAT(host.Ask(R"({"id":7,"type":"stats","since":0})"),
              HasSubstr(R"("by_kind":[{"name":"newsletter","asks":1)"));
}

TEST(ConversationTest, ExportsWhatItCanImport) {
  const Home home;
  const Home other;
  std::string profile;
  {
    HostProcess host(home.path());
    host.Ask(R"({"id":1,"type":"prefer","domain":"shop.example","wanted":true})");
    const std::string reply = host.Ask(R"({"id":2,"type":"export","what":"profile"})");
    const std::size_t begin = reply.find(R"("result":)") + 9;
    profile = reply.substr(begin, reply.size() - begin - 1);
  }
  HostProcess host(other.path());
  EXPECT_THAT(host.Ask(R"({"id":1,"type":"import","apply":false,"profile":)" + profile + "}"),
              HasSubstr(R"("added":1)"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"active")"));
  host.Ask(R"({"id":1,"type":"import","apply":true,"profile":)" + profile + "}");
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
}

TEST(ConversationTest, TakesAProfileInParts) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(
      host.Ask(
          R"({"id":1,"type":"upload","part":1,"parts":2,"chunk":"{\"format\":\"leave-me-alone profile\","})"),
      HasSubstr(R"("stored":35)"));
  EXPECT_THAT(host.Ask(R"({"id":2,"type":"import","uploaded":true})"),
              HasSubstr("uploaded: not all parts came"));
  EXPECT_THAT(
      host.Ask(
          R"({"id":3,"type":"upload","part":2,"parts":2,"chunk":"\"version\":1,\"brands\":[{\"brand\":\"shop.example\",\"wanted\":true}]}"})"),
      HasSubstr(R"("stored")"));
  EXPECT_THAT(host.Ask(R"({"id":4,"type":"import","uploaded":true})"),
              HasSubstr(R"({"name":"brands","added":1,"changed":0,"unchanged":0})"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"active")"));
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"import","uploaded":true,"apply":true})"),
              HasSubstr(R"("added":1)"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
  EXPECT_THAT(host.Ask(R"({"id":6,"type":"import","uploaded":true,"apply":true})"),
              HasSubstr("bad_request"));
  EXPECT_THAT(host.Ask(R"({"id":7,"type":"upload","part":2,"parts":3,"chunk":"x"})"),
              HasSubstr("part: not the next one"));
}

TEST(ConversationTest, GivesAProfileOutInParts) {
  const Home home;
  HostProcess host(home.path());
  host.Ask(R"({"id":1,"type":"prefer","domain":"shop.example","wanted":true})");
  EXPECT_THAT(host.Ask(R"({"id":2,"type":"export","what":"profile","part":1})"),
              AllOf(HasSubstr(R"("result":{"text":"{\"format\":\"leave-me-alone profile\")"),
                    HasSubstr(R"("part":1,"parts":1}})")));
  EXPECT_THAT(host.Ask(R"({"id":3,"type":"export","what":"profile","part":2})"),
              HasSubstr("part: there is none"));
}

TEST(ConversationTest, SumsTheTimeByMonthAndBrand) {
  const Home home;
  HostProcess host(home.path());
  for (const char* shop : {"a", "b", "b", "c"}) {
    host.Ask(std::string(R"({"id":1,"type":"outcome","top_url":"https://)") + shop +
             R"(.example/","acts":[{"kind":"survey","action":"declined","outcome":"gone"}]})");
  }
  const std::string statement = host.Ask(R"({"id":2,"type":"statement","brands":1})");
  EXPECT_THAT(statement, HasSubstr(R"("brand":"b.example","others":0,"gone":2,"seconds":16})"));
  EXPECT_THAT(statement, HasSubstr(R"("brand":"","others":2,"gone":2,"seconds":16})"));
}

TEST(ConversationTest, MergesSplitsAndChangesBrandsTogether) {
  const Home home;
  HostProcess host(home.path());
  host.Ask(
      R"({"id":1,"type":"prefer_many","domains":["www.a.example","b.example"],"wanted":true})");
  EXPECT_THAT(host.Ask(R"({"id":2,"type":"merge","domain":"b.example","into":"a.example"})"),
              HasSubstr(R"("domains":["a.example","b.example"],"wanted":true)"));
  EXPECT_THAT(host.Ask(R"({"id":3,"type":"brands","state":"wanted","sort":"recent"})"),
              HasSubstr(R"("total":1)"));
  EXPECT_THAT(host.Ask(R"({"id":4,"type":"split","domain":"b.example"})"),
              HasSubstr(R"("brand":"b.example","domains":["b.example"],"wanted":false)"));
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"export","what":"brands_csv"})"),
              HasSubstr(R"(a.example,a.example,yes)"));
  EXPECT_THAT(host.Ask(R"({"id":6,"type":"forget_many","domains":["a.example","c.example"]})"),
              HasSubstr(R"("removed":1)"));
  EXPECT_THAT(host.Ask(R"({"id":7,"type":"statement"})"),
              HasSubstr(R"("seconds_each":[{"kind":"like","seconds":2})"));
}

TEST(ConversationTest, APauseEndsWhenTheSiteIsLeft) {
  const Home home;
  HostProcess host(home.path());
  host.Ask(R"({"id":4,"type":"pause","domain":"shop.example","until_leave":true})");
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"paused")"));
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"left","domain":"shop.example"})"),
              HasSubstr(R"("ended":true)"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"active")"));
}

TEST(ConversationTest, TellsOfAnotherProcessesChange) {
  const Home home;
  HostProcess one(home.path());
  ASSERT_THAT(one.Ask(kPlan), HasSubstr(R"("state":"active")"));
  {
    HostProcess other(home.path());
    other.Ask(R"({"id":1,"type":"prefer","domain":"shop.example","wanted":true})");
  }
  EXPECT_EQ(one.Receive(), R"({"id":0,"type":"changed"})");
  EXPECT_THAT(one.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
}

TEST(ConversationTest, ReadsLabelsAndTexts) {
  const Home home;
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(R"({"id":1,"type":"labels","labels":["No thanks","Subscribe","Chair"]})"),
              HasSubstr(R"("roles":["decline","affirm","none"])"));
  EXPECT_THAT(
      host.Ask(R"({"id":1,"type":"scan","texts":["Our history","Subscribe to our newsletter"]})"),
      HasSubstr(R"("hits":[{"i":1,"kind":"newsletter"}])"));
}

TEST(ConversationTest, JudgesTickBoxes) {
  const Home home;
  HostProcess host(home.path());
  constexpr char kAsk[] =
      R"({"id":1,"type":"opt_in","page":{"url":"https://shop.example/checkout","top_url":"https://shop.example/checkout"},)"
      R"("boxes":[{"label":"Send me news and offers","checked":true},{"label":"I accept the terms and conditions","checked":true}]})";
  const std::string answer = host.Ask(kAsk);
  EXPECT_THAT(answer, HasSubstr(R"("verdicts":[{"set":false,"reason":"ask")"));
  EXPECT_THAT(answer, HasSubstr(R"({"set":null,"reason":"veto")"));
  host.Ask(R"({"id":2,"type":"prefer","domain":"shop.example","wanted":true})");
  EXPECT_THAT(host.Ask(kAsk), HasSubstr(R"({"set":null,"reason":"wanted_brand")"));
  const std::string outcome = host.Ask(
      R"({"id":3,"type":"outcome","url":"https://shop.example/","top_url":"https://shop.example/",)"
      R"("acts":[{"kind":"newsletter","action":"declined","outcome":"gone","opt_in":true}]})");
  EXPECT_THAT(outcome, HasSubstr(R"("stored":1)"));
  EXPECT_THAT(host.Ask(R"({"id":4,"type":"journal","limit":10})"), HasSubstr(R"("seconds":2)"));
}

}  // namespace
}  // namespace lma::host_test
