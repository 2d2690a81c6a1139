#include "app/host_mode.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lma::app {
namespace {

bool Browser(std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  return IsHostMode(argv);
}

TEST(HostModeTest, KnowsABrowserFromAPerson) {
  EXPECT_TRUE(Browser({"host", "chrome-extension://lhjpbjbccfeodgdjcpfmpaahfdfppflc/"}));
  EXPECT_TRUE(Browser({"host", "chrome-extension://x/", "--parent-window=0"}));
  EXPECT_TRUE(Browser({"host", "/usr/lib/mozilla/native-messaging-hosts/org.x.json", "a@b.org"}));
  EXPECT_FALSE(Browser({"host"}));
  EXPECT_FALSE(Browser({"host", "brands", "list"}));
  EXPECT_FALSE(Browser({"host", "import", "/home/u/profile.json"}));
  EXPECT_FALSE(Browser({"host", "explain", "candidate.json", "--json"}));
}

}  // namespace
}  // namespace lma::app
