// A plan from its message to its answer, on a vault of 2,000 brands and with and without filter
// lists of 67,000 lines. The sites take turns, most of them unknown to the vault.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "app/dispatcher.h"
#include "app/session.h"
#include "base/clock.h"
#include "base/folder.h"
#include "bench/host/sample_list.h"
#include "lists/compiler.h"
#include "profile/open.h"
#include "support/temporary_folder.h"

namespace {

using lma::bench::SampleList;

constexpr int kBrands = 2'000;
constexpr std::size_t kLines = 67'000;

// A session as the host has it.
class Host {
 public:
  explicit Host(bool with_lists) : list_(lma::bench::MakeList(kLines)) {
    lma::profile::OpenOptions options;
    options.vault_folder = folder_.At("vault");
    options.key_file = folder_.At("keys/vault.key");
    options.if_missing = lma::profile::IfMissing::kCreate;
    session_.profile = std::move(*lma::profile::OpenProfile(options, clock_));
    lma::profile::ProfileData data;
    for (int i = 0; i < kBrands; ++i) {
      auto& preference = data.preferences.emplace_back();
      preference.brand = "shop" + std::to_string(i) + ".example";
      preference.domains = {preference.brand};
      preference.wanted = i % 10 == 0;
    }
    static_cast<void>(session_.profile->Import(data, lma::profile::ImportMode::kApply));
    if (!with_lists) return;
    lma::lists::Compiler compiler;
    compiler.Add(list_.text, lma::lists::Compiler::Take::kUse);
    static_cast<void>(lma::MakePrivateFolder(folder_.At("lists")));
    lma::testing::WriteFile(folder_.At("lists/index"), *compiler.Finish({}));
    session_.lists = lma::app::ListIndex(folder_.At("lists"));
    session_.lists.Refresh();
  }

  std::size_t Ask(std::string message) {
    return lma::app::Answer(message, session_).front().size();
  }
  const std::vector<std::string>& sites() const { return list_.sites; }

 private:
  lma::testing::TemporaryFolder folder_;
  lma::SystemClock clock_;
  std::unique_ptr<lma::app::Judging> judging_ = std::move(*lma::app::Judging::BuiltIn());
  lma::app::Session session_{clock_, *judging_};
  SampleList list_;
};

std::string PlanMessage(const std::string& site) {
  const std::string url = "\"https://www." + site + "/a/page\"";
  return R"({"id":2,"type":"plan","url":)" + url + R"(,"top_url":)" + url + R"(,"top":true})";
}

void Plan(benchmark::State& state) {
  Host host(state.range(0) != 0);
  std::vector<std::string> messages;
  for (std::size_t i = 0; i < 500; ++i) {
    messages.push_back(
        PlanMessage(i % 2 == 0 ? host.sites()[i] : "shop" + std::to_string(i) + ".example"));
  }
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(host.Ask(messages[next++ % messages.size()]));
}

BENCHMARK(Plan)->ArgName("lists")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

}  // namespace
