// The program as a person starts it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "host_process.h"

namespace lma::host_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kPlan =
    R"({"id":3,"type":"plan","url":"https://shop.example/","top_url":"https://shop.example/"})";

std::string ReadFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(CommandLineTest, WhatItDoesNotUnderstandIsStatusTwo) {
  const Home home;
  EXPECT_EQ(RunCommand(home.path(), {}).status, 2);
  EXPECT_EQ(RunCommand(home.path(), {"dance"}).status, 2);
  EXPECT_EQ(RunCommand(home.path(), {"brands", "want"}).status, 2);
  EXPECT_EQ(RunCommand(home.path(), {"brands", "want", "a.example", "--kinds", "hats"}).status, 2);
  EXPECT_EQ(RunCommand(home.path(), {"--help"}).status, 0);
  EXPECT_EQ(RunCommand(home.path(), {"--version"}).status, 0);
}

TEST(CommandLineTest, ABrandWantedHereIsLeftAloneInARunningBrowser) {
  const Home home;
  HostProcess host(home.path());
  ASSERT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"active")"));
  const auto want = RunCommand(home.path(), {"brands", "want", "https://www.shop.example/x"});
  EXPECT_EQ(want.status, 0) << want.errors;
  EXPECT_EQ(want.output, "shop.example: wanted\n");
  EXPECT_EQ(host.Receive(), R"({"id":0,"type":"changed"})");
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
  EXPECT_THAT(RunCommand(home.path(), {"brands", "list", "--json"}).output,
              HasSubstr(R"("brand":"shop.example","domains":["shop.example"],"wanted":true)"));
  EXPECT_EQ(RunCommand(home.path(), {"brands", "unwant", "shop.example"}).output,
            "shop.example: unwanted\n");
}

TEST(CommandLineTest, SingleKindsCanBeWanted) {
  const Home home;
  EXPECT_EQ(
      RunCommand(home.path(), {"brands", "want", "shop.example", "--kinds", "coupon,chat"}).output,
      "shop.example: some_kinds (coupon, chat)\n");
}

TEST(CommandLineTest, AWelcomeIsSaidWithItsEnd) {
  const Home home;
  EXPECT_THAT(RunCommand(home.path(), {"brands", "engage", "shop.example"}).output,
              HasSubstr("shop.example: engaged (until "));
  EXPECT_EQ(RunCommand(home.path(), {"brands", "engage", "shop.example", "--end"}).output,
            "shop.example: unwanted\n");
  EXPECT_EQ(RunCommand(home.path(), {"brands", "pause", "shop.example"}).output,
            "shop.example: paused (for ever)\n");
  RunCommand(home.path(), {"brands", "pause", "shop.example", "--end"});
  RunCommand(home.path(), {"brands", "want", "shop.example"});
  EXPECT_THAT(RunCommand(home.path(), {"brands", "engage", "shop.example"}).output,
              HasSubstr("shop.example: wanted\nThe welcome lasts until "));
}

TEST(CommandLineTest, ErrorsGoToStandardErrorWithStatusOne) {
  const Home home;
  const auto result = RunCommand(home.path(), {"brands", "want", "not a host"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.output, "");
  EXPECT_THAT(result.errors, HasSubstr("bad_request"));
  EXPECT_THAT(RunCommand(home.path() / "none", {"log"}).errors, HasSubstr("There is no vault yet"));
}

TEST(CommandLineTest, ExportsAndImportsAProfile) {
  const Home home;
  const Home other;
  RunCommand(home.path(), {"brands", "want", "shop.example"});
  const fs::path file = home.path() / "profile.json";
  ASSERT_EQ(RunCommand(home.path(), {"export", "--output", file.string()}).status, 0);
  EXPECT_THAT(ReadFile(file), HasSubstr("shop.example"));
  EXPECT_THAT(RunCommand(other.path(), {"import", file.string()}).output,
              HasSubstr("1 new, 0 changed"));
  EXPECT_THAT(RunCommand(other.path(), {"brands", "list"}).output, Not(HasSubstr("shop.example")));
  EXPECT_EQ(RunCommand(other.path(), {"import", "--apply", file.string()}).status, 0);
  EXPECT_THAT(RunCommand(other.path(), {"brands", "list"}).output, HasSubstr("shop.example"));
  const auto again = RunCommand(other.path(), {"export"}).output;
  const auto but_for_time = [](std::string text) {
    const std::size_t begin = text.find("\"exported\":");
    return text.erase(begin, text.find(',', begin) - begin);
  };
  EXPECT_EQ(but_for_time(again), but_for_time(ReadFile(file)));
  const auto bad = RunCommand(other.path(), {"import", "-"}, R"({"format":"else","version":1})");
  EXPECT_EQ(bad.status, 1);
  EXPECT_THAT(bad.errors, HasSubstr("bad_data: profile: format"));
}

TEST(CommandLineTest, ExportsUnderAPassphrase) {
  const Home home;
  const Home other;
  RunCommand(home.path(), {"brands", "want", "shop.example"});
  const std::string file = (home.path() / "profile.sealed").string();
  ASSERT_EQ(
      RunCommand(home.path(), {"export", "--encrypt", "--output", file}, "open sesame\n").status,
      0);
  EXPECT_THAT(ReadFile(file), Not(HasSubstr("shop.example")));
  const auto wrong = RunCommand(other.path(), {"import", file}, "open barley\n");
  EXPECT_EQ(wrong.status, 1);
  EXPECT_THAT(wrong.errors, HasSubstr("another passphrase"));
  EXPECT_THAT(RunCommand(other.path(), {"import", "-"}, ReadFile(file)).errors,
              HasSubstr("it is encrypted: give its name"));
  EXPECT_EQ(RunCommand(other.path(), {"import", "--apply", file}, "open sesame\n").status, 0);
  EXPECT_THAT(RunCommand(other.path(), {"brands", "list"}).output, HasSubstr("shop.example"));
}

TEST(CommandLineTest, ExportsInOtherFormats) {
  const Home home;
  RunCommand(home.path(), {"brands", "want", "shop.example"});
  EXPECT_THAT(RunCommand(home.path(), {"export", "--format", "csv"}).output,
              HasSubstr("\r\nshop.example,shop.example,yes,"));
  EXPECT_EQ(RunCommand(home.path(), {"export", "--format", "time"}).output,
            "month,brand,kind,asks,seconds\r\n");
  EXPECT_THAT(RunCommand(home.path(), {"export", "--format", "ublock"}).output,
              HasSubstr("! Title"));
  EXPECT_EQ(RunCommand(home.path(), {"export", "--format", "pdf"}).status, 2);
}

TEST(CommandLineTest, MergesAndSplitsBrands) {
  const Home home;
  RunCommand(home.path(), {"brands", "want", "shop.example"});
  EXPECT_EQ(RunCommand(home.path(), {"brands", "merge", "shop.test", "shop.example"}).output,
            "shop.example: wanted\n");
  EXPECT_THAT(RunCommand(home.path(), {"brands", "list", "--json"}).output,
              HasSubstr(R"("domains":["shop.example","shop.test"])"));
  EXPECT_EQ(RunCommand(home.path(), {"brands", "split", "shop.test"}).output,
            "shop.test: unwanted\n");
}

TEST(CommandLineTest, DrawsTheWeeks) {
  const Home home;
  {
    HostProcess host(home.path());
    host.Ask(
        R"({"id":1,"type":"outcome","top_url":"https://shop.example/","acts":[{"kind":"survey","action":"declined","outcome":"gone"}]})");
    EXPECT_EQ(host.End(), 0);  // it writes the journal at the end at the latest
  }
  EXPECT_THAT(RunCommand(home.path(), {"stats"}).output, HasSubstr("  1     ██████"));
}

TEST(CommandLineTest, ExplainsCandidatesLabelsAndTexts) {
  const Home home;
  const auto candidate = RunCommand(
      home.path(), {"explain", "-", "--json"},
      R"({"id":5,"text":"Subscribe to our newsletter","heading":"Subscribe to our newsletter"})");
  EXPECT_EQ(candidate.status, 0) << candidate.errors;
  EXPECT_THAT(candidate.output, HasSubstr(R"({"id":5,"action":)"));
  const auto labels =
      RunCommand(home.path(), {"explain", "--labels", "--json"}, "No thanks\nSubscribe\n");
  EXPECT_THAT(labels.output, HasSubstr(R"({"label":"No thanks","role":"decline")"));
  EXPECT_THAT(labels.output, HasSubstr(R"({"label":"Subscribe","role":"affirm")"));
  const auto texts = RunCommand(home.path(), {"explain", "--texts", "--json"},
                                "Subscribe to our newsletter\nDelete this file?\n");
  EXPECT_THAT(texts.output,
              HasSubstr(R"({"text":"Subscribe to our newsletter","kind":"newsletter")"));
  EXPECT_THAT(texts.output, HasSubstr(R"({"text":"Delete this file?","kind":null)"));
  EXPECT_EQ(RunCommand(home.path(), {"explain", "-"}, "{").status, 1);
}

TEST(CommandLineTest, ExplainsASavedPage) {
  const Home home;
  const fs::path file = home.path() / "page.html";
  std::ofstream(file) << "<html lang=en><body><main><h1>Lamps</h1><p>All about lamps.</p></main>"
                         "<div class=popup role=dialog><h2>Subscribe to our newsletter</h2>"
                         "<form><input type=email><button>Subscribe</button></form>"
                         "<button>No thanks</button></div>"
                         "<div role=dialog>Delete this file? <button>Delete</button></div>";
  const auto told =
      RunCommand(home.path(), {"explain", "--url", "https://shop.example/", file.string()});
  EXPECT_EQ(told.status, 0) << told.errors;
  EXPECT_THAT(told.output, HasSubstr("div.popup, overlay: Subscribe to our newsletter"));
  EXPECT_THAT(told.output, HasSubstr("decline (ask), kind newsletter"));
  EXPECT_THAT(told.output, HasSubstr("decline with control 1 \"No thanks\", then "));
  EXPECT_THAT(told.output, HasSubstr("veto confirm"));
  const auto json = RunCommand(home.path(), {"explain", file.string(), "--json"});
  EXPECT_THAT(json.output, HasSubstr(R"([{"element":"div.popup","surface":"overlay")"));
}

TEST(CommandLineTest, ChecksLexicons) {
  const Home home;
  const fs::path file = home.path() / "xx.txt";
  std::ofstream(file) << "language xx\nname Test\n\n[ask newsletter]\njoin the weekly letter\n";
  EXPECT_EQ(RunCommand(home.path(), {"lexicon", "check", file.string()}).status, 0);
  std::ofstream(file) << "language xx\nname Test\n\n[ask hats]\nbuy a hat\n";
  const auto bad = RunCommand(home.path(), {"lexicon", "check", file.string()});
  EXPECT_EQ(bad.status, 1);
  EXPECT_THAT(bad.output, HasSubstr("xx.txt:4: error: "));
}

TEST(CommandLineTest, ChecksProviders) {
  const Home home;
  const fs::path file = home.path() / "acme.json";
  std::ofstream(file) << R"({"id":"acme","name":"Acme","kinds":["survey"],"tokens":["acme-box"],)"
                      << R"("seen":"acme 1.0"})";
  EXPECT_EQ(RunCommand(home.path(), {"provider", "check", file.string()}).status, 0);
  std::ofstream(file) << "{\n\"id\":\"acme\",\n\"name\":\"Acme\",\n\"kinds\":[\n\"hats\"]}";
  const auto bad = RunCommand(home.path(), {"provider", "check", file.string()});
  EXPECT_EQ(bad.status, 1);
  EXPECT_THAT(bad.output, HasSubstr("acme.json:5: kinds: unknown kind: hats"));
  std::ofstream(file) << "{\n\"id\":\"acme\",\n,";
  EXPECT_THAT(RunCommand(home.path(), {"provider", "check", file.string()}).output,
              HasSubstr("acme.json:3: not JSON"));
}

TEST(CommandLineTest, RegistersWhereTheBrowserLooksAndCleansUp) {
  const Home home;
  fs::create_directories(home.path() / ".config/chromium");
  fs::create_directories(home.path() / ".mozilla/firefox");
  ASSERT_EQ(RunCommand(home.path(), {"register", "--browser", "all"}).status, 0);
  const fs::path chromium =
      home.path() / ".config/chromium/NativeMessagingHosts/org.leavemealone.host.json";
  const fs::path firefox =
      home.path() / ".mozilla/native-messaging-hosts/org.leavemealone.host.json";
  EXPECT_THAT(ReadFile(chromium), HasSubstr(std::string("\"path\": \"") + LMA_HOST + "\""));
  EXPECT_THAT(
      ReadFile(chromium),
      HasSubstr(R"("allowed_origins": ["chrome-extension://lhjpbjbccfeodgdjcpfmpaahfdfppflc/"])"));
  EXPECT_THAT(ReadFile(firefox),
              HasSubstr(R"("allowed_extensions": ["leave-me-alone@leavemealone.org"])"));
  ASSERT_EQ(RunCommand(home.path(), {"unregister"}).status, 0);
  EXPECT_FALSE(fs::exists(chromium));
  EXPECT_FALSE(fs::exists(firefox));
}

TEST(CommandLineTest, RegistersARepackagedExtensionInAFolderOfItsOwn) {
  const Home home;
  const std::string id(32, 'a');
  ASSERT_EQ(RunCommand(home.path(), {"register", "--browser", "chromium", "--dir",
                                     (home.path() / "d").string(), "--extension-id", id})
                .status,
            0);
  EXPECT_THAT(ReadFile(home.path() / "d/org.leavemealone.host.json"), HasSubstr(id));
  EXPECT_EQ(RunCommand(home.path(),
                       {"register", "--browser", "chromium", "--extension-id", "\"],\"x\":[\""})
                .status,
            1);
}

TEST(CommandLineTest, DoctorFindsAllWellAfterRegistering) {
  const Home home;
  fs::create_directories(home.path() / ".config/chromium");
  RunCommand(home.path(), {"register"});
  const auto well = RunCommand(home.path(), {"doctor", "--json"});
  EXPECT_EQ(well.status, 0) << well.output;
  EXPECT_THAT(well.output, HasSubstr(R"("id":"host","state":"ok")"));
  EXPECT_THAT(well.output, HasSubstr(R"("id":"vault","state":"ok")"));
  EXPECT_THAT(well.output, HasSubstr(R"("id":"door_socket","state":"ok")"));
  EXPECT_THAT(well.output, HasSubstr(R"("id":"browser_chromium","state":"ok")"));
}

TEST(CommandLineTest, DoctorNamesAManifestThatLeadsNowhere) {
  const Home home;
  fs::create_directories(home.path() / ".config/chromium");
  RunCommand(home.path(), {"register", "--host", "/nowhere/leave-me-alone"});
  const auto ill = RunCommand(home.path(), {"doctor"});
  EXPECT_EQ(ill.status, 1);
  EXPECT_THAT(ill.output, HasSubstr("Chromium starts /nowhere/leave-me-alone, which is not there"));
  EXPECT_THAT(ill.output, HasSubstr("mend: leave-me-alone register --browser chromium"));
}

}  // namespace
}  // namespace lma::host_test
