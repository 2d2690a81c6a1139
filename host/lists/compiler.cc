#include "lists/compiler.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <span>
#include <tuple>

#include "lists/format.h"

namespace lma::lists {
namespace {

using format::Bucket;
using format::Entry;
using format::Slot;

template <typename T>
std::string_view BytesOf(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

void Count(const Filter& filter, ListCounts* counts) {
  using Type = Filter::Type;
  if (filter.type == Type::kComment) ++counts->comments;
  if (filter.type == Type::kNetwork) ++counts->network;
}

}  // namespace

// Puts the parts of the index behind each other.
class Compiler::Writer {
 public:
  explicit Writer(const Compiler& from) : from_(from), texts_(from.names_.size()) {
    out_.assign(sizeof(format::Header), '\0');
    // More than it will be: what is not touched costs nothing, and growing would copy it all.
    out_.reserve(from.text_bytes_ * 4 + from.names_.size() * 64 + 65536);
  }

  std::uint64_t Raw(std::string_view bytes) {
    const std::uint64_t offset = out_.size();
    out_ += bytes;
    Pad();
    return offset;
  }

  // The buckets of `postings`, which are sorted by key, and the table that finds them by their
  // keys.
  std::uint64_t Table(const std::vector<Posting>& postings, std::uint64_t* slot_count,
                      std::uint32_t* keys_written) {
    std::uint32_t key_count = 0;
    for (std::size_t i = 0; i < postings.size(); ++i) {
      if (i == 0 || postings[i].key != postings[i - 1].key) ++key_count;
    }
    *slot_count = 0;
    *keys_written = key_count;
    if (key_count == 0) return 0;
    std::vector<Slot> slots(std::bit_ceil(std::size_t{key_count} * 2));
    for (std::size_t begin = 0; begin < postings.size();) {
      std::size_t end = begin + 1;
      while (end < postings.size() && postings[end].key == postings[begin].key) ++end;
      const std::string_view key = from_.names_.Text(postings[begin].key);
      const std::uint64_t bucket = WriteBucket(key, {&postings[begin], end - begin});
      const std::uint64_t hash = format::Hash(key, from_.seed_);
      std::size_t at = hash & (slots.size() - 1);
      while (slots[at].bucket != 0) at = (at + 1) & (slots.size() - 1);
      slots[at] = {static_cast<std::uint32_t>(hash >> 32), Short(bucket)};
      begin = end;
    }
    *slot_count = slots.size();
    return Raw({reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Slot)});
  }

  std::uint64_t WriteBucket(std::string_view key, std::span<const Posting> postings) {
    if (postings.empty()) return 0;
    entries_.clear();
    Bucket bucket;
    bucket.key_bytes = static_cast<std::uint32_t>(key.size());
    for (const Posting& posting : postings) {
      entries_.push_back({SelectorAt(posting.selector), ExcludedAt(posting.excluded)});
      ++(posting.exception ? bucket.exceptions : bucket.hides);
    }
    const std::uint64_t offset = out_.size();
    out_ += BytesOf(bucket);
    Raw(key);
    Raw({reinterpret_cast<const char*>(entries_.data()), entries_.size() * sizeof(Entry)});
    Seal(offset);
    return offset;
  }

  Result<std::string> End(format::Header header) {
    header.file_bytes = out_.size();
    if (header.file_bytes > format::kMaxFileBytes) {
      return Fail(ErrorCode::kTooLarge, "lists: over 4 GiB");
    }
    header.check = format::Check(BytesOf(header));
    std::memcpy(out_.data(), &header, sizeof header);
    return std::move(out_);
  }

 private:
  static std::uint32_t Short(std::uint64_t offset) {
    return static_cast<std::uint32_t>(offset / format::kAlign);
  }
  void Pad() { out_.resize(format::Padded(out_.size())); }

  // Checks of all kinds stand in front of what they cover.
  void Seal(std::uint64_t offset) {
    const std::uint32_t check =
        format::Check(std::string_view(out_).substr(offset + sizeof(std::uint32_t)));
    std::memcpy(out_.data() + offset, &check, sizeof check);
  }

  std::uint32_t SelectorAt(std::uint32_t selector) {
    std::uint32_t& at = texts_[selector];
    if (at != 0) return at;
    const std::string_view text = from_.names_.Text(selector);
    const std::uint64_t offset = out_.size();
    format::Text head;
    head.bytes = static_cast<std::uint32_t>(text.size());
    out_ += BytesOf(head);
    Raw(text);
    Seal(offset);
    return at = Short(offset);
  }

  std::uint32_t ExcludedAt(std::uint32_t excluded) {
    if (excluded == 0) return 0;
    if (excluded_.size() <= excluded) excluded_.resize(from_.excluded_.size());
    std::uint32_t& at = excluded_[excluded];
    if (at != 0) return at;
    const std::string_view numbers = from_.excluded_.Text(excluded);
    const std::uint64_t offset = out_.size();
    format::Excluded head;
    head.count = static_cast<std::uint32_t>(numbers.size() / sizeof(std::uint32_t));
    out_ += BytesOf(head);
    for (std::size_t i = 0; i < head.count; ++i) {
      std::uint32_t number = 0;
      std::memcpy(&number, numbers.data() + i * sizeof number, sizeof number);
      const std::uint64_t hash = format::Hash(from_.names_.Text(number), from_.seed_);
      out_ += BytesOf(hash);
    }
    Seal(offset);
    return at = Short(offset);
  }

  const Compiler& from_;
  std::string out_;
  std::vector<std::uint32_t> texts_;  // by selector: where its text stands; 0: not yet written
  std::vector<std::uint32_t> excluded_;
  std::vector<Entry> entries_;
};

ListCounts Compiler::Add(std::string_view text, Take take, const OnRefused& on_refused) {
  ListCounts counts;
  FilterReader reader;
  if (excluded_.size() == 0) excluded_.Id("");
  if (take == Take::kUse) {
    // As annoyance lists are: a name a line, half of the bytes in names.
    constexpr std::size_t kBytesPerName = 48;
    text_bytes_ += text.size();
    names_.Reserve(text_bytes_ / kBytesPerName, text_bytes_);
  }
  // Not known before the text is, so that nobody can write a list whose sites share one hash.
  seed_ = format::Hash(text, seed_);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++counts.lines;
    const Filter filter = reader.Read(line);
    std::optional<Refusal> refusal;
    if (filter.type == Filter::Type::kRefused) refusal = filter.refusal;
    if (filter.type == Filter::Type::kHide || filter.type == Filter::Type::kException) {
      refusal = AddRule(filter, take, &counts);
    }
    Count(filter, &counts);
    if (!refusal) continue;
    ++counts.refused[static_cast<std::size_t>(*refusal)];
    if (on_refused) on_refused(counts.lines, *refusal);
  }
  return counts;
}

std::optional<Refusal> Compiler::AddRule(const Filter& filter, Take take, ListCounts* counts) {
  Refusal refusal{};
  const auto site_count = ReadSites(filter.sites, &rule_sites_, &refusal);
  if (!site_count) return refusal;
  const bool exception = filter.type == Filter::Type::kException;
  const bool everywhere = std::all_of(
      rule_sites_.begin(), rule_sites_.begin() + static_cast<std::ptrdiff_t>(*site_count),
      [](const RuleSite& site) { return site.excluded; });
  // An exception hides nothing: it may be as broad as it likes.
  const Scope scope = everywhere && !exception ? Scope::kEverywhere : Scope::kSites;
  if (const auto refused = ReadSelector(filter.selector, scope, &selector_)) {
    if (*refused != Refusal::kTooBroad || !exception) return refused;
  }
  if (take == Take::kUse && !exception && everywhere && selector_.tokens.empty()) {
    if (general_count_ == kMaxGeneralRules) return Refusal::kTooMany;
    ++general_count_;
  }
  ++(exception    ? counts->exceptions
     : everywhere ? counts->hides_everywhere
                  : counts->hides_on_sites);
  if (take == Take::kUse) Store(exception, everywhere, *site_count);
  return std::nullopt;
}

void Compiler::Store(bool exception, bool everywhere, std::size_t site_count) {
  Posting posting;
  posting.exception = exception;
  posting.selector = names_.Id(selector_.text);
  const std::span<const RuleSite> sites(rule_sites_.data(), site_count);
  numbers_.clear();
  for (const RuleSite& site : sites) {
    if (site.excluded) numbers_.push_back(names_.Id(site.name));
  }
  std::sort(numbers_.begin(), numbers_.end());
  posting.excluded = excluded_.Id(
      {reinterpret_cast<const char*>(numbers_.data()), numbers_.size() * sizeof(std::uint32_t)});
  if (!everywhere) {
    for (const RuleSite& site : sites) {
      if (site.excluded) continue;
      posting.key = names_.Id(site.name);
      on_sites_.push_back(posting);
    }
  } else if (exception && numbers_.empty()) {
    if (dead_.size() <= posting.selector) dead_.resize(posting.selector + 1);
    dead_[posting.selector] = true;
  } else if (exception) {
    everywhere_.push_back(posting);
  } else if (selector_.tokens.empty()) {
    general_.push_back(posting);
  } else {
    for (const std::string& token : selector_.tokens) {
      posting.key = names_.Id(token);
      by_token_.push_back(posting);
    }
  }
}

// Leaves out what is excepted everywhere, sorts by key, and leaves each once.
void Compiler::Sort(std::vector<Posting>* postings) const {
  std::erase_if(*postings, [&](const Posting& one) {
    return one.selector < dead_.size() && dead_[one.selector];
  });
  // Hides stand before exceptions in a bucket.
  std::sort(postings->begin(), postings->end(), [](const Posting& a, const Posting& b) {
    return std::tie(a.key, a.exception, a.selector, a.excluded) <
           std::tie(b.key, b.exception, b.selector, b.excluded);
  });
  postings->erase(std::unique(postings->begin(), postings->end()), postings->end());
}

Result<std::string> Compiler::Finish(const std::vector<ListEntry>& catalogue) {
  for (std::vector<Posting>* postings : {&on_sites_, &by_token_, &everywhere_, &general_}) {
    Sort(postings);
  }
  Writer writer(*this);
  format::Header header;
  header.seed = seed_;
  const std::string text = WriteCatalogue(catalogue);
  header.catalogue = writer.Raw(text);
  header.catalogue_bytes = text.size();
  header.catalogue_check = format::Check(text);
  header.everywhere = writer.WriteBucket("", everywhere_);
  header.general = writer.WriteBucket("", general_);
  header.sites = writer.Table(on_sites_, &header.site_slots, &header.site_keys);
  header.tokens = writer.Table(by_token_, &header.token_slots, &header.token_keys);
  return writer.End(header);
}

}  // namespace lma::lists
