// Judging one candidate of 2 KiB: classify and decide, hot and after a pause, and by the number of
// lexicons. "After idle" sleeps for 2 or 50 ms before each judgement: between the asks of a page as
// it loads, and between two asks.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/host/candidates.h"
#include "classify/classifier.h"
#include "decide/decide.h"
#include "lexicon/compiler.h"
#include "protocol/decode.h"

namespace {

using lma::bench::Sample;
using lma::lexicon::Lexicon;

lma::model::Page OrdinaryPage() {
  lma::model::Page page;
  page.url = "https://shop.example/lamps/1";
  page.top_url = page.url;
  page.text_chars = 8000;
  return page;
}

// A judge, and one candidate for it.
class Judge {
 public:
  Judge(const Sample& sample, const Lexicon& lexicon)
      : lexicon_(lexicon),
        json_(lma::bench::CandidateJson(sample)),
        bytes_(json_.size()),
        candidate_(*lma::protocol::DecodeCandidate(json_)) {}

  void Run() {
    const auto found = classifier_.Classify(candidate_, page_);
    auto verdict = lma::decide::Decide(candidate_, found, {});
    benchmark::DoNotOptimize(verdict);
  }
  std::size_t bytes() const { return bytes_; }

 private:
  Lexicon lexicon_;
  lma::classify::ProviderTable marks_ =
      *lma::classify::ProviderTable::FromBlob(lma::classify::BuiltInProviders());
  lma::classify::Classifier classifier_{lexicon_, marks_};
  lma::model::Page page_ = OrdinaryPage();
  std::string json_;
  std::size_t bytes_;
  lma::model::Candidate candidate_;
};

const Lexicon& BuiltIn() {
  static const Lexicon lexicon = *Lexicon::FromBlob(lma::lexicon::BuiltInBlob());
  return lexicon;
}

void JudgeHot(benchmark::State& state, const Sample& sample) {
  Judge judge(sample, BuiltIn());
  for (auto _ : state) judge.Run();
  state.counters["bytes"] = static_cast<double>(judge.bytes());
}

// The median is told: a pause ends in whatever else the machine does.
void JudgeAfterIdle(benchmark::State& state, const Sample& sample) {
  Judge judge(sample, BuiltIn());
  std::vector<double> took_us;
  for (auto _ : state) {
    std::this_thread::sleep_for(std::chrono::milliseconds(state.range(0)));
    const auto start = std::chrono::steady_clock::now();
    judge.Run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(took.count());
    took_us.push_back(took.count() * 1e6);
  }
  std::sort(took_us.begin(), took_us.end());
  state.counters["median_us"] = took_us[took_us.size() / 2];
}

// The first `count` lexicons of the program, English first.
std::vector<std::byte> BlobOf(std::size_t count) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(LMA_SOURCE_DIR "/host/data/lexicons")) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::stable_partition(paths.begin(), paths.end(),
                        [](const auto& path) { return path.stem() == "en"; });
  paths.resize(std::min(count, paths.size()));
  std::vector<lma::lexicon::LexiconFile> files;
  std::vector<lma::lexicon::Problem> problems;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    files.push_back(lma::lexicon::ParseLexicon(text, path.filename().string(), &problems));
  }
  return *lma::lexicon::Compile(files);
}

void JudgeByLexicons(benchmark::State& state) {
  const std::vector<std::byte> blob = BlobOf(static_cast<std::size_t>(state.range(0)));
  const Lexicon lexicon = *Lexicon::FromBlob(blob);
  Judge judge(lma::bench::kSamples[0], lexicon);
  for (auto _ : state) judge.Run();
  state.counters["phrases"] = static_cast<double>(lexicon.phrase_count());
}

// Both tables, as the host does when it starts.
void Load(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Lexicon::FromBlob(lma::lexicon::BuiltInBlob()));
    benchmark::DoNotOptimize(
        lma::classify::ProviderTable::FromBlob(lma::classify::BuiltInProviders()));
  }
}

BENCHMARK(Load);
BENCHMARK(JudgeByLexicons)->Arg(1)->Arg(8)->Arg(38)->Unit(benchmark::kMicrosecond);

const bool kRegistered = [] {
  for (const Sample& sample : lma::bench::kSamples) {
    const std::string name = sample.name;
    benchmark::RegisterBenchmark(("JudgeHot/" + name).c_str(), JudgeHot, sample)
        ->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark(("JudgeAfterIdle/" + name).c_str(), JudgeAfterIdle, sample)
        ->Unit(benchmark::kMicrosecond)
        ->ArgName("ms")
        ->Arg(2)
        ->Arg(50)
        ->UseManualTime()
        ->Iterations(60);
  }
  return true;
}();

}  // namespace
