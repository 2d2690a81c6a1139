// A day of browsing in minutes: 20,000 page loads and 200,000 candidates on 500 sites through one
// host, with outcomes, tokens of filter lists and changes of mind in between. Memory and the time
// of a round trip must stay as they were. Prints a table of ten parts, or with --json one object;
// the status is 1 when the last parts are dearer than the first.
#include <cstdio>
#include <string>
#include <vector>

#include "bench/pipe/measure.h"
#include "host/host_process.h"
#include "protocol/json_writer.h"

namespace {

using lma::bench::Quantile;
using lma::bench::Stopwatch;
using lma::host_test::Home;
using lma::host_test::HostProcess;

constexpr int kParts = 10;
constexpr int kPages = 20'000;
constexpr int kCandidatesPerPage = 10;
constexpr int kSites = 500;
// What may come on top from the first parts to the last: caches fill, the journal's file grows.
constexpr double kMostGrowthKb = 1024;
constexpr double kMostSlowdown = 1.5;

struct Part {
  double own_kb = 0;
  double resident_kb = 0;
  double plan_us = 0;
  double judge_us = 0;
  double judge_p99_us = 0;
};

// Some ask and some do not; in five languages.
std::string Candidates(int page) {
  std::string list;
  for (int i = 0; i < kCandidatesPerPage; ++i) {
    if (i > 0) list += ',';
    list += lma::bench::CandidateJson(
        lma::bench::kSamples[static_cast<std::size_t>(page + i) % lma::bench::kSamples.size()]);
  }
  return list;
}

class Day {
 public:
  Day() { host_.Ask(lma::bench::kHello); }

  Part Live(int first_page, int pages) {
    std::vector<double> plans;
    std::vector<double> judgements;
    for (int page = first_page; page < first_page + pages; ++page) {
      const std::string site = "shop" + std::to_string(page % kSites) + ".example";
      const std::string url = "\"https://www." + site + "/" + std::to_string(page) + "\"";
      const std::string at = R"("url":)" + url + R"(,"top_url":)" + url;
      const Stopwatch plan;
      Ask(R"({"id":2,"type":"plan",)" + at + R"(,"top":true})");
      plans.push_back(plan.us());
      const Stopwatch judge;
      Ask(R"({"id":3,"type":"judge","page":{)" + at + R"(,"text_chars":8000},"candidates":[)" +
          Candidates(page) + "]}");
      judgements.push_back(judge.us() / kCandidatesPerPage);
      if (page % 3 == 0) {
        Ask(R"({"id":4,"type":"outcome",)" + at +
            R"(,"acts":[{"kind":"newsletter","action":"declined","outcome":"gone",)"
            R"("confidence":0.97,"why":"join our newsletter"}]})");
      }
      if (page % 5 == 0) {
        Ask(R"({"id":5,"type":"list_style",)" + at + R"(,"tokens":[".a",".newsletter"]})");
      }
      if (page % 1'000 == 0) {
        Ask(R"({"id":6,"type":"prefer","domain":")" + site + R"(","wanted":)" +
            (page % 2'000 == 0 ? "true}" : "false}"));
      }
    }
    Part part;
    part.own_kb = lma::bench::StatusKb(host_.process(), "RssAnon");
    part.resident_kb = lma::bench::StatusKb(host_.process(), "VmRSS");
    part.plan_us = Quantile(&plans, 0.5);
    part.judge_us = Quantile(&judgements, 0.5);
    part.judge_p99_us = Quantile(&judgements, 0.99);
    return part;
  }

  bool failed() const { return failed_; }
  int End() { return host_.End(); }

 private:
  void Ask(const std::string& message) {
    if (host_.Ask(message).find("\"result\"") == std::string::npos) failed_ = true;
  }

  Home home_;
  HostProcess host_{home_.path()};
  bool failed_ = false;
};

void PrintTable(const std::vector<Part>& parts) {
  std::printf("%8s %10s %14s %12s %14s %16s\n", "pages", "own, kB", "resident, kB", "plan, us",
              "candidate, us", "99th percentile");
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    std::printf("%8zu %10.0f %14.0f %12.1f %14.1f %16.1f\n", (i + 1) * kPages / kParts, part.own_kb,
                part.resident_kb, part.plan_us, part.judge_us, part.judge_p99_us);
  }
}

std::string Json(const std::vector<Part>& parts, bool flat) {
  std::string text;
  lma::protocol::JsonWriter json(&text);
  json.BeginObject();
  json.Member("flat", flat);
  json.Key("parts");
  json.BeginArray();
  for (const Part& part : parts) {
    json.BeginObject();
    json.Member("own_kB", part.own_kb);
    json.Member("resident_kB", part.resident_kb);
    json.Member("plan_us", part.plan_us);
    json.Member("judge_us", part.judge_us);
    json.Member("judge_p99_us", part.judge_p99_us);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const bool as_json = lma::bench::JsonWanted(argc, argv);
  Day day;
  std::vector<Part> parts;
  for (int i = 0; i < kParts; ++i) {
    parts.push_back(day.Live(i * kPages / kParts, kPages / kParts));
  }
  // The first part fills the caches.
  const Part& early = parts[1];
  const Part& late = parts.back();
  const bool flat = !day.failed() && late.own_kb < early.own_kb + kMostGrowthKb &&
                    late.plan_us < early.plan_us * kMostSlowdown &&
                    late.judge_us < early.judge_us * kMostSlowdown;
  const int status = day.End();
  if (as_json) {
    std::puts(Json(parts, flat).c_str());
  } else {
    PrintTable(parts);
    std::puts(day.failed() ? "a message was not answered" : flat ? "flat" : "NOT flat");
  }
  return flat && status == 0 ? 0 : 1;
}
