// A filter list through reader and compiler, and pages looked up in what comes out; and the same
// bytes as an index. Whatever the list says, no style reaches beyond its rules.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lists/compiler.h"
#include "lists/index.h"
#include "lists/selector.h"

namespace {

constexpr std::string_view kEnd = "{display:none!important}";

// Every line of a style is one closed selector that hides.
void CheckStyle(std::string_view style) {
  while (!style.empty()) {
    const std::size_t end = style.find('\n');
    if (end == std::string_view::npos) std::abort();
    const std::string_view line = style.substr(0, end);
    style.remove_prefix(end + 1);
    if (line.size() <= kEnd.size() || line.substr(line.size() - kEnd.size()) != kEnd) std::abort();
    if (!lma::lists::IsClosed(line.substr(0, line.size() - kEnd.size()))) std::abort();
  }
}

enum class Made { kByUs, kByOthers };

void LookUp(std::string_view bytes, Made made) {
  std::vector<std::uint64_t> aligned(bytes.size() / 8 + 1);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  const auto index = lma::lists::Index::FromBytes(
      {reinterpret_cast<const std::byte*>(aligned.data()), bytes.size()});
  if (!index) {
    if (made == Made::kByUs) std::abort();
    return;
  }
  if (!index->CheckAll() && made == Made::kByUs) std::abort();
  constexpr std::string_view kTokens[] = {".a", "#a", "a-b", ".ad"};
  for (const std::string_view host : {"a.com", "www.a.com", "b.co.uk", "1.2.3.4"}) {
    std::string style;
    const auto sites = index->AppendSiteStyle({host, host}, &style);
    const auto tokens =
        index->AppendTokenStyle({host, host}, kTokens, lma::lists::Index::General::kWith, &style);
    if (made == Made::kByUs && !(sites && tokens)) std::abort();
    CheckStyle(style);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  lma::lists::Compiler compiler;
  lma::lists::ListEntry entry;
  entry.name = "fuzz";
  entry.counts = compiler.Add(text, lma::lists::Compiler::Take::kUse);
  const auto index = compiler.Finish({entry});
  if (!index) std::abort();
  LookUp(*index, Made::kByUs);
  LookUp(text, Made::kByOthers);
  // A flipped byte behind the header: found where it is met.
  if (size > 2 && index->size() > 128) {
    std::string damaged = *index;
    damaged[112 + (data[0] * 256u + data[1]) % (damaged.size() - 112)] ^=
        static_cast<char>(data[2]);
    LookUp(damaged, Made::kByOthers);
  }
  return 0;
}
