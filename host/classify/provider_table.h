// All marks of providers, keepers, links and pages, looked up by word, host, link or path
// (docs/adding-a-provider.md, docs/judgement.md "Marks"). A view of one block made at build time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "classify/table_format.h"
#include "model/ask_kind.h"
#include "model/verdict.h"

namespace lma::classify {

inline constexpr std::uint16_t kNoEntity = 0xffff;

// One thing that a mark found says.
struct Mark {
  MarkClass mark_class = MarkClass::kLayerWord;
  std::uint8_t target = 0;           // AskKind, Veto or ControlRole by value, as the class says
  std::uint16_t entity = kNoEntity;  // for ProviderTable::entity()
  std::string_view text;             // the mark as written in its file

  model::AskKind kind() const { return static_cast<model::AskKind>(target); }
  model::Veto veto() const { return static_cast<model::Veto>(target); }
  model::ControlRole role() const { return static_cast<model::ControlRole>(target); }
};

// A provider or keeper, as its file says.
struct Entity {
  std::string_view id;
  std::string_view name;
  bool keeper = false;
  bool certain = false;
  bool escape = false;
  bool backdrop = false;
  bool inside_asks = false;
  model::AskKindSet kinds;
  model::AskKind first_kind = model::AskKind::kLike;
  model::Veto veto = model::Veto::kConsent;
};

class ProviderTable {
 public:
  // Checks all bounds once. kBadData when it is no table or is damaged. The block must outlive it,
  // aligned to 8 bytes.
  static Result<ProviderTable> FromBlob(std::span<const std::byte> blob);

  // Each call adds what it finds to `out`.
  //
  // `word`: an id, class, attribute or element name, lower case.
  void FindWord(std::string_view word, std::vector<Mark>* out) const;
  // `host`: without port; its parent domains are tried too.
  void FindHost(std::string_view host, std::vector<Mark>* out) const;
  // `link`: "host/path" or "scheme:". The longest mark alone counts.
  void FindLink(std::string_view link, std::vector<Mark>* out) const;
  // `label`: whether it names a network ("Share on Facebook").
  bool NamesNetwork(std::string_view label) const;
  // `host`: whether it is a social network's own.
  bool IsNetworkHost(std::string_view host) const;
  // `name`: a form field's name or id.
  void FindField(std::string_view name, std::vector<Mark>* out) const;
  // `url`: what a page at this address is for.
  void FindPage(std::string_view url, std::vector<Mark>* out) const;

  std::size_t entity_count() const { return entities_.size(); }
  Entity entity(std::uint16_t index) const;  // index < entity_count()

 private:
  ProviderTable() = default;
  bool Find(NameSpace space, std::uint64_t hash, std::vector<Mark>* out) const;
  std::string_view Text(TableString string) const;

  const TableHeader* header_ = nullptr;
  std::span<const TableSlot> slots_;
  std::span<const TableOutput> outputs_;
  std::span<const TableEntity> entities_;
  std::string_view strings_;
};

// The table of host/data, compiled into the program.
std::span<const std::byte> BuiltInProviders();

// The host of "https://user@Host:80/path", without port, lower case as far as ASCII goes; "" when
// there is none. A view into `url`; upper-case letters are left as they are.
std::string_view UrlHost(std::string_view url);
// The path from its first "/" to the query or fragment; "" when there is none.
std::string_view UrlPath(std::string_view url);

}  // namespace lma::classify
