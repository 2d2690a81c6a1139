#include "cli/html_page.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace lma::cli {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

template <std::size_t N>
bool IsOneOf(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

constexpr std::array<std::string_view, 14> kVoid = {"area",  "base",   "br",    "col",  "embed",
                                                    "hr",    "img",    "input", "link", "meta",
                                                    "param", "source", "track", "wbr"};
// Their contents are no markup, and nothing that is seen.
constexpr std::array<std::string_view, 6> kSkipped = {"script",   "style",  "noscript",
                                                      "template", "iframe", "noframes"};
// Opening one closes an open one of the same sort.
constexpr std::array<std::string_view, 8> kClosedByNext = {"p",  "li", "dt",     "dd",
                                                           "tr", "td", "option", "th"};

void AppendUtf8(std::uint32_t code, std::string* out) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  if (code < 0x80) {
    out->push_back(static_cast<char>(code));
    return;
  }
  const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  constexpr std::array<std::uint32_t, 4> kLead = {0, 0xC0, 0xE0, 0xF0};
  out->push_back(static_cast<char>(kLead[static_cast<std::size_t>(more)] | code >> (6 * more)));
  for (int i = more - 1; i >= 0; --i) {
    out->push_back(static_cast<char>(0x80 | ((code >> (6 * i)) & 0x3F)));
  }
}

// The code point of a reference without & and ;, or nothing for a name that is not known here.
std::optional<std::uint32_t> CodeOf(std::string_view name) {
  struct Named {
    std::string_view name;
    std::uint32_t code;
  };
  static constexpr Named kNamed[] = {
      {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},
      {"apos", '\''},    {"nbsp", 0xA0},     {"times", 0xD7},   {"copy", 0xA9},
      {"euro", 0x20AC},  {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014},
      {"rsquo", 0x2019}, {"lsquo", 0x2018},  {"ldquo", 0x201C}, {"rdquo", 0x201D},
      {"auml", 0xE4},    {"ouml", 0xF6},     {"uuml", 0xFC},    {"szlig", 0xDF},
      {"eacute", 0xE9},  {"egrave", 0xE8},   {"agrave", 0xE0},  {"ccedil", 0xE7},
      {"Auml", 0xC4},    {"Ouml", 0xD6},     {"Uuml", 0xDC},    {"ecirc", 0xEA},
      {"ntilde", 0xF1},  {"aacute", 0xE1},   {"oacute", 0xF3},  {"iacute", 0xED},
      {"uacute", 0xFA},  {"atilde", 0xE3},   {"laquo", 0xAB},   {"raquo", 0xBB}};
  if (name.size() > 1 && name[0] == '#') {
    const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
    std::uint32_t code = 0;
    for (const char c : name.substr(hexadecimal ? 2 : 1)) {
      const int digit = c >= '0' && c <= '9'                  ? c - '0'
                        : hexadecimal && c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : hexadecimal && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                              : -1;
      if (digit < 0 || code > 0x10FFFF) return std::nullopt;
      code = code * (hexadecimal ? 16 : 10) + static_cast<std::uint32_t>(digit);
    }
    return code;
  }
  for (const Named& named : kNamed) {
    if (named.name == name) return named.code;
  }
  return std::nullopt;
}

std::string Decoded(std::string_view text) {
  constexpr std::size_t kLongestName = 10;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&') {
      const std::size_t end = text.find(';', i);
      if (end != std::string_view::npos && end - i <= kLongestName) {
        if (const auto code = CodeOf(text.substr(i + 1, end - i - 1))) {
          AppendUtf8(*code, &out);
          i = end;
          continue;
        }
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace

std::string_view HtmlElement::Attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

bool HtmlElement::Has(std::string_view name) const {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const auto& attribute) { return attribute.first == name; });
}

const HtmlElement* HtmlElement::Around(std::string_view wanted) const {
  const HtmlElement* element = parent;
  while (element != nullptr && element->tag != wanted) element = element->parent;
  return element;
}

class HtmlParser {
 public:
  HtmlParser(std::string_view html, HtmlPage* page) : html_(html), page_(*page) {
    page_.elements_.emplace_back().tag = "#page";
    open_ = {&page_.elements_.front()};
  }

  void Parse() {
    while (at_ < html_.size()) {
      const std::size_t tag = std::min(html_.find('<', at_), html_.size());
      AddText(html_.substr(at_, tag - at_));
      at_ = tag;
      if (at_ < html_.size()) ReadMarkup();
    }
  }

 private:
  void AddText(std::string_view text) {
    if (!text.empty()) open_.back()->texts.back() += Decoded(text);
  }

  void SkipPast(std::string_view end) {
    const std::size_t found = html_.find(end, at_);
    at_ = found == std::string_view::npos ? html_.size() : found + end.size();
  }

  void ReadMarkup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) return SkipPast("-->");
    if (rest.starts_with("<!") || rest.starts_with("<?")) return SkipPast(">");
    if (rest.starts_with("</") && rest.size() > 2 && IsLetter(rest[2])) {
      at_ += 2;
      const std::string tag = ReadName();
      SkipPast(">");
      return Close(tag);
    }
    if (rest.size() < 2 || !IsLetter(rest[1])) {
      AddText("<");
      ++at_;
      return;
    }
    ++at_;
    ReadElement();
  }

  std::string ReadName() {
    const std::size_t start = at_;
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') {
      ++at_;
    }
    return Lower(html_.substr(start, at_ - start));
  }

  void ReadElement() {
    HtmlElement element;
    element.tag = ReadName();
    bool closed = false;
    while (at_ < html_.size() && html_[at_] != '>') {
      if (IsSpace(html_[at_]) || html_[at_] == '/') {
        closed = html_[at_] == '/';
        ++at_;
      } else {
        closed = false;
        element.attributes.push_back(ReadAttribute());
      }
    }
    if (at_ < html_.size()) ++at_;
    Open(std::move(element), closed);
  }

  std::pair<std::string, std::string> ReadAttribute() {
    const std::size_t start = at_;
    // A name may begin with "=", so that this always goes on.
    ++at_;
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '=' && html_[at_] != '>' &&
           html_[at_] != '/') {
      ++at_;
    }
    std::pair<std::string, std::string> attribute(Lower(html_.substr(start, at_ - start)), "");
    std::size_t next = at_;
    while (next < html_.size() && IsSpace(html_[next])) ++next;
    if (next >= html_.size() || html_[next] != '=') return attribute;
    at_ = next + 1;
    while (at_ < html_.size() && IsSpace(html_[at_])) ++at_;
    if (at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'')) {
      const char quote = html_[at_++];
      const std::size_t end = std::min(html_.find(quote, at_), html_.size());
      attribute.second = Decoded(html_.substr(at_, end - at_));
      at_ = std::min(end + 1, html_.size());
      return attribute;
    }
    const std::size_t value = at_;
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '>') ++at_;
    attribute.second = Decoded(html_.substr(value, at_ - value));
    return attribute;
  }

  void Open(HtmlElement element, bool closed) {
    if (IsOneOf(element.tag, kClosedByNext) && open_.back()->tag == element.tag) open_.pop_back();
    const std::string tag = element.tag;
    if (page_.elements_.size() < kMaxHtmlElements) {
      HtmlElement& added = page_.elements_.emplace_back(std::move(element));
      added.parent = open_.back();
      open_.back()->children.push_back(&added);
      open_.back()->texts.emplace_back();
      const bool holds = !closed && !IsOneOf(tag, kVoid) && !IsOneOf(tag, kSkipped);
      if (holds && open_.size() < kMaxHtmlDepth) open_.push_back(&added);
    }
    if (!closed && IsOneOf(tag, kSkipped)) {
      const std::string end = "</" + tag;
      while (at_ < html_.size()) {
        SkipPast("</");
        if (Lower(html_.substr(at_ - 2, end.size())) == end) break;
      }
      SkipPast(">");
    }
  }

  void Close(const std::string& tag) {
    for (std::size_t i = open_.size(); i-- > 1;) {
      if (open_[i]->tag != tag) continue;
      open_.resize(i);
      return;
    }
  }

  std::string_view html_;
  HtmlPage& page_;
  std::size_t at_ = 0;
  std::vector<HtmlElement*> open_;
};

HtmlPage::HtmlPage(std::string_view html) { HtmlParser(html, this).Parse(); }

namespace {

void AddVisible(const HtmlElement& element, std::string* out) {
  static constexpr std::array<std::string_view, 4> kUnseen = {"head", "title", "svg", "select"};
  if (IsOneOf(element.tag, kUnseen) || element.Has("hidden")) return;
  for (std::size_t i = 0; i < element.texts.size(); ++i) {
    for (const char c : element.texts[i]) {
      if (!IsSpace(c)) {
        out->push_back(c);
      } else if (!out->empty() && out->back() != ' ') {
        out->push_back(' ');
      }
    }
    if (i == element.children.size()) break;
    static constexpr std::array<std::string_view, 9> kInWords = {
        "b", "i", "em", "strong", "span", "font", "mark", "u", "sup"};
    const HtmlElement& child = *element.children[i];
    const bool apart = !IsOneOf(child.tag, kInWords);
    if (apart && !out->empty() && out->back() != ' ') out->push_back(' ');
    AddVisible(child, out);
    if (apart && !out->empty() && out->back() != ' ') out->push_back(' ');
  }
}

}  // namespace

std::string VisibleText(const HtmlElement& element) {
  std::string text;
  AddVisible(element, &text);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace lma::cli
