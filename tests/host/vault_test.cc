// The host and its vault: missing, locked, damaged, killed in between, and what a stranger can
// read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "host_process.h"

namespace lma::host_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kHello = R"({"id":1,"type":"hello","protocol":[1,1]})";
constexpr std::string_view kWant =
    R"({"id":2,"type":"prefer","domain":"teapots-of-devon.co.uk","wanted":true})";
constexpr std::string_view kPlan =
    R"({"id":3,"type":"plan","url":"https://teapots-of-devon.co.uk/","top_url":"https://teapots-of-devon.co.uk/"})";
constexpr std::string_view kJudge =
    R"({"id":4,"type":"judge","page":{"url":"https://teapots-of-devon.co.uk/","top_url":"https://teapots-of-devon.co.uk/"},"candidates":[{"id":1}]})";

// The key file, wherever it stands outside the vault's folder.
fs::path KeyFile(const fs::path& home) {
  for (const auto& entry : fs::recursive_directory_iterator(home)) {
    if (entry.path().extension() == ".key") return entry.path();
  }
  return {};
}

TEST(VaultTest, ACommittedPreferenceSurvivesAKill) {
  const Home home;
  {
    HostProcess host(home.path());
    ASSERT_THAT(host.Ask(kWant), HasSubstr(R"("state":"wanted")"));
    host.Kill();
  }
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
}

TEST(VaultTest, TheJournalIsWrittenWhenTheBrowserClosesThePipe) {
  const Home home;
  {
    HostProcess host(home.path());
    host.Ask(
        R"({"id":1,"type":"outcome","top_url":"https://a.example/","acts":[{"kind":"survey","action":"dismissed","outcome":"gone"}]})");
    EXPECT_EQ(host.End(), 0);
  }
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(R"({"id":2,"type":"journal"})"), HasSubstr(R"("kind":"survey")"));
}

TEST(VaultTest, NoFileShowsABrandOrAPage) {
  const Home home;
  HostProcess host(home.path());
  host.Ask(kWant);
  host.Ask(
      R"({"id":5,"type":"learn","top_url":"https://teapots-of-devon.co.uk/","selector":"#steeping-club","label":"Join the steeping club","answer":"hide"})");
  host.Ask(
      R"({"id":6,"type":"outcome","top_url":"https://teapots-of-devon.co.uk/","acts":[{"kind":"newsletter","action":"declined","outcome":"gone","why":"steeping club"}]})");
  host.Ask(R"({"id":7,"type":"journal"})");
  for (const char* secret : {"teapots", "devon", "steeping", "newsletter", "declined"}) {
    EXPECT_THAT(AllBytes(home.path()), Not(HasSubstr(secret))) << secret;
  }
  EXPECT_EQ(host.End(), 0);
  EXPECT_THAT(host.errors(), Not(HasSubstr("teapots")));
  for (const char* secret : {"teapots", "devon", "steeping", "newsletter", "declined"}) {
    EXPECT_THAT(AllBytes(home.path()), Not(HasSubstr(secret))) << secret;
  }
}

TEST(VaultTest, WithoutItsKeyNothingIsTouchedAndPagesStayAsTheyAre) {
  const Home home;
  {
    HostProcess host(home.path());
    host.Ask(kWant);
    EXPECT_EQ(host.End(), 0);
  }
  const fs::path key = KeyFile(home.path());
  ASSERT_FALSE(key.empty());
  fs::rename(key, key.string() + ".away");
  {
    HostProcess host(home.path());
    EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("vault":"locked","vault_error":"key_unavailable")"));
    EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"dormant","reason":"key_unavailable")"));
    EXPECT_THAT(host.Ask(kJudge), HasSubstr(R"("error":{"code":"key_unavailable")"));
    EXPECT_THAT(host.Ask(kWant), HasSubstr(R"("error":{"code":"key_unavailable")"));
    EXPECT_EQ(host.End(), 0);
  }
  fs::rename(key.string() + ".away", key);
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
}

TEST(VaultTest, ADamagedVaultIsSaidAndLeftAsItIs) {
  const Home home;
  {
    HostProcess host(home.path());
    host.Ask(kWant);
    EXPECT_EQ(host.End(), 0);
  }
  fs::path database;
  for (const auto& entry : fs::recursive_directory_iterator(home.path())) {
    if (entry.path().extension() == ".db") database = entry.path();
  }
  ASSERT_FALSE(database.empty());
  std::ofstream(database, std::ios::binary | std::ios::trunc) << "not a vault any more";
  HostProcess host(home.path());
  EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("vault":"damaged","vault_error":"vault_corrupt")"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"dormant","reason":"vault_corrupt")"));
  EXPECT_EQ(host.End(), 0);
  EXPECT_THAT(AllBytes(home.path()), HasSubstr("not a vault any more"));
}

TEST(VaultTest, AHomeThatCannotBeMadeIsSaid) {
  const Home home;
  std::ofstream(home.path() / "file") << "in the way";
  HostProcess host(home.path() / "file" / "below");
  EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("vault_error":"io")"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"dormant","reason":"io")"));
  EXPECT_EQ(host.End(), 0);
}

}  // namespace
}  // namespace lma::host_test
