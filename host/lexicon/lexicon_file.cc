#include "lexicon/lexicon_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "model/ask_kind.h"
#include "model/verdict.h"

namespace lma::lexicon {
namespace {

struct Section {
  EntryClass entry_class = EntryClass::kAsk;
  std::uint8_t target = 0;
  bool weak = false;
};

std::string_view Trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// A number sign begins a comment at the start of a line and behind a space; "C#" is a word.
std::string_view WithoutComment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  }
  return line;
}

std::string_view TakeWord(std::string_view* text) {
  const std::size_t end = std::min(text->find(' '), text->size());
  const std::string_view word = text->substr(0, end);
  *text = Trim(text->substr(end));
  return word;
}

std::optional<OptinClass> ParseOptinClass(std::string_view name) {
  if (name == "marketing") return OptinClass::kMarketing;
  if (name == "reversed") return OptinClass::kReversed;
  if (name == "required") return OptinClass::kRequired;
  if (name == "untick") return OptinClass::kUntick;
  return std::nullopt;
}

template <typename T>
bool SetTarget(std::optional<T> value, Section* section) {
  if (value) section->target = static_cast<std::uint8_t>(*value);
  return value.has_value();
}

// "ask newsletter weak" -> a section; nothing when there is no such section.
std::optional<Section> ParseSection(std::string_view header) {
  Section section;
  const std::string_view entry_class = TakeWord(&header);
  const std::string_view target = TakeWord(&header);
  const bool may_be_weak = entry_class == "ask" || entry_class == "veto" ||
                           (entry_class == "control" && target == "decline");
  if (header == "weak" && may_be_weak) {
    section.weak = true;
  } else if (!header.empty()) {
    return std::nullopt;
  }
  bool known = false;
  if (entry_class == "ask" || entry_class == "act" || entry_class == "object") {
    section.entry_class = entry_class == "ask"   ? EntryClass::kAsk
                          : entry_class == "act" ? EntryClass::kAct
                                                 : EntryClass::kObject;
    known = SetTarget(model::ParseAskKind(target), &section);
  } else if (entry_class == "veto") {
    section.entry_class = EntryClass::kVeto;
    known = SetTarget(model::ParseVeto(target), &section);
  } else if (entry_class == "control") {
    section.entry_class = EntryClass::kControl;
    known = target != model::ControlRoleName(model::ControlRole::kNone) &&
            SetTarget(model::ParseControlRole(target), &section);
  } else if (entry_class == "optin") {
    section.entry_class = EntryClass::kOptin;
    known = SetTarget(ParseOptinClass(target), &section);
  }
  return known ? std::optional<Section>(section) : std::nullopt;
}

// BCP 47 in the form the project uses: a language, then scripts or regions.
bool IsLanguageCode(std::string_view code) {
  std::size_t part_bytes = 0;
  bool first_part = true;
  for (const char c : code) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (c == '-') {
      if (part_bytes < 2) return false;
      part_bytes = 0;
      first_part = false;
    } else if (!(letter || (digit && !first_part)) || ++part_bytes > (first_part ? 3u : 8u)) {
      return false;
    }
  }
  return part_bytes >= 2;
}

std::string_view BaseName(std::string_view file_name) {
  const std::size_t slash = file_name.rfind('/');
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  if (file_name.ends_with(".txt")) file_name.remove_suffix(4);
  return file_name;
}

class FileParser {
 public:
  FileParser(std::string_view file_name, std::vector<Problem>* problems)
      : file_name_(file_name), problems_(problems) {}

  LexiconFile Parse(std::string_view text) {
    if (text.size() > kMaxLexiconBytes) {
      Error(0, "larger than " + std::to_string(kMaxLexiconBytes) + " bytes");
      return {};
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      TakeLine(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (file_.language.empty()) Error(0, "no line \"language CODE\"");
    if (file_.name.empty()) Error(0, "no line \"name NAME\"");
    return std::move(file_);
  }

 private:
  void TakeLine(std::string_view line) {
    if (line.size() > kMaxLineBytes) {
      Error(line_, "longer than " + std::to_string(kMaxLineBytes) + " bytes");
      return;
    }
    line = Trim(WithoutComment(line));
    if (line.empty()) return;
    if (line.front() == '[') {
      TakeHeader(line);
    } else if (before_sections_) {
      TakeProperty(line);
    } else if (section_) {
      TakePhrase(line);
    }
  }

  void TakeHeader(std::string_view line) {
    before_sections_ = false;
    section_.reset();
    if (line.back() != ']') {
      Error(line_, "a section header without its ]");
      return;
    }
    section_ = ParseSection(Trim(line.substr(1, line.size() - 2)));
    // The lines of an unknown section are passed over; the one error is enough.
    if (!section_) Error(line_, "unknown section " + std::string(line));
  }

  void TakeProperty(std::string_view line) {
    const std::string_view key = TakeWord(&line);
    if (key == "language") {
      if (!IsLanguageCode(line)) {
        Error(line_, "not a language code");
      } else if (line != BaseName(file_name_)) {
        Error(line_, "the file must be named by its language code");
      }
      file_.language = line;
    } else if (key == "name") {
      file_.name = line;
    } else {
      Error(line_, "a phrase before the first section, or an unknown property");
    }
  }

  void TakePhrase(std::string_view line) {
    const PhraseUse use =
        section_->entry_class == EntryClass::kControl ? PhraseUse::kLabel : PhraseUse::kText;
    Result<std::vector<Expansion>> expansions = ExpandPhrase(line, use);
    if (!expansions) {
      Error(line_, expansions.error().detail);
      return;
    }
    file_.phrases.push_back({line_, section_->entry_class, section_->target, section_->weak,
                             std::string(line), *std::move(expansions)});
  }

  void Error(std::size_t line, std::string reason) {
    problems_->push_back(
        {Problem::Severity::kError, std::string(file_name_), line, std::move(reason)});
  }

  std::string_view file_name_;
  std::vector<Problem>* problems_;
  LexiconFile file_;
  std::optional<Section> section_;
  std::size_t line_ = 0;
  bool before_sections_ = true;
};

}  // namespace

std::string FormatProblem(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line != 0) text.append(":").append(std::to_string(problem.line));
  text.append(problem.severity == Problem::Severity::kError ? ": error: " : ": warning: ");
  return text + problem.reason;
}

LexiconFile ParseLexicon(std::string_view text, std::string_view file_name,
                         std::vector<Problem>* problems) {
  return FileParser(file_name, problems).Parse(text);
}

}  // namespace lma::lexicon
