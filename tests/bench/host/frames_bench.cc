// A message of 2 KiB through a pipe and back into a request, and a verdict into a message: what
// every judgement pays besides the judging.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <span>
#include <string>
#include <utility>

#include "bench/host/candidates.h"
#include "protocol/decode.h"
#include "protocol/encode.h"
#include "wire/message_reader.h"
#include "wire/message_writer.h"

namespace {

std::string JudgeMessage() {
  const std::string url = R"("https://www.shop.example/a")";
  return R"({"id":3,"type":"judge","page":{"url":)" + url + R"(,"top_url":)" + url +
         R"(,"text_chars":8000},"candidates":[)" +
         lma::bench::CandidateJson(lma::bench::kSamples[0]) + "]}";
}

void WriteAndReadAFrame(benchmark::State& state) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return state.SkipWithError("no pipe");
  lma::wire::MessageReader reader(ends[0]);
  lma::wire::MessageWriter writer(ends[1]);
  const std::string message = JudgeMessage();
  for (auto _ : state) {
    static_cast<void>(writer.Write(message));
    reader.Fill();
    std::span<char> body;
    benchmark::DoNotOptimize(reader.Next(&body));
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

void DecodeARequest(benchmark::State& state) {
  const std::string message = JudgeMessage();
  std::string text;
  for (auto _ : state) {
    text = message;  // decoding writes to it
    lma::protocol::Envelope to;
    auto request = lma::protocol::Decode(text, &to);
    benchmark::DoNotOptimize(request);
  }
}

void EncodeAVerdict(benchmark::State& state) {
  lma::model::Verdict verdict;
  verdict.id = 7;
  verdict.kind = lma::model::AskKind::kNewsletter;
  verdict.confidence = 0.97;
  verdict.provider = "klaviyo";
  for (int i = 0; i < 8; ++i) {
    lma::model::Evidence& evidence = verdict.evidence.emplace_back();
    evidence.weight = 2.0;
    evidence.detail = "subscribe to our newsletter";
    evidence.language = "en";
  }
  lma::protocol::JudgeReply reply;
  reply.verdicts.push_back(std::move(verdict));
  const lma::Result<lma::protocol::Reply> result = lma::protocol::Reply(std::move(reply));
  for (auto _ : state) {
    auto messages = lma::protocol::EncodeReply({3, "judge"}, result);
    benchmark::DoNotOptimize(messages);
  }
}

BENCHMARK(WriteAndReadAFrame)->Unit(benchmark::kMicrosecond);
BENCHMARK(DecodeARequest)->Unit(benchmark::kMicrosecond);
BENCHMARK(EncodeAVerdict)->Unit(benchmark::kMicrosecond);

}  // namespace
