// What ids, classes, hosts and the page's address say.
#include <algorithm>

#include "classify/facts.h"

namespace lma::classify {
namespace {

// Of several marks that say the same, the first by letters is shown, so that order does not matter.
void KeepLeast(std::string_view text, std::string_view* kept) {
  if (kept->empty() || text < *kept) *kept = text;
}

class Collector {
 public:
  Collector(const ProviderTable& table, MarkFacts* facts) : table_(table), facts_(*facts) {}

  void Add(const Mark& mark) {
    switch (mark.mark_class) {
      case MarkClass::kProvider:
      case MarkClass::kProviderHost:
        AddProvider(mark);
        break;
      case MarkClass::kKeeper:
      case MarkClass::kKeeperHost: {
        const Entity keeper = table_.entity(mark.entity);
        auto& kept = keeper.inside_asks ? facts_.soft_keeper : facts_.keeper;
        KeepLeast(keeper.id, &kept[Index(keeper.veto)]);
        break;
      }
      case MarkClass::kKindWord:
        ++facts_.kind_words[mark.target];
        KeepLeast(mark.text, &facts_.kind_word[mark.target]);
        break;
      case MarkClass::kLayerWord:
        ++facts_.layer_words;
        break;
      case MarkClass::kVetoWord:
        KeepLeast(mark.text, &facts_.veto_word[mark.target]);
        break;
      case MarkClass::kPagePath:
      case MarkClass::kPageHost:
        KeepLeast(mark.text, &facts_.page[mark.target]);
        break;
      case MarkClass::kProviderDecline:
      case MarkClass::kProviderDismiss:
      case MarkClass::kControlWord:
      case MarkClass::kShareLink:
      case MarkClass::kFollowLink:
      case MarkClass::kAppLink:
      case MarkClass::kOtherLink:
      case MarkClass::kJoinLink:
      case MarkClass::kSignUpLink:
      case MarkClass::kNetworkName:
      case MarkClass::kFieldName:
        break;
    }
  }

 private:
  void AddProvider(const Mark& mark) {
    const bool certain = table_.entity(mark.entity).certain;
    const bool better = facts_.provider == kNoEntity || (certain && !facts_.provider_certain) ||
                        (certain == facts_.provider_certain && mark.entity < facts_.provider);
    if (better) {
      facts_.provider = mark.entity;
      facts_.provider_certain = certain;
      facts_.provider_mark = mark.text;
    } else if (mark.entity == facts_.provider) {
      KeepLeast(mark.text, &facts_.provider_mark);
    }
  }

  const ProviderTable& table_;
  MarkFacts& facts_;
};

}  // namespace

void GatherMarks(const ProviderTable& table, const model::Candidate& candidate,
                 const model::Page& page, Buffers& buffers, MarkFacts* facts) {
  std::vector<Mark>& marks = buffers.marks;
  marks.clear();
  for (const std::string_view token : candidate.tokens) table.FindWord(token, &marks);
  table.FindWord(candidate.tag, &marks);
  for (const std::string_view source : candidate.sources) table.FindHost(source, &marks);
  const bool top = page.top_url.empty() || page.url == page.top_url;
  if (top) {
    table.FindPage(page.url, &marks);
  } else {
    // In a frame the frame's own host says whose it is.
    table.FindHost(UrlHost(page.url), &marks);
  }
  Collector collector(table, facts);
  for (const Mark& mark : marks) collector.Add(mark);
}

}  // namespace lma::classify
