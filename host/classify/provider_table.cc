#include "classify/provider_table.h"

#include <array>
#include <bit>
#include <cstring>

namespace lma::classify {
namespace {

bool IsWordByte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
         static_cast<unsigned char>(byte) >= 0x80;
}

char Lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

bool HasLength(std::uint64_t lengths, std::size_t length) {
  return length <= kMaxPrefixBytes && ((lengths >> length) & 1u) != 0;
}

bool HasBit(const std::array<std::uint64_t, kFilterWords>& filter, std::size_t bit) {
  return ((filter[bit / 64] >> (bit % 64)) & 1u) != 0;
}

// The word as its parts joined by "-": "site__App.Banner" is "site-app-banner".
struct Parts {
  std::array<char, 96> bytes;
  std::size_t size = 0;
};

Parts JoinParts(std::string_view word) {
  Parts parts;
  for (char byte : word) {
    if (parts.size == parts.bytes.size()) break;
    byte = Lower(byte);
    if (IsWordByte(byte)) {
      parts.bytes[parts.size++] = byte;
    } else if (parts.size > 0 && parts.bytes[parts.size - 1] != '-') {
      parts.bytes[parts.size++] = '-';
    }
  }
  while (parts.size > 0 && parts.bytes[parts.size - 1] == '-') --parts.size;
  return parts;
}

}  // namespace

Result<ProviderTable> ProviderTable::FromBlob(std::span<const std::byte> blob) {
  if (reinterpret_cast<std::uintptr_t>(blob.data()) % alignof(TableHeader) != 0) {
    return Fail(ErrorCode::kBadData, "mark table is not aligned");
  }
  if (blob.size() < sizeof(TableHeader)) {
    return Fail(ErrorCode::kBadData, "mark table is shorter than its header");
  }
  ProviderTable table;
  table.header_ = reinterpret_cast<const TableHeader*>(blob.data());
  const TableHeader& header = *table.header_;
  if (header.magic != kTableMagic) return Fail(ErrorCode::kBadData, "not a mark table");
  const std::uint64_t slots_at = sizeof(TableHeader);
  const std::uint64_t outputs_at = slots_at + std::uint64_t{header.slot_count} * sizeof(TableSlot);
  const std::uint64_t entities_at =
      outputs_at + std::uint64_t{header.output_count} * sizeof(TableOutput);
  const std::uint64_t strings_at =
      entities_at + std::uint64_t{header.entity_count} * sizeof(TableEntity);
  if (strings_at + header.string_bytes != blob.size() || !std::has_single_bit(header.slot_count)) {
    return Fail(ErrorCode::kBadData, "mark table is cut short");
  }
  const std::byte* base = blob.data();
  table.slots_ = {reinterpret_cast<const TableSlot*>(base + slots_at), header.slot_count};
  table.outputs_ = {reinterpret_cast<const TableOutput*>(base + outputs_at), header.output_count};
  table.entities_ = {reinterpret_cast<const TableEntity*>(base + entities_at), header.entity_count};
  table.strings_ = {reinterpret_cast<const char*>(base + strings_at), header.string_bytes};
  return table;
}

std::string_view ProviderTable::Text(TableString string) const {
  if (string.offset > strings_.size()) return {};
  return strings_.substr(string.offset, string.length);
}

Entity ProviderTable::entity(std::uint16_t index) const {
  const TableEntity& row = entities_[index];
  Entity entity;
  entity.id = Text(row.id);
  entity.name = Text(row.name);
  entity.keeper = (row.flags & kEntityKeeper) != 0;
  entity.certain = (row.flags & kEntityCertain) != 0;
  entity.escape = (row.flags & kEntityEscape) != 0;
  entity.backdrop = (row.flags & kEntityBackdrop) != 0;
  entity.inside_asks = (row.flags & kEntityInsideAsks) != 0;
  entity.kinds = model::AskKindSet::FromBits(row.kinds);
  entity.first_kind = static_cast<model::AskKind>(row.first_kind % model::kAskKindCount);
  entity.veto = static_cast<model::Veto>(row.veto % model::kVetoCount);
  return entity;
}

bool ProviderTable::Find(NameSpace space, std::uint64_t hash, std::vector<Mark>* out) const {
  const std::uint64_t key = MarkKey(space, hash);
  if (!HasBit(header_->present, FilterBit(key))) return false;
  const std::size_t mask = slots_.size() - 1;
  // The table is at most half full, so a free slot ends the search soon; the bound is for a damaged
  // one.
  for (std::size_t step = 0, at = key & mask; step <= mask; ++step, at = (at + 1) & mask) {
    const TableSlot& slot = slots_[at];
    if (slot.key == 0) return false;
    if (slot.key != key) continue;
    if (out == nullptr) return true;
    for (std::uint32_t i = 0; i < slot.output_count; ++i) {
      const std::size_t index = std::size_t{slot.first_output} + i;
      if (index >= outputs_.size()) break;
      const TableOutput& output = outputs_[index];
      if (output.entity != kNoEntity && output.entity >= entities_.size()) continue;
      out->push_back({output.mark_class, output.target, output.entity, Text(output.text)});
    }
    return true;
  }
  return false;
}

void ProviderTable::FindWord(std::string_view word, std::vector<Mark>* out) const {
  std::uint64_t hash = kHashStart;
  for (std::size_t i = 0; i < word.size(); ++i) {
    hash = HashByte(hash, Lower(word[i]));
    if (HasLength(header_->token_prefix_lengths, i + 1)) Find(NameSpace::kTokenPrefix, hash, out);
  }
  Find(NameSpace::kToken, hash, out);

  const Parts parts = JoinParts(word);
  for (std::size_t start = 0; start < parts.size; ++start) {
    if (parts.bytes[start] == '-') continue;
    const bool at_part = start == 0 || parts.bytes[start - 1] == '-';
    const bool may_hold =
        parts.size - start >= 4 &&
        HasBit(header_->contained, FilterBit(HashFour(parts.bytes.data() + start)));
    if (!at_part && !may_hold) continue;
    hash = kHashStart;
    for (std::size_t i = start; i < parts.size; ++i) {
      hash = HashByte(hash, parts.bytes[i]);
      const std::size_t length = i - start + 1;
      if (may_hold && HasLength(header_->contained_lengths, length))
        Find(NameSpace::kContained, hash, out);
      if (at_part) {
        if (HasLength(header_->part_prefix_lengths, length)) {
          Find(NameSpace::kPartPrefix, hash, out);
        }
        if (i + 1 == parts.size || parts.bytes[i + 1] == '-') Find(NameSpace::kParts, hash, out);
      } else if (length >= kMaxPrefixBytes || (header_->contained_lengths >> length) <= 1) {
        break;
      }
    }
  }
}

void ProviderTable::FindHost(std::string_view host, std::vector<Mark>* out) const {
  while (host.find('.') != std::string_view::npos) {
    std::uint64_t hash = kHashStart;
    for (const char byte : host) hash = HashByte(hash, Lower(byte));
    if (Find(NameSpace::kHost, hash, out)) return;
    host.remove_prefix(host.find('.') + 1);
  }
}

void ProviderTable::FindLink(std::string_view link, std::vector<Mark>* out) const {
  // "m.facebook.com/sharer" and "de.pinterest.com/brand" are tried from each label on.
  const std::string_view host = link.substr(0, link.find('/'));
  for (std::size_t start = 0; start < link.size();) {
    std::uint64_t hash = kHashStart;
    std::uint64_t best = 0;
    bool found = false;
    const std::string_view rest = link.substr(start);
    for (std::size_t i = 0; i < rest.size(); ++i) {
      hash = HashByte(hash, Lower(rest[i]));
      if (HasLength(header_->link_prefix_lengths, i + 1) &&
          Find(NameSpace::kLinkPrefix, hash, nullptr)) {
        best = hash;
        found = true;
      }
    }
    if (found) {
      Find(NameSpace::kLinkPrefix, best, out);
      return;
    }
    const std::size_t dot = host.find('.', start);
    if (dot == std::string_view::npos) return;
    start = dot + 1;
  }
}

bool ProviderTable::NamesNetwork(std::string_view label) const {
  if (label.size() > 48) return false;
  std::uint64_t hash = kHashStart;
  std::size_t length = 0;
  for (std::size_t i = 0; i <= label.size(); ++i) {
    const char byte = i < label.size() ? Lower(label[i]) : ' ';
    if (IsWordByte(byte)) {
      hash = HashByte(hash, byte);
      ++length;
      continue;
    }
    if (length > 0 && Find(NameSpace::kNetwork, hash, nullptr)) return true;
    hash = kHashStart;
    length = 0;
  }
  return false;
}

bool ProviderTable::IsNetworkHost(std::string_view host) const {
  // A network's links are marked by their host and the "/" after it.
  while (host.find('.') != std::string_view::npos) {
    std::uint64_t hash = kHashStart;
    for (const char byte : host) hash = HashByte(hash, Lower(byte));
    if (Find(NameSpace::kLinkPrefix, HashByte(hash, '/'), nullptr)) return true;
    host.remove_prefix(host.find('.') + 1);
  }
  return false;
}

void ProviderTable::FindField(std::string_view name, std::vector<Mark>* out) const {
  if (name.empty()) return;
  std::uint64_t hash = kHashStart;
  for (const char byte : name) hash = HashByte(hash, Lower(byte));
  Find(NameSpace::kFieldName, hash, out);
}

void ProviderTable::FindPage(std::string_view url, std::vector<Mark>* out) const {
  std::string_view host = UrlHost(url);
  while (!host.empty()) {
    std::uint64_t hash = kHashStart;
    for (const char byte : host) hash = HashByte(hash, Lower(byte));
    Find(NameSpace::kPageHost, hash, out);
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
  const std::string_view path = UrlPath(url);
  for (std::size_t start = 1; start < path.size();) {
    std::size_t end = path.find('/', start);
    if (end == std::string_view::npos) end = path.size();
    std::string_view word = path.substr(start, end - start);
    word = word.substr(0, word.find('.'));  // "unsubscribe.php"
    std::uint64_t hash = kHashStart;
    for (const char byte : word) hash = HashByte(hash, byte == '_' ? '-' : Lower(byte));
    const std::size_t before = out->size();
    Find(NameSpace::kPathWord, hash, out);
    // "/newsletter" is a form's page, "/newsletter/some-article" is not.
    if (end + 1 < path.size()) {
      std::erase_if(*out, [&, i = std::size_t{0}](const Mark& mark) mutable {
        return i++ >= before && mark.veto() == model::Veto::kForm;
      });
    }
    start = end + 1;
  }
}

std::string_view UrlHost(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  const std::size_t at = url.rfind('@');
  if (at != std::string_view::npos) url.remove_prefix(at + 1);
  if (!url.empty() && url.front() == '[') return url.substr(0, url.find(']') + 1);
  url = url.substr(0, url.find(':'));
  while (!url.empty() && url.back() == '.') url.remove_suffix(1);
  return url;
}

std::string_view UrlPath(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t slash = url.find_first_of("/?#", scheme + 3);
  if (slash == std::string_view::npos || url[slash] != '/') return {};
  url.remove_prefix(slash);
  return url.substr(0, url.find_first_of("?#"));
}

}  // namespace lma::classify
