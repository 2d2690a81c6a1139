#include "cli/page_candidates.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

namespace lma::cli {
namespace {

using model::Candidate;
using model::Control;
using model::ControlTarget;
using model::ControlType;
using model::Surface;

// Larger blocks are parts of the page.
constexpr std::size_t kMostBlockBytes = 1200;
// ScanText() reads so much.
constexpr std::size_t kMostScannedBytes = 400;
constexpr std::uint32_t kMostLevels = 5;
constexpr std::size_t kRunningTextBytes = 80;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

// "?" and the name of the query's first parameter, as the extension has it.
std::string_view FirstParameter(std::string_view href) {
  constexpr std::size_t kLongest = 17;
  href = href.substr(0, href.find('#'));
  const std::size_t query = href.find('?');
  if (query == std::string_view::npos) return {};
  const std::size_t equals = href.find('=', query);
  if (equals == std::string_view::npos || equals - query > kLongest) return {};
  return href.substr(query, equals - query);
}

bool IsHeading(const HtmlElement& element) {
  const std::string& tag = element.tag;
  return (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') ||
         element.Attribute("role") == "heading";
}

std::string TypeOf(const HtmlElement& element) {
  if (element.tag == "textarea" || element.tag == "select") return element.tag;
  const std::string type = Lower(element.Attribute("type"));
  return type.empty() ? "text" : type;
}

bool IsButtonInput(const HtmlElement& element) {
  if (element.tag != "input") return false;
  const std::string type = TypeOf(element);
  return type == "submit" || type == "button" || type == "image" || type == "reset";
}

bool IsControl(const HtmlElement& element) {
  const std::string_view role = element.Attribute("role");
  return element.tag == "button" || element.tag == "summary" || IsButtonInput(element) ||
         (element.tag == "a" && element.Has("href")) || role == "button" || role == "link" ||
         element.Has("onclick");
}

bool IsField(const HtmlElement& element) {
  if (element.tag == "textarea" || element.tag == "select") return true;
  return element.tag == "input" && !IsButtonInput(element) && TypeOf(element) != "hidden";
}

bool HasLetters(std::string_view text) {
  return text.size() > 4 || std::any_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

// Calls `visit` with the element and all in it, in the order of the document; goes no deeper where
// it returns false.
void Walk(const HtmlElement& element, const std::function<bool(const HtmlElement&)>& visit) {
  if (!visit(element)) return;
  for (const HtmlElement* child : element.children) Walk(*child, visit);
}

bool Holds(const HtmlElement& element, const std::function<bool(const HtmlElement&)>& fits) {
  bool found = false;
  Walk(element, [&](const HtmlElement& inner) {
    found = found || fits(inner);
    return !found;
  });
  return found;
}

bool IsContactField(const HtmlElement& element) {
  if (!IsField(element)) return false;
  const std::string type = TypeOf(element);
  return type == "email" || type == "tel" ||
         Lower(element.Attribute("name")).find("email") != std::string::npos;
}

std::vector<std::string> WordsOf(const HtmlElement& element) {
  std::vector<std::string> words;
  if (!element.Attribute("id").empty()) words.push_back(Lower(element.Attribute("id")));
  const std::string classes = Lower(element.Attribute("class"));
  for (std::size_t at = 0; at < classes.size();) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n", at), classes.size());
    if (end > at) words.push_back(classes.substr(at, end - at));
    at = end + 1;
  }
  for (const auto& [name, value] : element.attributes) {
    if (name.starts_with("data-")) words.push_back(name);
  }
  if (element.tag.find('-') != std::string::npos) words.push_back(element.tag);
  return words;
}

ControlTarget TargetOf(std::string_view href, std::string_view page_url) {
  if (href.empty() || href.starts_with("javascript:")) return ControlTarget::kNone;
  if (href.front() == '#') return ControlTarget::kFragment;
  const std::string_view host = classify::UrlHost(href);
  if (!host.empty()) {
    return host == classify::UrlHost(page_url) ? ControlTarget::kSameOrigin
                                               : ControlTarget::kCrossOrigin;
  }
  const std::size_t colon = href.find(':');
  return colon < href.find('/') ? ControlTarget::kOther : ControlTarget::kSameOrigin;
}

std::string NameOf(const HtmlElement& element) {
  std::string name = element.tag;
  if (!element.Attribute("id").empty()) name += '#' + std::string(element.Attribute("id"));
  const std::string classes(element.Attribute("class"));
  const std::string first = classes.substr(0, classes.find_first_of(" \t\r\n"));
  if (!first.empty()) name += '.' + first;
  return name;
}

}  // namespace

PageCandidates::PageCandidates(const HtmlPage& html, std::string_view url,
                               classify::Classifier& classifier,
                               const classify::ProviderTable& marks)
    : html_(html), classifier_(classifier), marks_(marks) {
  page_.url = Keep(std::string(url), url.size());
  page_.top_url = page_.url;
  page_.text_chars = static_cast<std::uint32_t>(VisibleText(html.root()).size());
  for (const HtmlElement& element : html.elements()) {
    if (element.tag == "html") page_.language = element.Attribute("lang");
    if (IsField(element) && TypeOf(element) == "password") page_.has_password = true;
  }
  FindLayers();
  FindBlocks();
}

std::string_view PageCandidates::Keep(std::string text, std::size_t bytes) {
  if (text.size() > bytes) {
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    text.resize(bytes);
  }
  return kept_.emplace_back(std::move(text));
}

bool PageCandidates::IsTaken(const HtmlElement& element) const {
  for (const HtmlElement* around = &element; around != nullptr; around = around->parent) {
    if (std::find(taken_.begin(), taken_.end(), around) != taken_.end()) return true;
  }
  return false;
}

bool PageCandidates::IsLayer(const HtmlElement& element) const {
  if (element.tag == "html" || element.tag == "body" || element.tag == "#page") return false;
  const std::string_view role = element.Attribute("role");
  if (element.tag == "dialog" || role == "dialog" || role == "alertdialog") return true;
  if (element.Has("popover") || element.Attribute("aria-modal") == "true") return true;
  std::string style = Lower(element.Attribute("style"));
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  if (style.find("position:fixed") != std::string::npos) return true;
  if (IsControl(element) || IsField(element)) return false;
  std::vector<classify::Mark> found;
  for (const std::string& word : WordsOf(element)) {
    if (!word.starts_with("data-")) marks_.FindWord(word, &found);
  }
  if (element.tag == "iframe") marks_.FindHost(classify::UrlHost(element.Attribute("src")), &found);
  return std::any_of(found.begin(), found.end(), [&](const classify::Mark& mark) {
    const bool layer = mark.mark_class == classify::MarkClass::kLayerWord;
    // A frame or a container of a provider that is sure of it.
    const bool sure = mark.entity != classify::kNoEntity && marks_.entity(mark.entity).certain;
    return layer || (sure && element.tag == "iframe");
  });
}

void PageCandidates::FindLayers() {
  for (const HtmlElement& element : html_.elements()) {
    if (!IsLayer(element) || IsTaken(element)) continue;
    const bool says = !VisibleText(element).empty() || element.tag == "iframe" ||
                      Holds(element, [](const HtmlElement& inner) { return IsControl(inner); });
    if (!says) continue;
    taken_.push_back(&element);
    Add(element, Surface::kOverlay, 0, 0);
  }
}

bool PageCandidates::IsBlock(const HtmlElement& element) const {
  static constexpr std::array<std::string_view, 9> kBlocks = {
      "div", "section", "aside", "form", "footer", "fieldset", "p", "ul", "article"};
  if (std::find(kBlocks.begin(), kBlocks.end(), element.tag) == kBlocks.end()) return false;
  const std::string text = VisibleText(element);
  if (text.size() > kMostBlockBytes) return false;
  if (!Holds(element,
             [](const HtmlElement& inner) { return IsControl(inner) || IsField(inner); })) {
    return false;
  }
  if (Holds(element, IsContactField)) return true;
  return classifier_.ScanText(std::string_view(text).substr(0, kMostScannedBytes)).has_value();
}

void PageCandidates::FindBlocks() {
  // Backwards, what is inside comes first: only the innermost begin a group.
  std::vector<const HtmlElement*> innermost;
  std::map<const HtmlElement*, bool> holds_one;
  for (auto element = html_.elements().rbegin(); element != html_.elements().rend(); ++element) {
    if (holds_one[&*element] || IsTaken(*element) || !IsBlock(*element)) continue;
    innermost.push_back(&*element);
    for (const HtmlElement* around = element->parent; around != nullptr; around = around->parent) {
      holds_one[around] = true;
    }
  }
  std::reverse(innermost.begin(), innermost.end());
  std::uint32_t group = 0;
  std::set<const HtmlElement*> added;  // what is around two groups belongs to the first
  for (const HtmlElement* element : innermost) {
    ++group;
    for (std::uint32_t level = 0; level < kMostLevels && element != nullptr; ++level) {
      if (!added.insert(element).second || element->tag == "body" ||
          VisibleText(*element).size() > kMostBlockBytes)
        break;
      Add(*element, Surface::kInline, group, level);
      element = element->parent;
    }
  }
}

void PageCandidates::Add(const HtmlElement& element, Surface surface, std::uint32_t group,
                         std::uint32_t level) {
  Candidate candidate;
  candidate.id = static_cast<std::uint32_t>(candidates_.size() + 1);
  candidate.surface = surface;
  candidate.group = group;
  candidate.level = level;
  if (surface == Surface::kOverlay) {
    candidate.layer.position = model::Position::kFixed;
    const std::string_view role = element.Attribute("role");
    candidate.layer.modal = element.tag == "dialog" || element.Attribute("aria-modal") == "true";
    candidate.layer.backdrop = candidate.layer.modal || role == "dialog" || role == "alertdialog";
  }
  Describe(element, &candidate);
  candidates_.push_back(std::move(candidate));
  names_.push_back(NameOf(element));
}

void PageCandidates::Describe(const HtmlElement& element, Candidate* candidate) {
  const std::string text = VisibleText(element);
  candidate->text_share =
      page_.text_chars == 0 ? 0 : static_cast<double>(text.size()) / page_.text_chars;
  candidate->text = Keep(text, model::kMaxTextBytes);
  candidate->tag = element.tag;
  candidate->role = element.Attribute("role");
  candidate->appear = "load";
  candidate->language = page_.language;
  for (const HtmlElement* around = &element; around != nullptr; around = around->parent) {
    if (around->tag == "article" && around != &element) candidate->in_article = true;
    if (candidate->language == page_.language && around->Has("lang")) {
      candidate->language = around->Attribute("lang");
    }
  }
  std::string heading(element.Attribute("aria-label"));
  Walk(element, [&](const HtmlElement& inner) {
    if (inner.Has("hidden")) return false;
    if (inner.tag == "main" || inner.tag == "h1") candidate->holds_main = true;
    if (IsHeading(inner)) {
      ++candidate->structure.headings;
      if (heading.empty()) heading = VisibleText(inner);
    }
    if (inner.tag == "img" || inner.tag == "video" || inner.tag == "canvas") {
      ++candidate->structure.media;
    }
    if (inner.tag == "p" || inner.tag == "li") {
      const std::size_t bytes = VisibleText(inner).size();
      if (bytes > kRunningTextBytes) {
        candidate->structure.paragraph_chars += static_cast<std::uint32_t>(bytes);
      }
    }
    AddTokens(inner, model::kMaxTokens, &candidate->tokens);
    AddSource(inner.Attribute(inner.tag == "form" ? "action" : "src"), candidate);
    if (inner.tag == "a" && inner.Has("href")) {
      ++candidate->structure.links;
      AddLink(inner.Attribute("href"), candidate);
    }
    if (IsControl(inner)) {
      AddControl(inner, candidate);
      return false;
    }
    if (IsField(inner)) AddField(inner, candidate);
    return true;
  });
  // A page's own heading stands over an ask that is one of its own layers; no layer holds the main.
  if (candidate->surface == Surface::kOverlay && candidate->text_share < 0.3) {
    candidate->holds_main = false;
  }
  candidate->heading = Keep(std::move(heading), model::kMaxHeadingBytes);
}

void PageCandidates::AddTokens(const HtmlElement& element, std::size_t most,
                               std::vector<std::string_view>* tokens) {
  for (std::string& word : WordsOf(element)) {
    if (tokens->size() >= most) return;
    if (std::find(tokens->begin(), tokens->end(), word) == tokens->end()) {
      tokens->push_back(Keep(std::move(word), model::kMaxTokenBytes));
    }
  }
}

void PageCandidates::AddControl(const HtmlElement& element, Candidate* candidate) {
  if (candidate->controls.size() >= model::kMaxControls) return;
  Control control;
  control.index = static_cast<std::uint32_t>(candidate->controls.size());
  const bool link = element.tag == "a";
  control.type = link                     ? ControlType::kLink
                 : element.tag == "input" ? ControlType::kInput
                                          : ControlType::kButton;
  if (link) control.target = TargetOf(element.Attribute("href"), page_.url);
  std::string label =
      element.tag == "input" ? std::string(element.Attribute("value")) : VisibleText(element);
  std::string name(element.Attribute("aria-label"));
  if (name.empty()) name = element.Attribute("title");
  Walk(element, [&](const HtmlElement& inner) {
    if (name.empty() && inner.tag == "img") name = inner.Attribute("alt");
    if (name.empty() && inner.tag == "title") name = inner.texts.front();
    return true;
  });
  control.icon = !HasLetters(label);
  control.label = Keep(std::move(label), model::kMaxLabelBytes);
  control.name = Keep(std::move(name), model::kMaxLabelBytes);
  AddTokens(element, model::kMaxControlTokens, &control.tokens);
  const HtmlElement* form = element.Around("form");
  const std::string type = Lower(element.Attribute("type"));
  control.submit = type == "submit" || type == "image" ||
                   (element.tag == "button" && type.empty() && form != nullptr);
  control.dialog_form = form != nullptr && Lower(form->Attribute("method")) == "dialog";
  control.disabled = element.Has("disabled");
  candidate->controls.push_back(std::move(control));
}

std::string PageCandidates::LabelOf(const HtmlElement& field) const {
  if (const HtmlElement* label = field.Around("label")) return VisibleText(*label);
  const std::string_view id = field.Attribute("id");
  if (!id.empty()) {
    for (const HtmlElement& element : html_.elements()) {
      if (element.tag == "label" && element.Attribute("for") == id) return VisibleText(element);
    }
  }
  for (const std::string_view attribute : {"aria-label", "placeholder", "title"}) {
    if (!field.Attribute(attribute).empty()) return std::string(field.Attribute(attribute));
  }
  return {};
}

void PageCandidates::AddField(const HtmlElement& element, Candidate* candidate) {
  if (candidate->fields.size() >= model::kMaxFields) return;
  model::Field field;
  field.type = Keep(TypeOf(element), model::kMaxTokenBytes);
  field.autocomplete = element.Attribute("autocomplete");
  field.name = element.Attribute(element.Has("name") ? "name" : "id");
  field.label = Keep(LabelOf(element), model::kMaxLabelBytes);
  field.required = element.Has("required");
  field.checked = element.Has("checked");
  candidate->fields.push_back(field);
}

void PageCandidates::AddLink(std::string_view href, Candidate* candidate) {
  if (candidate->links.size() >= model::kMaxLinks) return;
  const std::string_view host = classify::UrlHost(href);
  if (!host.empty()) {
    candidate->links.push_back(
        Keep(Lower(host) + std::string(classify::UrlPath(href)) + std::string(FirstParameter(href)),
             model::kMaxLabelBytes));
  } else if (const std::size_t colon = href.find(':'); colon < href.find('/')) {
    candidate->links.push_back(Keep(Lower(href.substr(0, colon + 1)), model::kMaxLabelBytes));
  }
}

void PageCandidates::AddSource(std::string_view address, Candidate* candidate) {
  const std::string_view host = classify::UrlHost(address);
  if (host.empty() || candidate->sources.size() >= model::kMaxSources) return;
  if (host == classify::UrlHost(page_.url)) return;
  candidate->sources.push_back(Keep(Lower(host), model::kMaxLabelBytes));
}

}  // namespace lma::cli
