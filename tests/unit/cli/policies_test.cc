#include "cli/policies.h"

#include <gtest/gtest.h>

#include <fstream>

#include "cli/embedded.h"
#include "support/temporary_folder.h"

namespace lma::cli {
namespace {

namespace fs = std::filesystem;

class PoliciesTest : public ::testing::Test {
 protected:
  void Put(const fs::path& file, const std::string& text) {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
  }
  // The names of the policies that stand in the way.
  std::vector<std::string> Names() {
    std::vector<std::string> names;
    for (const Obstacle& one : PolicyObstacles(root_)) names.push_back(one.policy);
    return names;
  }
  lma::testing::TemporaryFolder temporary_;
  fs::path root_ = temporary_.path();
};

TEST_F(PoliciesTest, NoPolicyNoObstacle) { EXPECT_TRUE(Names().empty()); }

TEST_F(PoliciesTest, WhatForbidsTheHostOrTheExtensionIsNamed) {
  Put("etc/chromium/policies/managed/a.json",
      R"({"NativeMessagingBlocklist": ["*"], "HomepageLocation": "http://x",
          "NativeMessagingUserLevelHosts": false})");
  Put("etc/opt/chrome/policies/managed/b.json",
      R"({"ExtensionInstallBlocklist": ["*"], "BlockExternalExtensions": true})");
  Put("etc/firefox/policies/policies.json",
      R"({"policies": {"ExtensionSettings": {"*": {"installation_mode": "blocked"}}}})");
  EXPECT_EQ(Names(),
            (std::vector<std::string>{"NativeMessagingBlocklist", "NativeMessagingUserLevelHosts",
                                      "ExtensionInstallBlocklist", "BlockExternalExtensions",
                                      "ExtensionSettings"}));
}

TEST_F(PoliciesTest, AnExceptionLifts) {
  Put("etc/chromium/policies/managed/a.json",
      R"({"NativeMessagingBlocklist": ["*"], "NativeMessagingAllowlist": ["org.leavemealone.host"],
          "ExtensionInstallBlocklist": ["*"], "ExtensionInstallAllowlist": [")" +
          std::string(ChromiumExtensionId()) + "\"]}");
  Put("etc/firefox/policies/policies.json",
      R"({"policies": {"ExtensionSettings": {"*": {"installation_mode": "blocked"}, ")" +
          std::string(GeckoExtensionId()) + R"(": {"installation_mode": "allowed"}}}})");
  EXPECT_TRUE(Names().empty());
}

TEST_F(PoliciesTest, BrokenFilesArePassedOver) {
  Put("etc/chromium/policies/managed/a.json", "{\"NativeMessagingBlocklist\": [");
  Put("etc/firefox/policies/policies.json", "[]");
  EXPECT_TRUE(Names().empty());
}

}  // namespace
}  // namespace lma::cli
