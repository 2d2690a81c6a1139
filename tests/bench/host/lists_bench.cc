// Filter lists: compiling, opening and looking a page up, by the number of lines. LMA_LIST=FILE
// compiles a real list too.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/host/sample_list.h"
#include "lists/compiler.h"
#include "lists/index.h"

namespace {

using lma::bench::SampleList;
using lma::lists::Compiler;
using lma::lists::Index;
using General = Index::General;

std::string Compile(const std::string& text) {
  Compiler compiler;
  lma::lists::ListEntry entry;
  entry.name = "bench";
  entry.counts = compiler.Add(text, Compiler::Take::kUse);
  return *compiler.Finish({entry});
}

// A list with its index in a file, made once for each length.
class Compiled {
 public:
  static const Compiled& Of(std::size_t lines) {
    static std::map<std::size_t, std::unique_ptr<Compiled>> made;
    auto& one = made[lines];
    if (one == nullptr) one.reset(new Compiled(lines));
    return *one;
  }
  ~Compiled() { std::filesystem::remove(path_); }

  const SampleList& list() const { return list_; }
  const std::string& path() const { return path_; }

 private:
  explicit Compiled(std::size_t lines)
      : list_(lma::bench::MakeList(lines)),
        path_((std::filesystem::temp_directory_path() /
               ("lma-lists-" + std::to_string(::getpid()) + "-" + std::to_string(lines)))
                  .string()) {
    std::ofstream(path_, std::ios::binary) << Compile(list_.text);
  }

  SampleList list_;
  std::string path_;
};

void CompileList(benchmark::State& state) {
  const SampleList list = lma::bench::MakeList(static_cast<std::size_t>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) bytes = Compile(list.text).size();
  state.counters["index_MB"] = static_cast<double>(bytes) / 1e6;
}

void CompileFile(benchmark::State& state, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  for (auto _ : state) benchmark::DoNotOptimize(Compile(text));
}

void OpenIndex(benchmark::State& state) {
  const std::string& path = Compiled::Of(static_cast<std::size_t>(state.range(0))).path();
  for (auto _ : state) benchmark::DoNotOptimize(Index::Open(path));
}

// A page of a site that has rules, another one each time.
void LookUpSite(benchmark::State& state) {
  const Compiled& compiled = Compiled::Of(static_cast<std::size_t>(state.range(0)));
  const Index index = *Index::Open(compiled.path());
  const std::vector<std::string>& sites = compiled.list().sites;
  std::string style;
  std::size_t next = 0;
  for (auto _ : state) {
    const std::string& domain = sites[next++ % sites.size()];
    style.clear();
    static_cast<void>(index.AppendSiteStyle({domain, domain}, &style));
    benchmark::DoNotOptimize(style.data());
  }
}

// A page of a site that no rule names, as most are.
void LookUpOtherSite(benchmark::State& state) {
  const Index index = *Index::Open(Compiled::Of(static_cast<std::size_t>(state.range(0))).path());
  std::string style;
  for (auto _ : state) {
    style.clear();
    static_cast<void>(index.AppendSiteStyle({"www.quiet.example.co.uk", "example.co.uk"}, &style));
    benchmark::DoNotOptimize(style.data());
  }
}

// 280 names of a page, of which four are in the list.
void LookUpTokens(benchmark::State& state) {
  const Compiled& compiled = Compiled::Of(static_cast<std::size_t>(state.range(0)));
  const Index index = *Index::Open(compiled.path());
  std::vector<std::string> names;
  for (int i = 0; i < 276; ++i) names.push_back(".page-part-" + std::to_string(i));
  for (std::size_t i = 0; i < 4; ++i) names.push_back(compiled.list().tokens[i * 31]);
  const std::vector<std::string_view> tokens(names.begin(), names.end());
  std::string style;
  for (auto _ : state) {
    style.clear();
    static_cast<void>(index.AppendTokenStyle({"www.example.com", "example.com"}, tokens,
                                             General::kWithout, &style));
    benchmark::DoNotOptimize(style.data());
  }
}

void Lengths(benchmark::internal::Benchmark* bench) {
  for (const int lines : {1'000, 10'000, 67'000, 1'000'000}) bench->Arg(lines);
  bench->ArgName("lines");
}

BENCHMARK(CompileList)->Apply(Lengths)->Unit(benchmark::kMillisecond);
BENCHMARK(OpenIndex)->Apply(Lengths)->Unit(benchmark::kMicrosecond);
BENCHMARK(LookUpSite)->Apply(Lengths)->Unit(benchmark::kMicrosecond);
BENCHMARK(LookUpOtherSite)->Apply(Lengths)->Unit(benchmark::kMicrosecond);
BENCHMARK(LookUpTokens)->Apply(Lengths)->Unit(benchmark::kMicrosecond);

const bool kRegistered = [] {
  if (const char* path = std::getenv("LMA_LIST"); path != nullptr) {
    benchmark::RegisterBenchmark("CompileFile", CompileFile, std::string(path))
        ->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
