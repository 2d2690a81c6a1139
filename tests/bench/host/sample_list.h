// A filter list of any length, shaped like the annoyance lists that people use: of ten lines about
// six hide a class or id everywhere, two hide something on single sites, one is for others.
#pragma once

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace lma::bench {

struct SampleList {
  std::string text;
  std::vector<std::string> sites;   // some that rules name
  std::vector<std::string> tokens;  // some that rules name
};

inline SampleList MakeList(std::size_t lines) {
  constexpr std::array<std::string_view, 16> kWords = {
      "newsletter", "cookie", "social", "share",  "popup", "overlay", "signup", "banner",
      "survey",     "chat",   "promo",  "follow", "modal", "bar",     "widget", "notice"};
  constexpr std::array<std::string_view, 5> kSuffixes = {".com", ".de", ".co.uk", ".fr", ".net"};
  std::mt19937 random(11);
  const auto word = [&] { return std::string(kWords[random() % kWords.size()]); };
  const auto name = [&] { return word() + "-" + word() + std::to_string(random() % lines); };
  const auto site = [&] {
    return word() + std::to_string(random() % (lines / 4 + 1)) +
           std::string(kSuffixes[random() % kSuffixes.size()]);
  };
  SampleList list;
  list.text = "[Adblock Plus 2.0]\n! A made-up list\n";
  for (std::size_t i = 2; i < lines; ++i) {
    const auto kind = random() % 100;
    if (kind < 62) {
      const std::string token = (kind < 40 ? "." : "#") + name();
      if (list.tokens.size() < 2000) list.tokens.push_back(token);
      list.text += "##" + token;
    } else if (kind < 65) {
      list.text += "##div." + name() + " > ." + name() + ":not(." + word() + ")";
    } else if (kind < 80) {
      const std::string where = site();
      if (list.sites.size() < 2000) list.sites.push_back(where);
      list.text += where + "##." + name();
    } else if (kind < 86) {
      list.text += site() + "," + site() + ",~help." + site() + "##div[class^=\"" + name() + "\"]";
    } else if (kind < 87) {
      list.text += word() + ".*##." + name() + ":has(> ." + word() + ")";
    } else if (kind < 88) {
      list.text += site() + "#@##" + name();
    } else if (kind < 97) {
      list.text += "||" + site() + "/" + name() + ".js$third-party";
    } else {
      list.text += "! " + name();
    }
    list.text += '\n';
  }
  return list;
}

}  // namespace lma::bench
