// URL -> host name -> registrable domain (eTLD+1), by the Public Suffix List that libpsl brings.
#pragma once

#include <string>
#include <string_view>

namespace lma::text {

// The host name of a URL, in canonical form (see CanonicalHost), without user, port and path.
// Empty for what has no host that a brand could own: about:, data:, file:, javascript:, an
// extension's own pages, and whatever is no http, https, ws, wss or ftp URL. A blob: URL has the
// host of the page that made it.
std::string HostOf(std::string_view url);

// A host name as browsers write it: lower case, international names in their ASCII form (UTS #46,
// non-transitional), without the root's trailing dot, IPv6 addresses in brackets. Empty when it is
// no host name: empty labels, characters that none has, a label over 63 or a name over 253 bytes.
std::string CanonicalHost(std::string_view host);

// The registrable domain of a host name in any form: "www.shop.co.uk" gives "shop.co.uk". Private
// suffixes count, so "x.github.io" is a site of its own. An IP address, "localhost", a name of one
// label and a public suffix itself are given back whole. Empty when `host` is no host name.
std::string RegistrableDomain(std::string_view host);

// RegistrableDomain(HostOf(url)).
std::string DomainOfUrl(std::string_view url);

// Whether `host` is `domain` or a subdomain of it; both canonical.
bool IsWithin(std::string_view host, std::string_view domain);

}  // namespace lma::text
