// An index made of a list's text.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lists/compiler.h"
#include "lists/index.h"
#include "text/host.h"

namespace lma::lists {

// Bytes at an address that an index may stand at.
class Aligned {
 public:
  explicit Aligned(std::string_view bytes) : words_(bytes.size() / 8 + 1), size_(bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(words_.data()));
  }
  std::span<const std::byte> bytes() const {
    return {reinterpret_cast<const std::byte*>(words_.data()), size_};
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

inline std::string Compiled(std::string_view list) {
  Compiler compiler;
  ListEntry entry;
  entry.name = "test";
  entry.counts = compiler.Add(list, Compiler::Take::kUse);
  auto bytes = compiler.Finish({entry});
  EXPECT_TRUE(bytes.has_value());
  return bytes ? *bytes : std::string();
}

// The selectors that a style hides, joined by " | ".
inline std::string Hidden(std::string_view style) {
  constexpr std::string_view kEnd = "{display:none!important}\n";
  std::string out;
  while (!style.empty()) {
    const std::size_t end = style.find(kEnd);
    if (end == std::string_view::npos) return "not a style: " + std::string(style);
    if (!out.empty()) out += " | ";
    out += style.substr(0, end);
    style.remove_prefix(end + kEnd.size());
  }
  return out;
}

class BuiltIndex {
 public:
  explicit BuiltIndex(std::string_view list)
      : memory_(Compiled(list)), index_(*Index::FromBytes(memory_.bytes())) {}

  std::string OnSite(std::string_view host) const {
    const std::string domain = text::RegistrableDomain(host);
    std::string style;
    EXPECT_TRUE(index_.AppendSiteStyle({host, domain}, &style).has_value());
    return Hidden(style);
  }
  std::string ByTokens(std::string_view host, const std::vector<std::string_view>& tokens,
                       Index::General general = Index::General::kWithout) const {
    const std::string domain = text::RegistrableDomain(host);
    std::string style;
    EXPECT_TRUE(index_.AppendTokenStyle({host, domain}, tokens, general, &style).has_value());
    return Hidden(style);
  }
  const Index& operator*() const { return index_; }

 private:
  Aligned memory_;
  Index index_;
};

}  // namespace lma::lists
