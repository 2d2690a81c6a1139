#include "classify/compiler/table_source.h"

#include <bit>
#include <cstring>
#include <map>

namespace lma::classify {
namespace {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

// What a section of a mark file makes of its lines.
struct Section {
  MarkClass mark_class = MarkClass::kLayerWord;
  std::uint8_t target = 0;
};

bool ParseSection(std::string_view header, Section* section) {
  const std::size_t space = header.find(' ');
  const std::string_view word = header.substr(0, space);
  const std::string_view value =
      space == std::string_view::npos ? std::string_view() : header.substr(space + 1);
  static const std::map<std::string_view, MarkClass> kPlain = {
      {"layer", MarkClass::kLayerWord},   {"share", MarkClass::kShareLink},
      {"follow", MarkClass::kFollowLink}, {"app", MarkClass::kAppLink},
      {"other", MarkClass::kOtherLink},   {"network", MarkClass::kNetworkName},
      {"join", MarkClass::kJoinLink},     {"newsletter", MarkClass::kSignUpLink}};
  if (value.empty()) {
    const auto found = kPlain.find(word);
    if (found == kPlain.end()) return false;
    section->mark_class = found->second;
    section->target = 0;
    return true;
  }
  if (word == "kind") {
    const auto kind = model::ParseAskKind(value);
    if (!kind) return false;
    *section = {MarkClass::kKindWord, static_cast<std::uint8_t>(*kind)};
    return true;
  }
  if (word == "control") {
    const auto role = model::ParseControlRole(value);
    if (!role) return false;
    *section = {MarkClass::kControlWord, static_cast<std::uint8_t>(*role)};
    return true;
  }
  const auto veto = model::ParseVeto(value);
  if (!veto) return false;
  const auto target = static_cast<std::uint8_t>(*veto);
  if (word == "veto") {
    *section = {MarkClass::kVetoWord, target};
  } else if (word == "path") {
    *section = {MarkClass::kPagePath, target};
  } else if (word == "field") {
    *section = {MarkClass::kFieldName, target};
  } else if (word == "host") {
    *section = {MarkClass::kPageHost, target};
  } else {
    return false;
  }
  return true;
}

bool IsLink(MarkClass mark_class) {
  return mark_class == MarkClass::kShareLink || mark_class == MarkClass::kFollowLink ||
         mark_class == MarkClass::kAppLink || mark_class == MarkClass::kOtherLink ||
         mark_class == MarkClass::kJoinLink || mark_class == MarkClass::kSignUpLink;
}

// Puts the words of a mark file in their name spaces; "" or what is wrong with the mark.
std::string PlaceMark(SourceMark* mark) {
  std::string& key = mark->key;
  for (const char byte : key) {
    if (byte == ' ' || (byte >= 'A' && byte <= 'Z')) return "upper case or white space";
  }
  if (IsLink(mark->mark_class)) {
    mark->space = NameSpace::kLinkPrefix;
    return {};
  }
  if (mark->mark_class == MarkClass::kNetworkName) {
    mark->space = NameSpace::kNetwork;
    return {};
  }
  if (mark->mark_class == MarkClass::kPagePath) {
    mark->space = NameSpace::kPathWord;
    return {};
  }
  if (mark->mark_class == MarkClass::kFieldName) {
    mark->space = NameSpace::kFieldName;
    return {};
  }
  if (mark->mark_class == MarkClass::kPageHost) {
    mark->space = NameSpace::kPageHost;
    return {};
  }
  mark->space = NameSpace::kParts;
  if (key.size() > 2 && key.front() == '*' && key.back() == '*') {
    key = key.substr(1, key.size() - 2);
    mark->space = NameSpace::kContained;
    if (key.size() < 4) return "fewer than four characters between the stars";
  } else if (key.back() == '*') {
    key.pop_back();
    mark->space = NameSpace::kPartPrefix;
    if (key.size() < 3) return "fewer than three characters before the star";
  }
  return {};
}

}  // namespace

Status TableSource::AddMark(SourceMark mark) {
  if (mark.key.empty()) return Fail(ErrorCode::kBadData, "empty mark");
  const bool prefix = mark.space == NameSpace::kTokenPrefix ||
                      mark.space == NameSpace::kPartPrefix || mark.space == NameSpace::kContained ||
                      mark.space == NameSpace::kLinkPrefix;
  if (prefix && mark.key.size() > kMaxPrefixBytes) {
    return Fail(ErrorCode::kBadData, "mark longer than 63 bytes: " + mark.text);
  }
  const std::string identity = std::to_string(static_cast<int>(mark.space)) + ' ' +
                               std::to_string(static_cast<int>(mark.mark_class)) + ' ' +
                               std::to_string(mark.target) + ' ' + mark.key;
  const std::string owner = mark.entity == 0xffff ? "the mark files" : entities_[mark.entity].id;
  const auto [found, added] = owners_.emplace(identity, owner);
  if (!added) {
    return Fail(ErrorCode::kBadData, "mark \"" + mark.text + "\" is already in " + found->second);
  }
  marks_.push_back(std::move(mark));
  return {};
}

Status TableSource::AddMarkFile(std::string_view text, std::string_view file) {
  bool in_section = false;
  Section section;
  int number = 0;
  const auto fail = [&](const std::string& reason) {
    return Fail(ErrorCode::kBadData,
                std::string(file) + ":" + std::to_string(number) + ": " + reason);
  };
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      if (line.back() != ']' || !ParseSection(line.substr(1, line.size() - 2), &section)) {
        return fail("unknown section " + std::string(line));
      }
      in_section = true;
      continue;
    }
    if (!in_section) return fail("a mark before the first section");
    SourceMark mark;
    mark.key = line;
    mark.text = line;
    mark.mark_class = section.mark_class;
    mark.target = section.target;
    if (const std::string wrong = PlaceMark(&mark); !wrong.empty()) {
      return fail(wrong + ": " + std::string(line));
    }
    if (const Status added = AddMark(std::move(mark)); !added) return fail(added.error().detail);
  }
  return {};
}

namespace {

struct Compiled {
  std::vector<TableSlot> slots;
  std::vector<TableOutput> outputs;
  std::string strings;
  std::map<std::string, TableString> known;

  TableString Keep(const std::string& text) {
    const auto found = known.find(text);
    if (found != known.end()) return found->second;
    const TableString string = {static_cast<std::uint32_t>(strings.size()),
                                static_cast<std::uint32_t>(text.size())};
    strings += text;
    known.emplace(text, string);
    return string;
  }
};

template <typename T>
void Append(std::string* bytes, const T* values, std::size_t count) {
  bytes->append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

void SetBit(std::array<std::uint64_t, kFilterWords>* filter, std::size_t bit) {
  (*filter)[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

void SetLength(std::uint64_t* lengths, const std::string& key) {
  *lengths |= std::uint64_t{1} << key.size();
}

}  // namespace

std::string TableSource::Compile() const {
  TableHeader header{};
  header.magic = kTableMagic;
  Compiled out;
  // Ordered by key, so that the same files give the same bytes.
  std::map<std::uint64_t, std::vector<TableOutput>> by_key;
  for (const SourceMark& mark : marks_) {
    by_key[MarkKey(mark.space, HashText(mark.key))].push_back(
        {mark.mark_class, mark.target, mark.entity, out.Keep(mark.text)});
    if (mark.space == NameSpace::kTokenPrefix) SetLength(&header.token_prefix_lengths, mark.key);
    if (mark.space == NameSpace::kPartPrefix) SetLength(&header.part_prefix_lengths, mark.key);
    if (mark.space == NameSpace::kContained) {
      SetLength(&header.contained_lengths, mark.key);
      SetBit(&header.contained, FilterBit(HashFour(mark.key.data())));
    }
    if (mark.space == NameSpace::kLinkPrefix) SetLength(&header.link_prefix_lengths, mark.key);
  }
  out.slots.resize(std::bit_ceil(by_key.size() * 2 + 1));
  const std::size_t mask = out.slots.size() - 1;
  for (const auto& [key, outputs] : by_key) {
    SetBit(&header.present, FilterBit(key));
    std::size_t at = key & mask;
    while (out.slots[at].key != 0) at = (at + 1) & mask;
    out.slots[at] = {key, static_cast<std::uint32_t>(out.outputs.size()),
                     static_cast<std::uint32_t>(outputs.size())};
    out.outputs.insert(out.outputs.end(), outputs.begin(), outputs.end());
  }
  std::vector<TableEntity> entities;
  for (const SourceEntity& entity : entities_) {
    TableEntity row{};
    row.id = out.Keep(entity.id);
    row.name = out.Keep(entity.name);
    model::AskKindSet kinds;
    for (const model::AskKind kind : entity.kinds) kinds.Add(kind);
    row.kinds = kinds.bits();
    row.first_kind = entity.kinds.empty() ? 0 : static_cast<std::uint8_t>(entity.kinds.front());
    row.veto = static_cast<std::uint8_t>(entity.veto);
    row.flags = static_cast<std::uint8_t>(
        (entity.keeper ? kEntityKeeper : 0) | (entity.certain ? kEntityCertain : 0) |
        (entity.escape ? kEntityEscape : 0) | (entity.backdrop ? kEntityBackdrop : 0) |
        (entity.inside_asks ? kEntityInsideAsks : 0));
    entities.push_back(row);
  }
  header.slot_count = static_cast<std::uint32_t>(out.slots.size());
  header.output_count = static_cast<std::uint32_t>(out.outputs.size());
  header.entity_count = static_cast<std::uint32_t>(entities.size());
  header.string_bytes = static_cast<std::uint32_t>(out.strings.size());
  std::string bytes;
  Append(&bytes, &header, 1);
  Append(&bytes, out.slots.data(), out.slots.size());
  Append(&bytes, out.outputs.data(), out.outputs.size());
  Append(&bytes, entities.data(), entities.size());
  bytes += out.strings;
  return bytes;
}

}  // namespace lma::classify
