#include "lists/filter.h"

#include <algorithm>
#include <array>

#include "text/host.h"

namespace lma::lists {
namespace {

using Type = Filter::Type;

bool StartsWith(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

std::string_view Trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

Filter Refused(Refusal refusal) {
  Filter filter;
  filter.type = Type::kRefused;
  filter.refusal = refusal;
  return filter;
}

Filter Of(Type type) {
  Filter filter;
  filter.type = type;
  return filter;
}

// The sign between sites and rule: '#', what stands between, '#'.
struct Sign {
  std::string_view between;
  enum class Means { kHide, kException, kChangesPage, kScriptlet } means;
};
constexpr std::array<Sign, 11> kSigns = {{
    {"", Sign::Means::kHide},
    {"?", Sign::Means::kHide},
    {"@", Sign::Means::kException},
    {"@?", Sign::Means::kException},
    {"$", Sign::Means::kChangesPage},
    {"$?", Sign::Means::kChangesPage},
    {"@$", Sign::Means::kChangesPage},
    {"@$?", Sign::Means::kChangesPage},
    {"?@", Sign::Means::kException},
    {"%", Sign::Means::kScriptlet},
    {"@%", Sign::Means::kScriptlet},
}};

// What may stand before the sign. Anything else is a network rule that happens to hold "##".
bool CouldBeSites(std::string_view text) {
  constexpr std::string_view kNever = "|^$ \"'<>(){}";
  return text.find_first_of(kNever) == std::string_view::npos &&
         (text.find('/') == std::string_view::npos || text.front() == '/' || text.front() == '~');
}

bool IsPlainHostCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Whether it is canonical as it stands, as nearly all are.
bool IsPlainHost(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  std::size_t label = 0;
  bool digits = true;  // of the last label: an address, or something odd
  for (const char c : host) {
    if (c == '.') {
      if (label == 0) return false;
      label = 0;
      digits = true;
    } else if (!IsPlainHostCharacter(c) || ++label > 63) {
      return false;
    } else {
      digits = digits && c >= '0' && c <= '9';
    }
  }
  return label > 0 && !digits && host.find("xn--") == std::string_view::npos;
}

// Writes the canonical form of a host or entity to `name`. False: it is none.
bool ReadSite(std::string_view text, std::string* name) {
  const bool entity = text.size() > 2 && text.substr(text.size() - 2) == ".*";
  const std::string_view host = entity ? text.substr(0, text.size() - 2) : text;
  if (IsPlainHost(host)) {
    *name = text;
    return true;
  }
  // A name that ends in a number is an address only as a whole: "4.*" is none.
  *name = text::CanonicalHost(host);
  if (name->empty()) return false;
  if (entity) *name += ".*";
  return true;
}

}  // namespace

Filter FilterReader::ReadDirective(std::string_view line) {
  if (StartsWith(line, "!#if")) {
    ++conditions_;
  } else if (StartsWith(line, "!#endif")) {
    conditions_ = std::max(0, conditions_ - 1);
  } else if (StartsWith(line, "!#include")) {
    return Refused(Refusal::kInclude);
  }
  return Of(Type::kComment);
}

Filter FilterReader::Read(std::string_view line) {
  line = Trimmed(line);
  if (line.empty()) return {};
  if (line.front() == '!') {
    return StartsWith(line, "!#") ? ReadDirective(line) : Of(Type::kComment);
  }
  if (line.front() == '#' && (line.size() == 1 || line[1] == ' ')) return Of(Type::kComment);

  // The first sign that is one. Within a selector there may be more ("a[href="##"]").
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    const std::size_t end = line.find('#', at + 1);
    if (end == std::string_view::npos) break;
    if (end - at > 4) continue;
    const std::string_view between = line.substr(at + 1, end - at - 1);
    const auto* sign = std::find_if(kSigns.begin(), kSigns.end(),
                                    [&](const Sign& one) { return one.between == between; });
    if (sign == kSigns.end()) continue;
    const std::string_view sites = line.substr(0, at);
    if (StartsWith(sites, "[$")) return Refused(Refusal::kModifier);
    if (!CouldBeSites(sites)) break;
    if (line.size() > kMaxLineBytes) return Refused(Refusal::kTooLong);
    Filter filter;
    filter.sites = Trimmed(sites);
    filter.selector = Trimmed(line.substr(end + 1));
    if (sign->means == Sign::Means::kChangesPage) return Refused(Refusal::kChangesPage);
    if (sign->means == Sign::Means::kScriptlet) return Refused(Refusal::kScriptlet);
    if (StartsWith(filter.selector, "+js(")) return Refused(Refusal::kScriptlet);
    if (StartsWith(filter.selector, "^")) return Refused(Refusal::kHtmlFilter);
    filter.type = sign->means == Sign::Means::kHide ? Type::kHide : Type::kException;
    if (conditions_ > 0 && filter.type == Type::kHide) return Refused(Refusal::kConditional);
    return filter;
  }
  if (line.find("$$") != std::string_view::npos && line.find("||") == std::string_view::npos &&
      line.front() != '/') {
    return Refused(Refusal::kHtmlFilter);
  }
  if (line.front() == '[' && line.back() == ']') return Of(Type::kComment);
  return Of(Type::kNetwork);
}

std::optional<std::size_t> ReadSites(std::string_view text, std::vector<RuleSite>* sites,
                                     Refusal* refusal) {
  *refusal = Refusal::kDomain;
  if (text.empty() || text == "*") return 0;
  std::size_t count = 0;
  std::size_t included = 0;
  bool left_out = false;
  while (true) {
    const std::size_t comma = text.find(',');
    std::string_view one = Trimmed(text.substr(0, comma));
    if (count == kMaxSitesPerRule) {
      *refusal = Refusal::kTooMany;
      return std::nullopt;
    }
    if (sites->size() == count) sites->emplace_back();
    RuleSite& site = (*sites)[count++];
    site.excluded = !one.empty() && one.front() == '~';
    if (site.excluded) one.remove_prefix(1);
    if (ReadSite(one, &site.name)) {
      if (!site.excluded) ++included;
    } else if (site.excluded || one.empty() || one.front() == '/') {
      return std::nullopt;
    } else {
      // No page has this name.
      left_out = true;
      --count;
    }
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  // Without the sites it was meant for it would hold everywhere.
  if (left_out && included == 0) return std::nullopt;
  return count;
}

}  // namespace lma::lists
