#include "lists/index.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <utility>

#include "lists/format.h"
#include "lists/selector.h"

namespace lma::lists {
namespace {

using format::Bucket;
using format::Entry;
using format::Header;
using format::Slot;

constexpr std::string_view kHide = "{display:none!important}\n";

Failure Damaged() { return Fail(ErrorCode::kBadData, "lists: the index is damaged"); }

// Reads from the file, never beyond its end.
class Bytes {
 public:
  explicit Bytes(std::span<const std::byte> bytes)
      : text_(reinterpret_cast<const char*>(bytes.data()), bytes.size()) {}

  template <typename T>
  bool Read(std::uint64_t offset, T* value) const {
    if (offset > text_.size() || text_.size() - offset < sizeof(T)) return false;
    std::memcpy(value, text_.data() + offset, sizeof(T));
    return true;
  }
  bool View(std::uint64_t offset, std::uint64_t size, std::string_view* view) const {
    if (offset > text_.size() || text_.size() - offset < size) return false;
    *view = text_.substr(offset, size);
    return true;
  }
  // A piece of `size` bytes that begins with its check.
  bool IsSound(std::uint64_t offset, std::uint64_t size) const {
    std::uint32_t check = 0;
    std::string_view piece;
    return Read(offset, &check) && View(offset, size, &piece) &&
           format::Check(piece.substr(sizeof check)) == check;
  }
  std::uint64_t size() const { return text_.size(); }

 private:
  std::string_view text_;
};

bool TableFits(const Bytes& bytes, std::uint64_t offset, std::uint64_t slots) {
  if (slots == 0) return true;
  return std::has_single_bit(slots) && slots <= bytes.size() / sizeof(Slot) &&
         offset <= bytes.size() - slots * sizeof(Slot);
}

// Where a bucket's parts are; sound as a whole.
struct FoundBucket {
  std::string_view key;
  std::uint64_t entries = 0;
  std::uint32_t hides = 0;
  std::uint32_t exceptions = 0;
};

bool ReadBucket(const Bytes& bytes, std::uint64_t offset, FoundBucket* found) {
  Bucket bucket;
  if (!bytes.Read(offset, &bucket)) return false;
  const std::uint64_t key = offset + sizeof bucket;
  found->entries = key + format::Padded(bucket.key_bytes);
  found->hides = bucket.hides;
  found->exceptions = bucket.exceptions;
  const std::uint64_t count = std::uint64_t{bucket.hides} + bucket.exceptions;
  return bytes.View(key, bucket.key_bytes, &found->key) &&
         bytes.IsSound(offset, found->entries + count * sizeof(Entry) - offset);
}

bool ReadSelectorText(const Bytes& bytes, std::uint64_t offset, std::string_view* text) {
  format::Text head;
  return bytes.Read(offset, &head) && bytes.View(offset + sizeof head, head.bytes, text) &&
         bytes.IsSound(offset, sizeof head + format::Padded(head.bytes)) && IsClosed(*text);
}

bool ReadExcluded(const Bytes& bytes, std::uint64_t offset, format::Excluded* head) {
  return bytes.Read(offset, head) &&
         bytes.IsSound(offset, sizeof *head + std::uint64_t{head->count} * sizeof(std::uint64_t));
}

bool IsAddress(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? host : host.substr(dot + 1);
  return host.front() == '[' || (last.front() >= '0' && last.front() <= '9');
}

}  // namespace

struct Index::Parts {
  explicit Parts(std::span<const std::byte> bytes_in) : bytes(bytes_in), reader(bytes_in) {}
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (mapping != nullptr) ::munmap(mapping, bytes.size());
  }

  std::span<const std::byte> bytes;
  Bytes reader;
  Header header;
  void* mapping = nullptr;
};

// One look-up.
class Index::Search {
 public:
  Search(const Parts& parts, const PageSite& site) : bytes_(parts.reader), header_(parts.header) {
    NameSite(site);
  }

  bool AddSiteRules() {
    return std::all_of(names_.begin(), names_.end(), [&](const Name& name) {
      return AddFrom(header_.sites, header_.site_slots, name.text, name.hash, name.depth);
    });
  }
  bool AddToken(std::string_view token) {
    return AddFrom(header_.tokens, header_.token_slots, token, format::Hash(token, header_.seed),
                   0);
  }
  bool AddGeneral() { return header_.general == 0 || AddBucketAt(header_.general, 0); }
  // For look-ups that want only what is excepted on this site.
  bool AddExceptions() {
    const bool read = AddSiteRules();
    hides_.clear();
    return read && AddEverywhere();
  }
  bool AddEverywhere() { return header_.everywhere == 0 || AddBucketAt(header_.everywhere, 0); }

  bool Write(std::string* style) {
    std::sort(hides_.begin(), hides_.end());
    hides_.erase(std::unique(hides_.begin(), hides_.end()), hides_.end());
    std::sort(exceptions_.begin(), exceptions_.end());
    const std::size_t begin = style->size();
    for (const std::uint32_t hide : hides_) {
      if (std::binary_search(exceptions_.begin(), exceptions_.end(), hide)) continue;
      std::string_view text;
      if (!ReadSelectorText(bytes_, std::uint64_t{hide} * format::kAlign, &text)) {
        style->resize(begin);
        return false;
      }
      if (style->size() - begin + text.size() + kHide.size() > kMaxStyleBytes) break;
      style->append(text).append(kHide);
    }
    return true;
  }

 private:
  // What the site is called in rules: itself, the domains above it, and each with any suffix.
  struct Name {
    std::string_view text;
    std::uint64_t hash;
    std::size_t depth;  // bytes of the host that it stands for: the longer, the closer
  };
  static constexpr std::size_t kMaxLabels = 32;

  void NameSite(const PageSite& site) {
    const std::string_view host = site.host;
    if (host.empty() ||
        static_cast<std::size_t>(std::count(host.begin(), host.end(), '.')) >= kMaxLabels) {
      return;
    }
    const std::size_t dot = site.domain.find('.');
    const bool address = IsAddress(host);
    const std::size_t public_bytes =
        dot == std::string_view::npos || address ? 0 : site.domain.size() - dot;
    // Room for all, so that the views stay where they are.
    entities_.reserve((host.size() + 2) * kMaxLabels);
    names_.reserve(2 * kMaxLabels);
    for (std::size_t at = 0;;) {
      const std::string_view name = host.substr(at);
      AddName(name, name.size());
      if (public_bytes > 0 && name.size() >= site.domain.size()) {
        const std::size_t begin = entities_.size();
        entities_.append(name.substr(0, name.size() - public_bytes)).append(".*");
        AddName(std::string_view(entities_).substr(begin), name.size());
      }
      const std::size_t next = host.find('.', at);
      if (next == std::string_view::npos || address) break;
      at = next + 1;
    }
  }

  void AddName(std::string_view text, std::size_t depth) {
    names_.push_back({text, format::Hash(text, header_.seed), depth});
  }

  bool AddFrom(std::uint64_t table, std::uint64_t slots, std::string_view key, std::uint64_t hash,
               std::size_t depth) {
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::uint64_t i = 0, at = hash; i < slots; ++i, ++at) {
      Slot slot;
      if (!bytes_.Read(table + (at & (slots - 1)) * sizeof slot, &slot)) return false;
      if (slot.bucket == 0) return true;
      if (slot.tag != tag) continue;
      FoundBucket found;
      const std::uint64_t offset = std::uint64_t{slot.bucket} * format::kAlign;
      if (!ReadBucket(bytes_, offset, &found)) return false;
      if (found.key == key) return AddBucket(found, depth);
    }
    return true;
  }

  bool AddBucketAt(std::uint64_t offset, std::size_t depth) {
    FoundBucket found;
    return ReadBucket(bytes_, offset, &found) && AddBucket(found, depth);
  }

  bool AddBucket(const FoundBucket& found, std::size_t depth) {
    const std::uint64_t count = std::uint64_t{found.hides} + found.exceptions;
    for (std::uint64_t i = 0; i < count; ++i) {
      Entry entry;
      if (!bytes_.Read(found.entries + i * sizeof entry, &entry)) return false;
      if (entry.excluded != 0) {
        bool excluded = false;
        if (!IsExcluded(std::uint64_t{entry.excluded} * format::kAlign, depth, &excluded)) {
          return false;
        }
        if (excluded) continue;
      }
      (i < found.hides ? hides_ : exceptions_).push_back(entry.selector);
    }
    return true;
  }

  // A site excluded more closely than the rule names it.
  bool IsExcluded(std::uint64_t offset, std::size_t depth, bool* excluded) const {
    format::Excluded head;
    if (!ReadExcluded(bytes_, offset, &head)) return false;
    for (std::uint64_t i = 0; i < head.count; ++i) {
      std::uint64_t hash = 0;
      if (!bytes_.Read(offset + sizeof head + i * sizeof hash, &hash)) return false;
      for (const Name& name : names_) {
        if (name.hash == hash && name.depth >= depth) *excluded = true;
      }
    }
    return true;
  }

  const Bytes& bytes_;
  const Header& header_;
  std::vector<Name> names_;
  std::string entities_;
  std::vector<std::uint32_t> hides_;  // selectors, as Entry has them
  std::vector<std::uint32_t> exceptions_;
};

Index::Index(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

Result<Index> Index::FromBytes(std::span<const std::byte> bytes) {
  auto parts = std::make_unique<Parts>(bytes);
  Header& header = parts->header;
  if (!parts->reader.Read(0, &header) || header.magic != format::kMagic) return Damaged();
  if (header.version != format::kVersion) {
    return Fail(ErrorCode::kUnsupported, "lists: an index of another version");
  }
  const std::uint32_t check = std::exchange(header.check, 0);
  if (format::Check({reinterpret_cast<const char*>(&header), sizeof header}) != check ||
      header.file_bytes != bytes.size() ||
      !TableFits(parts->reader, header.sites, header.site_slots) ||
      !TableFits(parts->reader, header.tokens, header.token_slots)) {
    return Damaged();
  }
  return Index(std::move(parts));
}

Result<Index> Index::Open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return Fail(errno == ENOENT || errno == ENOTDIR ? ErrorCode::kNotFound : ErrorCode::kIo,
                "lists: index");
  }
  struct stat status {};
  const bool known = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const std::size_t size = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* mapping = MAP_FAILED;
  if (size >= sizeof(Header)) mapping = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (!known) return Fail(ErrorCode::kIo, "lists: index");
  if (size < sizeof(Header)) return Damaged();
  if (mapping == MAP_FAILED) return Fail(ErrorCode::kIo, "lists: index cannot be mapped");
  auto index = FromBytes({static_cast<const std::byte*>(mapping), size});
  if (index) {
    index->parts_->mapping = mapping;
  } else {
    ::munmap(mapping, size);
  }
  return index;
}

Status Index::AppendSiteStyle(const PageSite& site, std::string* style) const {
  Search search(*parts_, site);
  if (!search.AddSiteRules() || !search.AddEverywhere() || !search.Write(style)) return Damaged();
  return {};
}

Status Index::AppendTokenStyle(const PageSite& site, std::span<const std::string_view> tokens,
                               General general, std::string* style) const {
  Search search(*parts_, site);
  if (!search.AddExceptions() || (general == General::kWith && !search.AddGeneral()) ||
      !std::all_of(tokens.begin(), tokens.end(),
                   [&](std::string_view token) { return search.AddToken(token); }) ||
      !search.Write(style)) {
    return Damaged();
  }
  return {};
}

bool Index::has_rules_everywhere() const {
  return parts_->header.token_slots != 0 || parts_->header.general != 0;
}

Result<std::vector<ListEntry>> Index::Catalogue() const {
  std::string_view text;
  const Header& header = parts_->header;
  if (!parts_->reader.View(header.catalogue, header.catalogue_bytes, &text) ||
      format::Check(text) != header.catalogue_check) {
    return Damaged();
  }
  return ReadCatalogue(text);
}

Status Index::CheckAll() const {
  const Bytes& bytes = parts_->reader;
  const Header& header = parts_->header;
  const auto sound = [&](std::uint64_t offset) {
    FoundBucket found;
    if (!ReadBucket(bytes, offset, &found)) return false;
    const std::uint64_t count = std::uint64_t{found.hides} + found.exceptions;
    for (std::uint64_t i = 0; i < count; ++i) {
      Entry entry;
      std::string_view text;
      if (!bytes.Read(found.entries + i * sizeof entry, &entry) ||
          !ReadSelectorText(bytes, std::uint64_t{entry.selector} * format::kAlign, &text)) {
        return false;
      }
      format::Excluded excluded;
      if (entry.excluded != 0 &&
          !ReadExcluded(bytes, std::uint64_t{entry.excluded} * format::kAlign, &excluded)) {
        return false;
      }
    }
    return true;
  };
  const auto all_sound = [&](std::uint64_t table, std::uint64_t slots, std::uint32_t keys) {
    std::uint32_t found = 0;
    for (std::uint64_t i = 0; i < slots; ++i) {
      Slot slot;
      if (!bytes.Read(table + i * sizeof slot, &slot)) return false;
      if (slot.bucket == 0) continue;
      if (!sound(std::uint64_t{slot.bucket} * format::kAlign)) return false;
      ++found;
    }
    return found == keys;
  };
  if ((header.everywhere != 0 && !sound(header.everywhere)) ||
      (header.general != 0 && !sound(header.general)) ||
      !all_sound(header.sites, header.site_slots, header.site_keys) ||
      !all_sound(header.tokens, header.token_slots, header.token_keys)) {
    return Damaged();
  }
  const auto catalogue = Catalogue();
  if (!catalogue) return Fail(catalogue.error());
  return {};
}

std::span<const std::byte> Index::bytes() const { return parts_->bytes; }

}  // namespace lma::lists
