// What is sealed: a record's name and its body. With the name inside, a vault can be sealed again
// under other keys, or mended, by someone who knows no table's format.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/sealer.h"

namespace lma::profile {

struct NamedBody {
  std::string_view name;
  std::string_view body;
};

// The two parts of what was opened; views into `plain`. Nothing if there is no name in it.
std::optional<NamedBody> SplitNamed(std::string_view plain);

// kTooLarge: over vault::kMaxRecordBytes.
Result<std::string> SealNamed(const vault::Sealer& sealer, vault::TableId table,
                              const vault::Slot& slot, const NamedBody& named);

// A slot as SQLite keeps it. Nothing if it has another length.
std::string_view SlotBytes(const vault::Slot& slot);
std::optional<vault::Slot> SlotFromBytes(std::string_view bytes);

inline constexpr std::string_view kCensusName = "census";

}  // namespace lma::profile
