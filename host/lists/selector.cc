#include "lists/selector.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "lists/css_reader.h"

namespace lma::lists {
namespace {

using namespace std::string_view_literals;

constexpr int kMaxDepth = 8;

// Pseudo-classes without arguments.
constexpr std::array kPlainPseudos = {
    "active"sv,        "any-link"sv,      "checked"sv,      "default"sv,      "defined"sv,
    "disabled"sv,      "empty"sv,         "enabled"sv,      "first-child"sv,  "first-of-type"sv,
    "focus"sv,         "focus-visible"sv, "focus-within"sv, "fullscreen"sv,   "hover"sv,
    "indeterminate"sv, "invalid"sv,       "last-child"sv,   "last-of-type"sv, "link"sv,
    "modal"sv,         "only-child"sv,    "only-of-type"sv, "optional"sv,     "placeholder-shown"sv,
    "popover-open"sv,  "read-only"sv,     "read-write"sv,   "required"sv,     "root"sv,
    "target"sv,        "valid"sv,         "visited"sv};
// With selectors in brackets; "has" is apart.
constexpr std::array kSelectorPseudos = {"is"sv, "not"sv, "where"sv};
constexpr std::array kCountingPseudos = {"nth-child"sv, "nth-last-child"sv, "nth-last-of-type"sv,
                                         "nth-of-type"sv};
constexpr std::array kWordPseudos = {"dir"sv, "lang"sv};
constexpr std::array kPseudoElements = {"after"sv, "backdrop"sv, "before"sv};
// What other programs add to CSS and evaluate by script.
constexpr std::array kProceduralPseudos = {"-abp-contains"sv,
                                           "-abp-properties"sv,
                                           "contains"sv,
                                           "has-text"sv,
                                           "if"sv,
                                           "if-not"sv,
                                           "matches-attr"sv,
                                           "matches-css"sv,
                                           "matches-css-after"sv,
                                           "matches-css-before"sv,
                                           "matches-media"sv,
                                           "matches-path"sv,
                                           "matches-prop"sv,
                                           "matches-property"sv,
                                           "min-text-length"sv,
                                           "nth-ancestor"sv,
                                           "others"sv,
                                           "properties"sv,
                                           "shadow"sv,
                                           "upward"sv,
                                           "watch-attr"sv,
                                           "watch-attrs"sv,
                                           "xpath"sv};
constexpr std::array kChangingPseudos = {"remove"sv, "remove-attr"sv, "remove-class"sv, "style"sv};
// Elements that are, or hold, the page.
constexpr std::array kPageTags = {"body"sv, "head"sv, "html"sv, "main"sv};
constexpr std::array kCommonTags = {"*"sv,       "article"sv, "div"sv, "form"sv, "p"sv,
                                    "section"sv, "span"sv,    "ul"sv,  "li"sv,   "a"sv};
// Attributes that most elements have: only their value tells something.
constexpr std::array kCommonAttributes = {
    "alt"sv,  "class"sv, "dir"sv,   "height"sv,   "href"sv,  "id"sv,   "lang"sv, "name"sv,
    "role"sv, "src"sv,   "style"sv, "tabindex"sv, "title"sv, "type"sv, "width"sv};

template <std::size_t N>
bool Has(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What one selector of a list is about.
struct Facts {
  std::string token;     // the most telling one so far
  bool telling = false;  // it has a class, an id, a custom name or a telling attribute
  std::size_t compounds = 0;
  // Of the last compound, which is what would be hidden:
  std::string tag;
  bool bare = false;  // a tag and nothing else
  bool page = false;
};

class Reader : private CssReader {
 public:
  Reader(std::string_view in, Scope scope, Selector* out)
      : CssReader(in, &out->text), scope_(scope), tokens_(out->tokens) {}

  std::optional<Refusal> Read() {
    bool every_token = true;
    while (true) {
      Facts facts;
      SkipSpace();
      if (!Complex(&facts, Inside::kNothing)) return refusal_;
      if (IsTooBroad(facts)) return Refusal::kTooBroad;
      every_token = every_token && !facts.token.empty();
      tokens_.push_back(std::move(facts.token));
      if (at_ == in_.size()) break;
      if (in_[at_] != ',') return refusal_;
      ++at_;
      out_ += ", ";
    }
    if (!every_token) tokens_.clear();
    return std::nullopt;
  }

 private:
  enum class Inside { kNothing, kSelectors, kHas };

  bool IsTooBroad(const Facts& facts) const {
    if (facts.page) return true;
    if (scope_ == Scope::kEverywhere) return !facts.telling;
    return facts.compounds == 1 && facts.bare && Has(kCommonTags, facts.tag);
  }

  // Compounds with combinators between them; ends before "," ")" or the end.
  bool Complex(Facts* facts, Inside inside) {
    ended_ = false;
    if (inside == Inside::kHas && IsCombinator(Peek())) {
      out_ += in_[at_++];
      out_ += ' ';
      SkipSpace();
    }
    while (true) {
      if (!Compound(facts, inside)) return false;
      ++facts->compounds;
      const bool spaced = IsSpace(Peek());
      SkipSpace();
      const char c = Peek();
      if (at_ == in_.size() || c == ',' || c == ')') return true;
      if (ended_) return Refuse(Refusal::kNotCss);  // nothing follows a pseudo-element
      if (IsCombinator(c)) {
        ++at_;
        out_ += ' ';
        out_ += c;
        out_ += ' ';
        SkipSpace();
      } else if (spaced) {
        out_ += ' ';
      } else {
        return Refuse(Refusal::kNotCss);
      }
    }
  }

  static bool IsCombinator(char c) { return c == '>' || c == '+' || c == '~'; }

  bool Compound(Facts* facts, Inside inside) {
    const std::size_t begin = at_;
    facts->tag.clear();
    facts->page = false;
    bool qualified = false;
    if (Peek() == '*') {
      ++at_;
      out_ += '*';
      facts->tag = "*";
    } else if (StartsName()) {
      if (!Name(&name_)) return false;
      facts->tag = Lowered(name_);
      if (inside == Inside::kNothing) NoteTag(facts);
    }
    while (at_ < in_.size()) {
      const char c = in_[at_];
      bool read = false;
      if (c == '.' || c == '#') {
        read = ClassOrId(c, facts, inside);
      } else if (c == '[') {
        read = Attribute(facts, inside);
      } else if (c == ':') {
        read = Pseudo(facts, inside);
      } else {
        break;
      }
      if (!read) return false;
      qualified = true;
      if (ended_) break;
    }
    facts->bare = !qualified;
    if (at_ == begin) return Refuse(Refusal::kNotCss);
    return true;
  }

  void NoteTag(Facts* facts) const {
    facts->page = Has(kPageTags, facts->tag);
    if (facts->tag.find('-') == std::string::npos) return;
    facts->telling = true;
    if (facts->token.empty()) facts->token = facts->tag;
  }

  bool ClassOrId(char sign, Facts* facts, Inside inside) {
    ++at_;
    out_ += sign;
    if (!StartsName() || !Name(&name_)) return Refuse(Refusal::kNotCss);
    if (inside != Inside::kNothing) return true;
    facts->telling = true;
    // An id tells more than a class, a longer name more than a short one.
    const auto rank = [](std::string_view token) {
      return token.empty() ? 0
                           : (token.front() == '#'   ? 10'000
                              : token.front() == '.' ? 100
                                                     : 50) +
                                 token.size();
    };
    if (rank(facts->token) < (sign == '#' ? 10'000 : 100) + name_.size() + 1) {
      facts->token = sign + name_;
    }
    return true;
  }

  bool Attribute(Facts* facts, Inside inside) {
    ++at_;
    out_ += '[';
    SkipSpace();
    if (!StartsName() || !Name(&name_)) return Refuse(Refusal::kNotCss);
    const std::string attribute = Lowered(name_);
    SkipSpace();
    value_.clear();
    if (Peek() != ']') {
      const char sign = Peek();
      if (sign == '~' || sign == '|' || sign == '^' || sign == '$' || sign == '*') {
        ++at_;
        out_ += sign;
      }
      if (Peek() != '=') return Refuse(Refusal::kNotCss);
      ++at_;
      out_ += '=';
      SkipSpace();
      if (!Value(&value_)) return false;
      SkipSpace();
      if (const char flag = Lower(Peek()); flag == 'i' || flag == 's') {
        ++at_;
        out_ += ' ';
        out_ += flag;
        SkipSpace();
      }
    }
    if (Peek() != ']') return Refuse(Refusal::kNotCss);
    ++at_;
    out_ += ']';
    if (inside != Inside::kNothing) return true;
    facts->page = facts->page || (attribute == "role" && value_ == "main");
    if (value_.size() >= 2 || !Has(kCommonAttributes, attribute)) facts->telling = true;
    return true;
  }

  bool Pseudo(Facts* facts, Inside inside) {
    ++at_;
    const bool element = Peek() == ':';
    if (element) ++at_;
    const std::size_t begin = at_;
    while (IsNameCharacter(Peek()) && static_cast<unsigned char>(Peek()) < 0x80) ++at_;
    std::string name = Lowered(in_.substr(begin, at_ - begin));
    if (name == "-abp-has") name = "has";
    if (element || (Has(kPseudoElements, name) && name != "backdrop")) {
      if (!Has(kPseudoElements, name) || inside != Inside::kNothing) {
        return Refuse(Refusal::kNotCss);
      }
      out_ += "::" + name;
      ended_ = true;
      return true;
    }
    if (Has(kChangingPseudos, name)) return Refuse(Refusal::kChangesPage);
    if (Has(kProceduralPseudos, name)) return Refuse(Refusal::kProcedural);
    out_ += ':' + name;
    if (Peek() != '(') {
      if (!Has(kPlainPseudos, name)) return Refuse(Refusal::kNotCss);
      facts->page = facts->page || (name == "root" && inside == Inside::kNothing);
      return true;
    }
    ++at_;
    out_ += '(';
    if (!Arguments(name, facts, inside)) return false;
    if (Peek() != ')') return Refuse(Refusal::kNotCss);
    ++at_;
    out_ += ')';
    return true;
  }

  bool Arguments(std::string_view name, Facts* facts, Inside inside) {
    SkipSpace();
    if (name == "has") {
      // CSS has no :has() inside :has().
      if (inside == Inside::kHas || in_has_) return Refuse(Refusal::kNotCss);
      in_has_ = true;
      const bool read = Selectors(Inside::kHas);
      in_has_ = false;
      return read;
    }
    if (Has(kSelectorPseudos, name)) {
      // :is(html, …) may be the page just as html is.
      const std::size_t begin = out_.size();
      if (!Selectors(Inside::kSelectors)) return false;
      if (name != "not" && inside == Inside::kNothing) {
        facts->page = facts->page || NamesPage(std::string_view(out_).substr(begin));
      }
      return true;
    }
    if (Has(kCountingPseudos, name)) return Counting();
    if (Has(kWordPseudos, name)) {
      if (!StartsName() || !Name(&name_)) return Refuse(Refusal::kNotCss);
      SkipSpace();
      return true;
    }
    return Refuse(Refusal::kNotCss);
  }

  static bool NamesPage(std::string_view list) {
    const std::string lower = Lowered(list);
    const auto names = [&](std::string_view word) {
      for (std::size_t at = lower.find(word); at != std::string::npos;
           at = lower.find(word, at + 1)) {
        const bool begins = at == 0 || !IsNameCharacter(lower[at - 1]);
        const std::size_t end = at + word.size();
        const bool ends = end == lower.size() || !IsNameCharacter(lower[end]);
        if (begins && ends) return true;
      }
      return false;
    };
    return lower.find('*') != std::string::npos || names("root") ||
           std::any_of(kPageTags.begin(), kPageTags.end(), names);
  }

  bool Selectors(Inside inside) {
    if (++depth_ > kMaxDepth) return Refuse(Refusal::kNotCss);
    while (true) {
      SkipSpace();
      Facts ignored;
      if (!Complex(&ignored, inside)) return false;
      if (Peek() != ',') break;
      ++at_;
      out_ += ", ";
    }
    --depth_;
    return true;
  }

  // "odd", "even", "2n+1", "-n + 3", "4".
  bool Counting() {
    const std::size_t close = in_.find(')', at_);
    if (close == std::string_view::npos) return Refuse(Refusal::kNotCss);
    std::string formula;
    for (const char c : in_.substr(at_, close - at_)) {
      if (!IsSpace(c)) formula += Lower(c);
    }
    at_ = close;
    out_ += formula;
    return formula == "odd" || formula == "even" || IsFormula(formula) || Refuse(Refusal::kNotCss);
  }

  static bool IsFormula(std::string_view formula) {
    std::size_t at = 0;
    const auto digits = [&] {
      const std::size_t begin = at;
      while (at < formula.size() && IsDigit(formula[at])) ++at;
      return at > begin && at - begin < 10;
    };
    const auto sign = [&] {
      if (at < formula.size() && (formula[at] == '+' || formula[at] == '-')) ++at;
    };
    sign();
    const bool number = digits();
    if (at == formula.size()) return number;
    if (formula[at++] != 'n') return false;
    if (at == formula.size()) return true;
    if (formula[at] != '+' && formula[at] != '-') return false;
    ++at;
    return digits() && at == formula.size();
  }

  Scope scope_;
  std::vector<std::string>& tokens_;
  int depth_ = 0;
  bool ended_ = false;  // by a pseudo-element
  bool in_has_ = false;
  std::string name_;
  std::string value_;
};

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  // A space may belong to the escape before it.
  while (!text.empty() && IsSpace(text.back()) &&
         !(text.size() > 1 && text[text.size() - 2] == '\\')) {
    text.remove_suffix(1);
  }
  return text;
}

// ".name" or "#name", as seven of ten rules are.
bool IsOneToken(std::string_view text) {
  if (text.size() < 2 || (text[0] != '.' && text[0] != '#')) return false;
  const auto plain = [](char c) {
    return IsNameCharacter(c) && static_cast<unsigned char>(c) < 0x80;
  };
  const std::size_t first = text[1] == '-' ? 2 : 1;
  return first < text.size() && (IsNameStart(text[first]) || (first == 2 && text[2] == '-')) &&
         std::all_of(text.begin() + 1, text.end(), plain);
}

}  // namespace

std::optional<Refusal> ReadSelector(std::string_view text, Scope scope, Selector* selector) {
  selector->text.clear();
  text = Trimmed(text);
  if (text.size() > kMaxSelectorBytes) return Refusal::kTooLong;
  if (IsOneToken(text)) {
    selector->text = text;
    selector->tokens.resize(1);
    selector->tokens.front() = text;
    return std::nullopt;
  }
  selector->tokens.clear();
  return Reader(text, scope, selector).Read();
}

bool IsClosed(std::string_view text) {
  std::array<char, kMaxDepth * 2 + 2> owed;
  std::size_t depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) return false;
    if (c == '\\') {
      if (++i == text.size() || static_cast<unsigned char>(text[i]) < 0x20) return false;
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[') {
      if (depth == owed.size()) return false;
      owed[depth++] = c == '(' ? ')' : ']';
    } else if (c == ')' || c == ']') {
      if (depth == 0 || owed[--depth] != c) return false;
    } else if (c == '{' || c == '}' || c == '@' || c == ';' || c == '/' || c == '<') {
      return false;
    }
  }
  return quote == '\0' && depth == 0 && !text.empty();
}

}  // namespace lma::lists
