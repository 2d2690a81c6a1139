#include "text/host.h"

#include <idn2.h>
#include <libpsl.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace lma::text {
namespace {

constexpr std::size_t kMaxHostBytes = 253;  // RFC 1035, without the root's dot
constexpr std::size_t kMaxLabelBytes = 63;
constexpr std::size_t kMaxInputBytes = 1024;  // of an international name, before it is encoded

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return LowerAscii(c); });
  return lower;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What a canonical host may hold; browsers let an underscore through.
bool IsHostCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool IsIpv6Character(char c) {
  return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

bool HasSoundLabels(std::string_view host) {
  if (host.empty() || host.size() > kMaxHostBytes) return false;
  std::size_t begin = 0;
  while (true) {
    const std::size_t dot = std::min(host.find('.', begin), host.size());
    if (dot == begin || dot - begin > kMaxLabelBytes) return false;
    if (dot == host.size()) return true;
    begin = dot + 1;
  }
}

// A name whose last label is a number is an IPv4 address (WHATWG URL, "ends in a number").
bool IsIpv4(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? host : host.substr(dot + 1);
  return !last.empty() &&
         std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string EncodeInternational(std::string_view host) {
  if (host.size() > kMaxInputBytes || host.find('\0') != std::string_view::npos) return {};
  const std::string input(host);
  unsigned char* encoded = nullptr;
  const int status = idn2_lookup_u8(reinterpret_cast<const unsigned char*>(input.c_str()), &encoded,
                                    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  if (status != IDN2_OK) return {};
  std::string name(reinterpret_cast<const char*>(encoded));
  idn2_free(encoded);
  return name;
}

std::string_view TrimSpace(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string CanonicalHost(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    std::string address = LowerAscii(host);
    const std::string_view inner(address.data() + 1, address.size() - 2);
    const bool sound = inner.size() >= 2 && inner.size() < kMaxLabelBytes &&
                       inner.find(':') != std::string_view::npos &&
                       std::all_of(inner.begin(), inner.end(), IsIpv6Character);
    return sound ? address : std::string();
  }
  std::string name = IsAscii(host) ? LowerAscii(host) : EncodeInternational(host);
  if (!name.empty() && name.back() == '.') name.pop_back();
  if (!HasSoundLabels(name) || !std::all_of(name.begin(), name.end(), IsHostCharacter)) return {};
  return name;
}

std::string HostOf(std::string_view url) {
  url = TrimSpace(url);
  std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || colon > 16) return {};
  std::string scheme = LowerAscii(url.substr(0, colon));
  if (scheme == "blob") {
    url.remove_prefix(colon + 1);
    colon = url.find(':');
    if (colon == std::string_view::npos || colon > 16) return {};
    scheme = LowerAscii(url.substr(0, colon));
  }
  static constexpr std::array<std::string_view, 5> kSchemes = {"https", "http", "wss", "ws", "ftp"};
  if (std::find(kSchemes.begin(), kSchemes.end(), scheme) == kSchemes.end()) return {};

  // For these schemes a browser takes backslashes for slashes, and any number of them.
  std::string_view rest = url.substr(colon + 1);
  while (!rest.empty() && (rest.front() == '/' || rest.front() == '\\')) rest.remove_prefix(1);
  std::string_view authority = rest.substr(0, rest.find_first_of("/\\?#"));
  // The last @ ends the user's name: "https://bank.example@evil.example" is evil.example.
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  const std::size_t bracket = authority.rfind(']');
  const std::size_t port = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  return CanonicalHost(authority.substr(0, port));
}

std::string RegistrableDomain(std::string_view host) {
  std::string name = CanonicalHost(host);
  if (name.empty() || name.front() == '[' || IsIpv4(name)) return name;
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  // Points into `name`. None for a public suffix, and for a name of one label, which the list's
  // default rule takes for a suffix.
  if (domain != nullptr) name.erase(0, static_cast<std::size_t>(domain - name.c_str()));
  return name;
}

std::string DomainOfUrl(std::string_view url) { return RegistrableDomain(HostOf(url)); }

bool IsWithin(std::string_view host, std::string_view domain) {
  if (domain.empty() || host.size() < domain.size()) return false;
  if (host.substr(host.size() - domain.size()) != domain) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

}  // namespace lma::text
