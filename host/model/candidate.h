// A candidate: an element that may be an ask, as the extension describes it (docs/protocol.md,
// "Candidate"). All strings are views into the decoded message, which must outlive the candidate.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace lma::model {

// Limits of docs/protocol.md; the decoder refuses more, the extension sends less.
inline constexpr std::size_t kMaxTextBytes = 2048;
inline constexpr std::size_t kMaxHeadingBytes = 256;
inline constexpr std::size_t kMaxLabelBytes = 160;
inline constexpr std::size_t kMaxTokenBytes = 64;
inline constexpr std::size_t kMaxTokens = 64;
inline constexpr std::size_t kMaxControls = 24;
inline constexpr std::size_t kMaxControlTokens = 12;
inline constexpr std::size_t kMaxFields = 16;
inline constexpr std::size_t kMaxLinks = 24;
inline constexpr std::size_t kMaxSources = 8;

// Where the element stands: over the page in a layer of its own, in the page's flow, or the whole
// document of a frame, described from inside.
enum class Surface : std::uint8_t { kOverlay, kInline, kFrame };

enum class ControlType : std::uint8_t { kButton, kLink, kInput, kOther };

// What following a control would do to the page.
enum class ControlTarget : std::uint8_t { kNone, kFragment, kSameOrigin, kCrossOrigin, kOther };

struct Control {
  std::uint32_t index = 0;  // names the control in a verdict
  ControlType type = ControlType::kButton;
  ControlTarget target = ControlTarget::kNone;
  std::string_view label;  // visible text
  std::string_view name;   // accessible name (aria-label, title, alt, svg <title>) where it differs
  std::vector<std::string_view> tokens;  // words of its id, classes and data attributes
  bool submit = false;                   // type=submit, or a button inside a form without a type
  bool dialog_form = false;  // inside <form method=dialog>, or command/popovertarget that closes
  bool icon = false;         // no letters to read: an X, an image, an svg
  bool corner = false;       // in an upper corner of the candidate
  bool disabled = false;
  std::int32_t width = 0;  // CSS px
  std::int32_t height = 0;
};

struct Field {
  std::string_view type;  // email, tel, text, password, checkbox, radio, select, textarea, …
  std::string_view autocomplete;
  std::string_view name;   // name or id
  std::string_view label;  // label, placeholder or accessible name; never the value
  bool required = false;
  bool filled = false;  // the user typed into it
  bool checked = false;
};

struct Structure {
  std::uint32_t stars = 0;  // like elements in a row that look like a star rating
  std::uint32_t scale = 0;  // buttons or radios numbered in a row (NPS has 11)
  std::uint32_t media = 0;  // images, videos, canvases
  std::uint32_t headings = 0;
  std::uint32_t links = 0;  // all links, also those not listed
  std::uint32_t paragraph_chars =
      0;  // characters in running text (paragraphs, list items) over 80 characters each
  bool wheel = false;  // a canvas or svg with equal sectors
};

enum class Position : std::uint8_t { kStatic, kRelative, kAbsolute, kSticky, kFixed };

struct Layer {
  Position position = Position::kStatic;
  bool top_layer = false;    // an open modal <dialog>, popover or fullscreen element
  bool modal = false;        // aria-modal, showModal(), or the rest of the page is inert
  bool backdrop = false;     // a layer beneath it covers the page
  bool scroll_lock = false;  // the page can't be scrolled while it is there
  std::int32_t z = 0;
};

struct Geometry {  // CSS px, relative to the viewport of the candidate's document
  std::int32_t x = 0, y = 0, width = 0, height = 0;
  std::int32_t viewport_width = 0, viewport_height = 0;
};

// How a gesture of the user's came to this document.
enum class GestureScope : std::uint8_t { kDocument, kNavigation, kAnchor, kRoute };

// The user's last act before the candidate appeared.
struct Gesture {
  std::string_view label;  // label or accessible name of what was pressed; empty on blank page
  std::string_view role;   // button, link, field, key, none
  std::vector<std::string_view> tokens;  // words of its id, classes and href path
  std::uint32_t age_ms = 0;              // from the gesture to the candidate
  GestureScope scope = GestureScope::kDocument;
};

struct Candidate {
  std::uint32_t id = 0;  // unique in its document
  Surface surface = Surface::kOverlay;
  std::uint32_t group =
      0;  // inline only: candidates of one group are nested, and one of them is chosen
  std::uint32_t level = 0;   // inline only: 0 is the innermost of the group
  std::string_view text;     // visible text, white space collapsed
  std::string_view heading;  // accessible name, else the first heading
  std::string_view language;
  std::string_view tag;
  std::string_view role;
  std::string_view appear;   // insert, show, scroll, leave, load…: how it came
  std::uint32_t age_ms = 0;  // from the document's start
  std::vector<std::string_view>
      tokens;  // words of ids, classes, data-attribute names, custom element names
  std::vector<std::string_view>
      sources;                          // hosts of frames, scripts' images and form actions inside
  std::vector<std::string_view> links;  // "host/path" of links inside, without query
  std::vector<Control> controls;
  std::vector<Field> fields;
  Structure structure;
  Layer layer;
  Geometry geometry;
  double text_share = 0;    // share of the page's visible text, 0 to 1
  bool holds_main = false;  // holds the page's main, article or h1
  bool in_article = false;  // inside running text of main content
  std::optional<Gesture> gesture;
};

// What is the same for all candidates of one message.
struct Page {
  std::string_view url;      // of the document the candidates are in
  std::string_view top_url;  // of the tab; equal to url in the top frame
  std::string_view title;
  std::string_view language;
  std::uint32_t text_chars = 0;  // visible characters of the document
  bool has_password = false;     // a password field is visible
  bool published = false;        // says of itself that it is an article, a recipe, a product…
};

}  // namespace lma::model
