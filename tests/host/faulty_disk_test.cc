// A disk that is full or refuses, a vault that is gone or of another time: each is said clearly,
// nothing is overwritten, and pages stay as they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "host_process.h"

namespace lma::host_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr std::string_view kHello = R"({"id":1,"type":"hello","protocol":[1,1]})";
constexpr std::string_view kWant =
    R"({"id":2,"type":"prefer","domain":"shop.example","wanted":true})";
constexpr std::string_view kPlan =
    R"({"id":3,"type":"plan","url":"https://shop.example/","top_url":"https://shop.example/"})";
constexpr std::string_view kOtherPlan =
    R"({"id":4,"type":"plan","url":"https://other.example/","top_url":"https://other.example/"})";

std::string Read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class FaultyDiskTest : public ::testing::Test {
 protected:
  void SetUp() override {
    // Where root runs the tests, permissions shall bind the programs that they start.
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
    ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
    HostProcess host(home_.path());
    ASSERT_THAT(host.Ask(kWant), HasSubstr(R"("state":"wanted")"));
    ASSERT_EQ(host.End(), 0);
  }
  fs::path Folder() const { return home_.path() / "vault"; }
  fs::path Database() const { return Folder() / "vault.db"; }

  // A host that cannot open the vault says why and leaves pages alone; doctor says it too.
  void ExpectRefused(std::string_view state, std::string_view code) {
    HostProcess host(home_.path());
    const std::string error(code);
    EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("vault":")" + std::string(state) +
                                            R"(","vault_error":")" + error + "\""));
    EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("state":"dormant","reason":")" + error + "\""));
    EXPECT_THAT(host.Ask(kWant), HasSubstr(R"("error":{"code":")" + error + "\""));
    EXPECT_EQ(host.End(), 0);
    EXPECT_THAT(host.errors(), HasSubstr(error));
    const CommandResult list = RunCommand(home_.path(), {"brands", "list"});
    EXPECT_EQ(list.status, 1);
    EXPECT_THAT(list.errors, HasSubstr("leave-me-alone: " + error));
  }
  void ExpectWanted() {
    HostProcess host(home_.path());
    EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
    EXPECT_EQ(host.End(), 0);
  }

  const Home home_;
};

TEST_F(FaultyDiskTest, AFolderThatMayNotBeWritten) {
  fs::permissions(Folder(), fs::perms(0500));
  ExpectRefused("damaged", "io");
  fs::permissions(Folder(), fs::perms(0700));
  ExpectWanted();
}

TEST_F(FaultyDiskTest, AFileThatMayNotBeRead) {
  fs::permissions(Database(), fs::perms(0));
  ExpectRefused("damaged", "io");
  fs::permissions(Database(), fs::perms(0600));
  ExpectWanted();
}

TEST_F(FaultyDiskTest, AFileOfSomebodyElse) {
  constexpr uid_t kNobody = 65534;
  // Only root can give a file away; everybody else has seen this case in the test above.
  if (::geteuid() == 0) {
    ASSERT_EQ(::chown(Database().c_str(), kNobody, kNobody), 0);
  } else {
    fs::permissions(Database(), fs::perms(0));
  }
  ExpectRefused("damaged", "io");
}

TEST_F(FaultyDiskTest, AnEmptyFile) {
  fs::resize_file(Database(), 0);
  ExpectRefused("damaged", "vault_corrupt");
  EXPECT_EQ(fs::file_size(Database()), 0U);
}

TEST_F(FaultyDiskTest, AFileOfANewerVersion) {
  constexpr std::streamoff kUserVersion = 60;  // in the header of an SQLite file
  {
    std::fstream file(Database(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(kUserVersion);
    file.write("\0\0\0\x63", 4);
  }
  const std::string before = Read(Database());
  ExpectRefused("damaged", "vault_version");
  EXPECT_EQ(RunCommand(home_.path(), {"vault", "repair"}).status, 1);
  EXPECT_EQ(Read(Database()), before);
}

TEST_F(FaultyDiskTest, AFolderThatGoesAwayUnderARunningHost) {
  HostProcess host(home_.path());
  ASSERT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
  fs::rename(Folder(), home_.path() / "away");
  // It must not acknowledge what nobody will ever find.
  EXPECT_THAT(host.Ask(R"({"id":5,"type":"prefer","domain":"other.example","wanted":true})"),
              HasSubstr(R"("error":{"code":"vault_missing")"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
  fs::rename(home_.path() / "away", Folder());
  EXPECT_THAT(host.Ask(R"({"id":6,"type":"prefer","domain":"other.example","wanted":true})"),
              HasSubstr(R"("state":"wanted")"));
}

TEST_F(FaultyDiskTest, AMissingFolderIsANewVault) {
  fs::remove_all(Folder());
  HostProcess host(home_.path());
  EXPECT_THAT(host.Ask(kHello), HasSubstr(R"("vault":"open")"));
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"ask")"));
}

TEST_F(FaultyDiskTest, ADiskThatIsFull) {
  // The log may not grow over a few pages, which is how a full disk looks from here. (The index of
  // the log takes 32 KiB from the start.)
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{40'000, before.rlim_max};
  ::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  int acknowledged = 0;
  {
    HostProcess host(home_.path());
    std::string reply;
    while (acknowledged < 100) {
      reply = host.Ask(R"({"id":5,"type":"prefer","domain":"brand)" + std::to_string(acknowledged) +
                       R"(.com","wanted":true})");
      if (reply.find(R"("result")") == std::string::npos) break;
      ++acknowledged;
    }
    EXPECT_THAT(reply, HasSubstr(R"("error":{"code":"io")"));
    // Browsing goes on.
    EXPECT_THAT(host.Ask(kPlan), HasSubstr(R"("reason":"wanted_brand")"));
    EXPECT_THAT(host.Ask(kOtherPlan), HasSubstr(R"("reason":"ask")"));
    EXPECT_THAT(
        host.Ask(
            R"({"id":8,"type":"outcome","top_url":"https://a.example/","acts":[{"kind":"survey","action":"dismissed","outcome":"gone"}]})"),
        HasSubstr(R"("stored":1)"));
    EXPECT_EQ(host.End(), 0);
  }
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  ASSERT_LT(acknowledged, 100);
  HostProcess host(home_.path());
  for (int i = 0; i < acknowledged; ++i) {
    EXPECT_THAT(host.Ask(R"({"id":5,"type":"brand","top_url":"https://brand)" + std::to_string(i) +
                         R"(.com/"})"),
                HasSubstr(R"("wanted":true)"));
  }
  EXPECT_EQ(host.End(), 0);
  EXPECT_EQ(RunCommand(home_.path(), {"vault", "check"}).status, 0);
}

}  // namespace
}  // namespace lma::host_test
