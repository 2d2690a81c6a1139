#include "bench/pipe/measure.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace lma::bench {
namespace {

double FieldKb(const std::string& file, std::string_view name) {
  std::ifstream in(file);
  const std::string start = std::string(name) + ":";
  for (std::string line; std::getline(in, line);) {
    if (line.compare(0, start.size(), start) == 0) return std::stod(line.substr(start.size()));
  }
  return 0;
}

}  // namespace

double Quantile(std::vector<double>* values, double share) {
  if (values->empty()) return 0;
  std::sort(values->begin(), values->end());
  const auto last = static_cast<double>(values->size() - 1);
  return (*values)[static_cast<std::size_t>(share * last + 0.5)];
}

double MemoryKb(pid_t process, std::string_view name) {
  return FieldKb("/proc/" + std::to_string(process) + "/smaps_rollup", name);
}

double StatusKb(pid_t process, std::string_view name) {
  return FieldKb("/proc/" + std::to_string(process) + "/status", name);
}

std::string JudgeMessage(const Sample& sample, std::string_view host) {
  const std::string url = "\"https://www." + std::string(host) + "/a\"";
  return R"({"id":3,"type":"judge","page":{"url":)" + url + R"(,"top_url":)" + url +
         R"(,"text_chars":8000},"candidates":[)" + CandidateJson(sample) + "]}";
}

std::string PlanMessage(std::string_view host) {
  const std::string url = "\"https://www." + std::string(host) + "/a\"";
  return R"({"id":2,"type":"plan","url":)" + url + R"(,"top_url":)" + url + R"(,"top":true})";
}

bool JsonWanted(int argc, char** argv) {
  if (argc == 1) return false;
  if (argc == 2 && std::string_view(argv[1]) == "--json") return true;
  std::fprintf(stderr, "usage: %s [--json]\n", argv[0]);
  std::exit(2);
}

}  // namespace lma::bench
