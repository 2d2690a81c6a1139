#include "profile/census.h"

#include "vault/bytes.h"

namespace lma::profile {

void Census::Add(vault::TableId table, const vault::Sealer::Share& share) {
  Table& entry = tables_[Index(table)];
  ++entry.count;
  for (std::size_t i = 0; i < share.size(); ++i) entry.sum[i] += share[i];
}

void Census::Subtract(vault::TableId table, const vault::Sealer::Share& share) {
  Table& entry = tables_[Index(table)];
  --entry.count;
  for (std::size_t i = 0; i < share.size(); ++i) entry.sum[i] -= share[i];
}

std::string Census::Encode() const {
  vault::ByteWriter writer;
  for (const Table& table : tables_) {
    writer.U64(table.count);
    for (const std::uint64_t part : table.sum) writer.U64(part);
  }
  return writer.Take();
}

std::optional<Census> Census::Decode(std::string_view body) {
  Census census;
  vault::ByteReader reader(body);
  for (Table& table : census.tables_) {
    table.count = reader.U64();
    for (std::uint64_t& part : table.sum) part = reader.U64();
  }
  if (!reader.ok()) return std::nullopt;
  return census;
}

}  // namespace lma::profile
