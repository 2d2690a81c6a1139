// Random lists and sites: the index says what a plain reading of the rules says, and an exception
// that holds on a site wins over every rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "unit/lists/fixture.h"

namespace lma::lists {
namespace {

struct Rule {
  std::vector<std::string> included;
  std::vector<std::string> excluded;
  std::string selector;
  bool exception = false;

  std::string Line() const {
    std::string line;
    for (const std::string& site : included) line += (line.empty() ? "" : ",") + site;
    for (const std::string& site : excluded) line += (line.empty() ? "~" : ",~") + site;
    return line + (exception ? "#@#" : "##") + selector + "\n";
  }
};

// How much of `host` a rule's site stands for; 0: it does not fit.
std::size_t Closeness(const std::string& site, const std::string& host) {
  if (site.size() > 2 && site.substr(site.size() - 2) == ".*") {
    const std::string domain = text::RegistrableDomain(host);
    const std::string suffix = domain.substr(domain.find('.'));
    return Closeness(site.substr(0, site.size() - 2) + suffix, host);
  }
  return text::IsWithin(host, site) ? site.size() : 0;
}

bool HoldsOn(const Rule& rule, const std::string& host) {
  std::size_t included = 0;
  std::size_t excluded = 0;
  for (const std::string& site : rule.included) {
    included = std::max(included, Closeness(site, host));
  }
  for (const std::string& site : rule.excluded) {
    excluded = std::max(excluded, Closeness(site, host));
  }
  if (rule.included.empty()) return excluded == 0;
  return included > 0 && included > excluded;
}

TEST(ListsPropertyTest, TheIndexSaysWhatTheRulesSay) {
  const std::vector<std::string> sites = {"a.com", "b.a.com", "c.b.a.com", "a.co.uk", "x.a.co.uk",
                                          "a.*",   "b.a.*",   "d.com",     "com",     "d.*"};
  const std::vector<std::string> hosts = {"a.com",   "b.a.com",   "c.b.a.com", "z.c.b.a.com",
                                          "a.co.uk", "b.a.co.uk", "x.a.co.uk", "d.com",
                                          "q.d.com", "e.com"};
  const std::vector<std::string> selectors = {".s0", ".s1", ".s2", "#s3", ".s4 > .t"};
  const std::vector<std::string_view> tokens = {".s0", ".s1", ".s2", "#s3", ".s4"};
  std::mt19937 random(20);
  const auto one_of = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  for (int round = 0; round < 1500; ++round) {
    std::vector<Rule> rules(1 + random() % 12);
    std::string list;
    for (Rule& rule : rules) {
      for (std::size_t i = random() % 3; i > 0; --i) rule.included.push_back(one_of(sites));
      for (std::size_t i = random() % 3; i > 0; --i) rule.excluded.push_back(one_of(sites));
      rule.selector = one_of(selectors);
      rule.exception = random() % 3 == 0;
      list += rule.Line();
    }
    const BuiltIndex index(list);
    ASSERT_TRUE((*index).CheckAll().has_value());
    for (const std::string& host : hosts) {
      std::set<std::string> wanted;
      for (const Rule& rule : rules) {
        if (!rule.exception && HoldsOn(rule, host)) wanted.insert(rule.selector);
      }
      for (const Rule& rule : rules) {
        if (rule.exception && HoldsOn(rule, host)) wanted.erase(rule.selector);
      }
      std::string style;
      const std::string domain = text::RegistrableDomain(host);
      ASSERT_TRUE((*index).AppendSiteStyle({host, domain}, &style).has_value());
      ASSERT_TRUE((*index)
                      .AppendTokenStyle({host, domain}, tokens, Index::General::kWith, &style)
                      .has_value());
      std::set<std::string> hidden;
      std::string rest = Hidden(style);
      for (std::size_t bar = 0; !rest.empty(); rest.erase(0, bar)) {
        bar = rest.find(" | ");
        hidden.insert(rest.substr(0, bar));
        bar = bar == std::string::npos ? rest.size() : bar + 3;
      }
      ASSERT_EQ(hidden, wanted) << host << "\n" << list;
    }
  }
}

}  // namespace
}  // namespace lma::lists
