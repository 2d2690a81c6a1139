#include "app/list_style.h"

#include "app/brand_view.h"
#include "text/host.h"

namespace lma::app {
namespace {

std::string HostOfPage(std::string_view url, std::string_view top_url) {
  std::string host = text::HostOf(url);
  return host.empty() ? text::HostOf(top_url) : host;
}

// `append` writes to the style it is given.
template <typename Append>
std::string StyleFor(ListIndex& lists, std::string_view url, std::string_view top_url,
                     Append append) {
  std::string style;
  if (lists.get() == nullptr) return style;
  const std::string host = HostOfPage(url, top_url);
  const std::string domain = text::RegistrableDomain(host);
  if (const Status status = append(*lists.get(), lists::PageSite{host, domain}, &style); !status) {
    lists.Drop(status.error());
  }
  return style;
}

}  // namespace

bool ListsApplyTo(const std::optional<model::Preference>& preference, std::int64_t now_ms) {
  if (!preference) return true;
  return !preference->wanted && preference->wanted_kinds.empty() &&
         WelcomeAt(*preference, now_ms).why == Welcome::Why::kNone;
}

std::string SiteStyle(ListIndex& lists, std::string_view url, std::string_view top_url) {
  return StyleFor(lists, url, top_url,
                  [](const lists::Index& index, const lists::PageSite& site, std::string* style) {
                    return index.AppendSiteStyle(site, style);
                  });
}

std::string TokenStyle(ListIndex& lists, std::string_view url, std::string_view top_url,
                       std::span<const std::string_view> tokens, lists::Index::General general) {
  return StyleFor(lists, url, top_url,
                  [&](const lists::Index& index, const lists::PageSite& site, std::string* style) {
                    return index.AppendTokenStyle(site, tokens, general, style);
                  });
}

}  // namespace lma::app
