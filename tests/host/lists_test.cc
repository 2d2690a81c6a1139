// Filter lists, from the command line to a running host.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "host_process.h"

namespace lma::host_test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kPlan =
    R"({"id":3,"type":"plan","url":"https://www.shop.example/","top_url":"https://www.shop.example/"})";
constexpr std::string_view kTokens =
    R"({"id":4,"type":"list_style","url":"https://www.shop.example/","top_url":"https://www.shop.example/","tokens":[".nag","#x"],"general":true})";
constexpr std::string_view kChanged = R"({"id":0,"type":"changed"})";
constexpr std::string_view kList =
    "! a list\n||ads.example^\nshop.example##.ask\n##.nag\n##[data-nag=\"1\"]\n"
    "shop.example##.a:has-text(x)\n";
constexpr std::string_view kHidden =
    R"("lists":{"style":".ask{display:none!important}\n","tokens":true})";
constexpr std::string_view kNothing = R"("lists":{"style":"","tokens":false})";

class ListsTest : public ::testing::Test {
 protected:
  CommandResult Run(std::vector<std::string> arguments, std::string_view input = {}) {
    arguments.insert(arguments.begin(), "lists");
    return RunCommand(home_.path(), std::move(arguments), input);
  }
  std::string Written(std::string_view text) const {
    const fs::path file = home_.path() / "annoyances.txt";
    std::ofstream(file) << text;
    return file.string();
  }
  Home home_;
};

TEST_F(ListsTest, ARunningHostSeesAListComeAndGo) {
  HostProcess host(home_.path());
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(kNothing));
  EXPECT_THAT(host.Ask(kTokens), HasSubstr(R"("result":{"style":""})"));
  const auto added = Run({"add", Written(kList)});
  EXPECT_EQ(added.status, 0) << added.errors;
  EXPECT_EQ(added.output,
            "annoyances: 3 rules (2 for every site, 1 for single sites, 0 exceptions). Not used: "
            "1 network rules, 1 others.\n");
  EXPECT_EQ(host.Receive(), kChanged);
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(kHidden));
  EXPECT_THAT(
      host.Ask(kTokens),
      HasSubstr(
          R"("style":"[data-nag=\"1\"]{display:none!important}\n.nag{display:none!important}\n")"));
  EXPECT_EQ(Run({"off", "annoyances"}).status, 0);
  EXPECT_EQ(host.Receive(), kChanged);
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(kNothing));
  EXPECT_EQ(Run({"on", "annoyances"}).status, 0);
  EXPECT_EQ(host.Receive(), kChanged);
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(kHidden));
  EXPECT_EQ(Run({"remove", "annoyances"}).output, "annoyances: removed.\n");
  EXPECT_EQ(host.Receive(), kChanged);
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(kNothing));
}

TEST_F(ListsTest, NothingIsHiddenOfABrandThatIsWelcome) {
  ASSERT_EQ(Run({"add", Written(kList)}).status, 0);
  HostProcess host(home_.path());
  ASSERT_THAT(host.Ask(kPlan), HasSubstr(kHidden));
  const auto becomes = [&](std::string_view request, std::string_view expected) {
    host.Ask(request);
    EXPECT_THAT(host.Ask(kPlan), HasSubstr(expected)) << request;
    const bool hidden = expected == kHidden;
    EXPECT_THAT(host.Ask(kTokens), hidden ? HasSubstr(".nag{") : HasSubstr(R"("style":"")"));
  };
  becomes(R"({"id":5,"type":"prefer","domain":"shop.example","wanted":true})", kNothing);
  becomes(R"({"id":5,"type":"prefer","domain":"shop.example","wanted":false})", kHidden);
  becomes(R"({"id":5,"type":"prefer","domain":"shop.example","wanted_kinds":["coupon"]})",
          kNothing);
  becomes(R"({"id":5,"type":"prefer","domain":"shop.example","wanted_kinds":[]})", kHidden);
  becomes(R"({"id":5,"type":"pause","domain":"shop.example","minutes":-1})", kNothing);
  becomes(R"({"id":5,"type":"pause","domain":"shop.example","minutes":0})", kHidden);
  becomes(R"({"id":5,"type":"engage","domain":"shop.example","minutes":5})", kNothing);
  becomes(R"({"id":5,"type":"engage","domain":"shop.example","minutes":0})", kHidden);
}

TEST_F(ListsTest, AFrameIsLookedUpByItsOwnAddress) {
  ASSERT_EQ(Run({"add", Written(kList)}).status, 0);
  HostProcess host(home_.path());
  EXPECT_THAT(
      host.Ask(
          R"({"id":3,"type":"plan","url":"https://shop.example/f","top_url":"https://news.example/"})"),
      HasSubstr(kHidden));
  EXPECT_THAT(
      host.Ask(
          R"({"id":3,"type":"plan","url":"https://news.example/f","top_url":"https://shop.example/"})"),
      Not(HasSubstr(".ask{")));
  EXPECT_THAT(
      host.Ask(R"({"id":3,"type":"plan","url":"about:blank","top_url":"https://shop.example/"})"),
      HasSubstr(kHidden));
}

TEST_F(ListsTest, ADamagedIndexHidesNothingAndIsMended) {
  ASSERT_EQ(Run({"add", Written(kList)}).status, 0);
  const fs::path index = home_.path() / "lists/index";
  {
    std::fstream file(index, std::ios::in | std::ios::out | std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    file.seekp(static_cast<std::streamoff>(bytes.find(".ask")));
    file << ".bad";
  }
  HostProcess host(home_.path());
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(kNothing));
  host.Ask(kTokens);
  EXPECT_THAT(host.Ask(R"({"id":9,"type":"health"})"), HasSubstr("lists list"));
  const auto mended = Run({"list", "--json"});
  EXPECT_EQ(mended.status, 0);
  EXPECT_THAT(mended.errors, HasSubstr("kept as index.damaged"));
  EXPECT_TRUE(fs::exists(home_.path() / "lists/index.damaged"));
  EXPECT_EQ(host.Receive(), kChanged);
  EXPECT_THAT(host.Ask(kPlan), HasSubstr(kHidden));
}

TEST_F(ListsTest, SaysWhatIsUsedAndWhyTheRestIsNot) {
  EXPECT_EQ(Run({"list"}).output,
            "There are no lists. `leave-me-alone lists add FILE` adds one.\n");
  ASSERT_EQ(Run({"add", "-", "--name", "mine"}, kList).status, 0);
  EXPECT_THAT(
      Run({"list", "--json"}).output,
      HasSubstr(
          R"({"lists":[{"name":"mine","on":true,"lines":6,"rules":3,"hides_everywhere":2,"hides_on_sites":1,"exceptions":0,"comments":1,"network":1,"refused":1,"reasons":{"procedural":1}}]})"));
  const auto shown = Run({"show", "mine"});
  EXPECT_THAT(shown.output, HasSubstr("needs more than CSS can say\n"));
  EXPECT_THAT(shown.output,
              HasSubstr("line 6 needs more than CSS can say: shop.example##.a:has-text(x)\n"));
}

TEST_F(ListsTest, ErrorsNameTheFile) {
  const auto missing = Run({"add", "/nowhere/list.txt"});
  EXPECT_EQ(missing.status, 1);
  EXPECT_THAT(missing.errors, HasSubstr("not_found: /nowhere/list.txt: no such file"));
  const auto useless = Run({"add", Written("<html>\n")});
  EXPECT_EQ(useless.status, 1);
  EXPECT_THAT(useless.errors, HasSubstr("annoyances.txt: no rule in it can be used"));
  EXPECT_EQ(Run({"add", "-"}, "##.a").status, 1);
  EXPECT_EQ(Run({"show", "none"}).status, 1);
  EXPECT_EQ(Run({}).status, 2);
}

TEST_F(ListsTest, ALongStyleStaysBelowTheLimitOfAReply) {
  std::string list;
  for (int i = 0; i < 20'000; ++i)
    list += "shop.example##.some-long-class-name-" + std::to_string(i) + "\n";
  ASSERT_EQ(Run({"add", Written(list)}).status, 0);
  HostProcess host(home_.path());
  const std::string plan = host.Ask(kPlan);
  EXPECT_LT(plan.size(), 400'000u);
  EXPECT_THAT(plan, HasSubstr(R"("state":"active")"));
}

}  // namespace
}  // namespace lma::host_test
