#include "profile/named_record.h"

#include <algorithm>

#include "vault/bytes.h"

namespace lma::profile {

std::optional<NamedBody> SplitNamed(std::string_view plain) {
  vault::ByteReader reader(plain);
  const std::string_view name = reader.String();
  if (!reader.ok()) return std::nullopt;
  return NamedBody{name, reader.Raw(reader.remaining())};
}

Result<std::string> SealNamed(const vault::Sealer& sealer, vault::TableId table,
                              const vault::Slot& slot, const NamedBody& named) {
  vault::ByteWriter plain;
  plain.String(named.name);
  plain.Raw(vault::AsBytes(named.body));
  return sealer.Seal(table, slot, plain.bytes());
}

std::string_view SlotBytes(const vault::Slot& slot) { return vault::AsText(slot); }

std::optional<vault::Slot> SlotFromBytes(std::string_view bytes) {
  vault::Slot slot;
  if (bytes.size() != slot.size()) return std::nullopt;
  std::ranges::copy(bytes, slot.begin());
  return slot;
}

}  // namespace lma::profile
