// The styles of filter lists for a page (docs/lists.md).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/list_index.h"
#include "model/preference.h"

namespace lma::app {

// Whether lists may hide anything for a brand. A rule does not say what kind of ask it hides, so
// one wanted kind is enough to leave the whole site to the judge.
bool ListsApplyTo(const std::optional<model::Preference>& preference, std::int64_t now_ms);

// What the rules of single sites hide on a page. A frame without an address of its own has that of
// the page around it. Damage drops the index; the style is empty then.
std::string SiteStyle(ListIndex& lists, std::string_view url, std::string_view top_url);

// What the rules that hold everywhere hide on a page with these tokens.
std::string TokenStyle(ListIndex& lists, std::string_view url, std::string_view top_url,
                       std::span<const std::string_view> tokens, lists::Index::General general);

}  // namespace lma::app
