// What fields, links, controls and layer say, whatever the language.
#include <algorithm>

#include "classify/facts.h"

namespace lma::classify {
namespace {

using model::Field;
using model::Veto;

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Autocomplete names of the HTML standard ("Autofill"), and the veto that a field with it means.
std::optional<Veto> VetoOfAutocomplete(std::string_view value) {
  if (value.empty()) return std::nullopt;
  if (Contains(value, "password") || Contains(value, "one-time-code") ||
      Contains(value, "username") || Contains(value, "webauthn")) {
    return Veto::kLogin;
  }
  if (Contains(value, "cc-") || Contains(value, "transaction-") ||
      Contains(value, "street-address") || Contains(value, "address-line")) {
    return Veto::kPayment;
  }
  if (Contains(value, "bday")) return Veto::kAgeGate;
  return std::nullopt;
}

std::optional<Veto> VetoOfType(std::string_view type) {
  if (type == "password") return Veto::kLogin;
  if (type == "search") return Veto::kNavigation;
  if (type == "file") return Veto::kForm;
  return std::nullopt;
}

bool IsTyped(std::string_view type) {
  return type.empty() || type == "text" || type == "email" || type == "tel" || type == "url" ||
         type == "number" || type == "textarea" || type == "date" || type == "password" ||
         type == "search";
}

bool MeansEmail(const Field& field) {
  if (field.type == "email") return true;
  if (field.type != "text" && !field.type.empty()) return false;
  if (field.autocomplete == "email") return true;
  // "EMAIL", "your-email", "user_mail": names that nearly every form library gives. Others number
  // their fields, and say it on the label.
  static constexpr std::string_view kMail = "mail";
  const auto says_mail = [](std::string_view words) {
    const auto lower = [](char a, char b) { return (a | 0x20) == b; };
    return std::search(words.begin(), words.end(), kMail.begin(), kMail.end(), lower) !=
           words.end();
  };
  return says_mail(field.name) || says_mail(field.label);
}

void ReadFields(const ProviderTable& table, const model::Candidate& candidate, Buffers& buffers,
                ShapeFacts* facts) {
  for (const Field& field : candidate.fields) {
    const auto veto = [&](Veto why) { facts->field_veto[Index(why)] = "field"; };
    if (const auto why = VetoOfAutocomplete(field.autocomplete)) veto(*why);
    if (const auto why = VetoOfType(field.type)) veto(*why);
    buffers.marks.clear();
    table.FindField(field.name, &buffers.marks);
    for (const Mark& mark : buffers.marks) facts->field_veto[mark.target] = mark.text;
    if (field.filled) facts->filled = true;
    if (!IsTyped(field.type)) continue;
    ++facts->text_fields;
    if (field.type == "textarea") ++facts->text_areas;
    if (field.type == "tel" || field.autocomplete == "tel") {
      ++facts->tel_fields;
    } else if (MeansEmail(field)) {
      ++facts->email_fields;
    }
  }
}

// Whether the link leads to the site's own pages on that network, seen from the network itself.
bool SameSite(std::string_view link, std::string_view host) {
  const std::string_view link_host = link.substr(0, link.find('/'));
  if (link_host.empty() || host.size() < link_host.size()) return false;
  return host.substr(host.size() - link_host.size()) == link_host;
}

// A profile has a short address: "network.com/brand", not a post below it.
bool IsProfile(std::string_view link) {
  const std::size_t slash = link.find('/');
  if (slash == std::string_view::npos) return true;
  std::string_view path = link.substr(slash + 1);
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  return std::count(path.begin(), path.end(), '/') <= 1;
}

void ReadLinks(const ProviderTable& table, const model::Candidate& candidate, std::string_view host,
               Buffers& buffers, ShapeFacts* facts) {
  std::uint32_t mail = 0;
  for (const std::string_view link : candidate.links) {
    const std::string_view scheme = link.substr(0, link.find(':') + 1);
    if (scheme == "mailto:" || scheme == "sms:") {
      ++mail;
      continue;
    }
    if (scheme == "tel:") continue;
    buffers.marks.clear();
    if (!SameSite(link, host)) table.FindLink(link, &buffers.marks);
    const MarkClass found =
        buffers.marks.empty() ? MarkClass::kOtherLink : buffers.marks.front().mark_class;
    if (found == MarkClass::kShareLink) {
      ++facts->share_links;
    } else if (found == MarkClass::kAppLink) {
      ++facts->app_links;
    } else if (found == MarkClass::kJoinLink) {
      ++facts->follow_links;
      ++facts->join_links;
    } else if (found == MarkClass::kSignUpLink) {
      ++facts->sign_up_links;
    } else if (found == MarkClass::kFollowLink && IsProfile(link)) {
      ++facts->follow_links;
    }
  }
  // "Share by e-mail" beside other ways to share, not a contact's address.
  if (facts->share_links > 0) facts->share_links += mail;
  const std::uint32_t known =
      facts->share_links + facts->follow_links + facts->app_links + facts->sign_up_links;
  // Addresses count once: a picture and its words often lead to the same place. Only where the list
  // may be cut, or is missing, all links count.
  const auto listed = static_cast<std::uint32_t>(candidate.links.size());
  const bool complete = listed > 0 && listed < model::kMaxLinks;
  const std::uint32_t all = complete ? listed : std::max(candidate.structure.links, listed);
  facts->other_links = all > known ? all - known : 0;
}

// An icon without a word says where it leads by its class: "icon-facebook". Short names are parts
// of other words there.
bool IconNamesNetwork(const ProviderTable& table, const model::Control& control) {
  constexpr std::size_t kLeastLength = 5;
  if (!control.label.empty() || !control.name.empty()) return false;
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  for (const std::string_view token : control.tokens) {
    for (std::size_t begin = 0; begin < token.size();) {
      std::size_t end = begin;
      while (end < token.size() && is_letter(token[end])) ++end;
      if (end - begin >= kLeastLength && table.NamesNetwork(token.substr(begin, end - begin))) {
        return true;
      }
      begin = end + 1;
    }
  }
  return false;
}

// One face of Unicode's emoticons (U+1F600 to U+1F64F), by itself.
bool IsFace(std::string_view label) {
  constexpr std::size_t kMostBytes = 8;  // with a variation selector
  if (label.size() < 4 || label.size() > kMostBytes) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(label[i]); };
  return byte(0) == 0xF0 && byte(1) == 0x9F && (byte(2) == 0x98 || byte(2) == 0x99) &&
         !(byte(2) == 0x99 && byte(3) >= 0x90);
}

void ReadControls(const ProviderTable& table, const model::Candidate& candidate,
                  const std::vector<model::Classification::JudgedControl>& controls,
                  ShapeFacts* facts) {
  bool page_itself = false;  // links to a place in the page are one address
  for (std::size_t i = 0; i < candidate.controls.size(); ++i) {
    const model::Control& control = candidate.controls[i];
    const model::ControlRole role = controls[i].role;
    facts->declines += role == model::ControlRole::kDecline;
    facts->dismisses += role == model::ControlRole::kDismiss;
    facts->affirms += role == model::ControlRole::kAffirm;
    facts->handles += control.label.size() > 1 && control.label.front() == '@';
    facts->faces += IsFace(control.label) || IsFace(control.name);
    if (control.type != model::ControlType::kLink) ++facts->buttons;
    // A link to the network itself is counted as a link.
    const bool leads_away = control.target == model::ControlTarget::kCrossOrigin ||
                            control.target == model::ControlTarget::kOther;
    const bool a_no = role == model::ControlRole::kDecline || role == model::ControlRole::kDismiss;
    if (!leads_away && !a_no &&
        (table.NamesNetwork(control.label) || table.NamesNetwork(control.name) ||
         IconNamesNetwork(table, control))) {
      ++facts->networks;
      const bool fragment = control.target == model::ControlTarget::kFragment;
      const bool counted =
          control.target == model::ControlTarget::kSameOrigin || (fragment && !page_itself);
      page_itself |= fragment;
      if (counted && facts->other_links > 0) --facts->other_links;
    }
  }
}

bool IsLayered(const model::Candidate& candidate) {
  const model::Layer& layer = candidate.layer;
  if (layer.top_layer || layer.modal || layer.backdrop) return true;
  if (layer.position == model::Position::kFixed || layer.position == model::Position::kSticky) {
    return true;
  }
  if (candidate.role == "dialog" || candidate.role == "alertdialog") return true;
  return candidate.surface == model::Surface::kOverlay &&
         layer.position == model::Position::kAbsolute;
}

}  // namespace

void GatherShape(const ProviderTable& table, const model::Candidate& candidate,
                 const model::Page& page,
                 const std::vector<model::Classification::JudgedControl>& controls,
                 Buffers& buffers, ShapeFacts* facts) {
  const std::string_view host = UrlHost(page.top_url.empty() ? page.url : page.top_url);
  ReadFields(table, candidate, buffers, facts);
  ReadLinks(table, candidate, host, buffers, facts);
  ReadControls(table, candidate, controls, facts);
  buffers.marks.clear();
  table.FindLink(host, &buffers.marks);
  facts->controls = static_cast<std::uint32_t>(candidate.controls.size());
  facts->published = page.published;
  facts->page_is_network = table.IsNetworkHost(host);
  facts->layered = IsLayered(candidate);
  facts->stars = candidate.structure.stars >= 3;
}

}  // namespace lma::classify
