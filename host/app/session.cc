#include "app/session.h"

#include "text/host.h"

namespace lma::app {

Result<profile::Profile*> OpenedProfile(Session& session) {
  if (session.profile == nullptr) return Fail(session.vault_error);
  return session.profile.get();
}

Result<std::string> DomainOf(std::string_view host_or_url) {
  const bool is_url = host_or_url.find("://") != std::string_view::npos;
  std::string domain =
      is_url ? text::DomainOfUrl(host_or_url) : text::RegistrableDomain(host_or_url);
  if (domain.empty()) return Fail(ErrorCode::kBadRequest, "not a site's name");
  return domain;
}

}  // namespace lma::app
