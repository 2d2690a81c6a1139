// A saved page's HTML -> a tree, as far as `explain page.html` needs one. It reads what authors
// write, not all that browsers forgive: no style is applied, no script runs, and what scripts would
// have put into the page has to stand in the file.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lma::cli {

struct HtmlElement {
  std::string tag;                                              // lower case
  std::vector<std::pair<std::string, std::string>> attributes;  // names in lower case
  HtmlElement* parent = nullptr;
  std::vector<HtmlElement*> children;
  // What stands directly inside, as pieces between the children: one more than there are children.
  std::vector<std::string> texts = {""};

  // The value, or "" (also for one without a value).
  std::string_view Attribute(std::string_view name) const;
  bool Has(std::string_view name) const;
  // The nearest element of these tags around this one, or nullptr.
  const HtmlElement* Around(std::string_view tag) const;
};

// Elements deeper than this are put beside their parents; more than these are left out.
inline constexpr std::size_t kMaxHtmlDepth = 256;
inline constexpr std::size_t kMaxHtmlElements = 100'000;

class HtmlPage {
 public:
  // Any bytes are a page. Comments, scripts, styles and templates are left out.
  explicit HtmlPage(std::string_view html);
  HtmlPage(const HtmlPage&) = delete;
  HtmlPage& operator=(const HtmlPage&) = delete;

  const HtmlElement& root() const { return elements_.front(); }
  // All elements in the order of the document, the root first.
  const std::deque<HtmlElement>& elements() const { return elements_; }

 private:
  friend class HtmlParser;
  std::deque<HtmlElement> elements_;  // addresses stay valid
};

// The visible text of an element and all in it, white space collapsed; what is `hidden` is left
// out.
std::string VisibleText(const HtmlElement& element);

}  // namespace lma::cli
