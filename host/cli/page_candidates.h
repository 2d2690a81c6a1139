// A saved page -> the candidates that `explain page.html` judges. What the extension measures in a
// browser (styles, positions, what covers what) is guessed from names and roles.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "classify/classifier.h"
#include "cli/html_page.h"
#include "model/candidate.h"

namespace lma::cli {

class PageCandidates {
 public:
  // `url` is the page's address, or "". The HTML page must outlive this.
  PageCandidates(const HtmlPage& html, std::string_view url, classify::Classifier& classifier,
                 const classify::ProviderTable& marks);
  PageCandidates(const PageCandidates&) = delete;
  PageCandidates& operator=(const PageCandidates&) = delete;

  const model::Page& page() const { return page_; }
  const std::vector<model::Candidate>& candidates() const { return candidates_; }
  // "div#offer.popup" of the candidate with this place in the list.
  const std::string& Name(std::size_t index) const { return names_[index]; }

 private:
  void FindLayers();
  void FindBlocks();
  void Add(const HtmlElement& element, model::Surface surface, std::uint32_t group,
           std::uint32_t level);

  bool IsLayer(const HtmlElement& element) const;
  bool IsBlock(const HtmlElement& element) const;
  bool IsTaken(const HtmlElement& element) const;
  // A copy that lives as long as this, at most `bytes` long.
  std::string_view Keep(std::string text, std::size_t bytes);
  void Describe(const HtmlElement& element, model::Candidate* candidate);
  void AddTokens(const HtmlElement& element, std::size_t most,
                 std::vector<std::string_view>* tokens);
  void AddControl(const HtmlElement& element, model::Candidate* candidate);
  void AddField(const HtmlElement& element, model::Candidate* candidate);
  void AddLink(std::string_view href, model::Candidate* candidate);
  void AddSource(std::string_view address, model::Candidate* candidate);
  std::string LabelOf(const HtmlElement& field) const;

  const HtmlPage& html_;
  classify::Classifier& classifier_;
  const classify::ProviderTable& marks_;
  model::Page page_;
  std::deque<std::string> kept_;
  std::vector<const HtmlElement*> taken_;  // elements that are layers
  std::vector<model::Candidate> candidates_;
  std::vector<std::string> names_;
};

}  // namespace lma::cli
