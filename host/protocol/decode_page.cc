#include "protocol/decode_page.h"

#include <limits>

#include "protocol/field_reader.h"
#include "protocol/request.h"

namespace lma::protocol {
namespace {

using model::Candidate;
using model::Control;
using model::Geometry;
using model::Gesture;
using model::Layer;
using model::Page;
using model::Structure;
using namespace std::string_view_literals;

constexpr std::uint64_t kMaxIndex = std::numeric_limits<std::uint32_t>::max();
// A host name has at most 253 bytes (RFC 1035).
constexpr std::size_t kMaxHostBytes = 253;

// Names on the wire, in the order of their enums in model/candidate.h.
constexpr std::array kSurfaces = {"overlay"sv, "inline"sv, "frame"sv};
constexpr std::array kControlTypes = {"button"sv, "link"sv, "input"sv, "other"sv};
constexpr std::array kTargets = {"none"sv, "fragment"sv, "same_origin"sv, "cross_origin"sv,
                                 "other"sv};
constexpr std::array kPositions = {"static"sv, "relative"sv, "absolute"sv, "sticky"sv, "fixed"sv};
constexpr std::array kScopes = {"document"sv, "navigation"sv, "anchor"sv, "route"sv};

void ReadToken(JsonReader& json, std::string_view* token) {
  ReadCutString(json, model::kMaxTokenBytes, token);
}
void ReadLabel(JsonReader& json, std::string_view* label) {
  ReadCutString(json, model::kMaxLabelBytes, label);
}

constexpr Field<Control> kControlFields[] = {
    {"i", [](JsonReader& j, Control& c) { ReadUnsigned(j, kMaxIndex, &c.index); }},
    {"type", [](JsonReader& j, Control& c) { ReadEnum(j, kControlTypes, &c.type); }},
    {"target", [](JsonReader& j, Control& c) { ReadEnum(j, kTargets, &c.target); }},
    {"label", [](JsonReader& j, Control& c) { ReadLabel(j, &c.label); }},
    {"name", [](JsonReader& j, Control& c) { ReadLabel(j, &c.name); }},
    {"tokens",
     [](JsonReader& j, Control& c) {
       ReadStrings(j, model::kMaxControlTokens, model::kMaxTokenBytes, &c.tokens);
     }},
    {"submit", [](JsonReader& j, Control& c) { ReadBool(j, &c.submit); }},
    {"dialog_form", [](JsonReader& j, Control& c) { ReadBool(j, &c.dialog_form); }},
    {"icon", [](JsonReader& j, Control& c) { ReadBool(j, &c.icon); }},
    {"corner", [](JsonReader& j, Control& c) { ReadBool(j, &c.corner); }},
    {"disabled", [](JsonReader& j, Control& c) { ReadBool(j, &c.disabled); }},
    {"w", [](JsonReader& j, Control& c) { ReadMeasure(j, &c.width); }},
    {"h", [](JsonReader& j, Control& c) { ReadMeasure(j, &c.height); }},
};

constexpr Field<model::Field> kFieldFields[] = {
    {"type", [](JsonReader& j, model::Field& f) { ReadToken(j, &f.type); }},
    {"autocomplete", [](JsonReader& j, model::Field& f) { ReadToken(j, &f.autocomplete); }},
    {"name", [](JsonReader& j, model::Field& f) { ReadToken(j, &f.name); }},
    {"label", [](JsonReader& j, model::Field& f) { ReadLabel(j, &f.label); }},
    {"required", [](JsonReader& j, model::Field& f) { ReadBool(j, &f.required); }},
    {"filled", [](JsonReader& j, model::Field& f) { ReadBool(j, &f.filled); }},
    {"checked", [](JsonReader& j, model::Field& f) { ReadBool(j, &f.checked); }},
};

constexpr Field<Structure> kStructureFields[] = {
    {"stars", [](JsonReader& j, Structure& s) { ReadMeasure(j, &s.stars); }},
    {"scale", [](JsonReader& j, Structure& s) { ReadMeasure(j, &s.scale); }},
    {"media", [](JsonReader& j, Structure& s) { ReadMeasure(j, &s.media); }},
    {"headings", [](JsonReader& j, Structure& s) { ReadMeasure(j, &s.headings); }},
    {"links", [](JsonReader& j, Structure& s) { ReadMeasure(j, &s.links); }},
    {"paragraph_chars", [](JsonReader& j, Structure& s) { ReadMeasure(j, &s.paragraph_chars); }},
    {"wheel", [](JsonReader& j, Structure& s) { ReadBool(j, &s.wheel); }},
};

constexpr Field<Layer> kLayerFields[] = {
    {"position", [](JsonReader& j, Layer& l) { ReadEnum(j, kPositions, &l.position); }},
    {"top_layer", [](JsonReader& j, Layer& l) { ReadBool(j, &l.top_layer); }},
    {"modal", [](JsonReader& j, Layer& l) { ReadBool(j, &l.modal); }},
    {"backdrop", [](JsonReader& j, Layer& l) { ReadBool(j, &l.backdrop); }},
    {"scroll_lock", [](JsonReader& j, Layer& l) { ReadBool(j, &l.scroll_lock); }},
    {"z", [](JsonReader& j, Layer& l) { ReadMeasure(j, &l.z); }},
};

constexpr Field<Geometry> kGeometryFields[] = {
    {"x", [](JsonReader& j, Geometry& g) { ReadMeasure(j, &g.x); }},
    {"y", [](JsonReader& j, Geometry& g) { ReadMeasure(j, &g.y); }},
    {"w", [](JsonReader& j, Geometry& g) { ReadMeasure(j, &g.width); }},
    {"h", [](JsonReader& j, Geometry& g) { ReadMeasure(j, &g.height); }},
    {"vw", [](JsonReader& j, Geometry& g) { ReadMeasure(j, &g.viewport_width); }},
    {"vh", [](JsonReader& j, Geometry& g) { ReadMeasure(j, &g.viewport_height); }},
};

constexpr Field<Gesture> kGestureFields[] = {
    {"label", [](JsonReader& j, Gesture& g) { ReadLabel(j, &g.label); }},
    {"role", [](JsonReader& j, Gesture& g) { ReadToken(j, &g.role); }},
    {"tokens",
     [](JsonReader& j, Gesture& g) {
       ReadStrings(j, model::kMaxTokens, model::kMaxTokenBytes, &g.tokens);
     }},
    {"age_ms", [](JsonReader& j, Gesture& g) { ReadMeasure(j, &g.age_ms); }},
    {"scope", [](JsonReader& j, Gesture& g) { ReadEnum(j, kScopes, &g.scope); }},
};

constexpr Field<Candidate> kCandidateFields[] = {
    {"id", [](JsonReader& j, Candidate& c) { ReadUnsigned(j, kMaxIndex, &c.id); },
     Presence::kRequired},
    {"surface", [](JsonReader& j, Candidate& c) { ReadEnum(j, kSurfaces, &c.surface); }},
    {"group", [](JsonReader& j, Candidate& c) { ReadUnsigned(j, kMaxIndex, &c.group); }},
    {"level", [](JsonReader& j, Candidate& c) { ReadUnsigned(j, kMaxIndex, &c.level); }},
    {"text", [](JsonReader& j, Candidate& c) { ReadCutString(j, model::kMaxTextBytes, &c.text); }},
    {"heading",
     [](JsonReader& j, Candidate& c) { ReadCutString(j, model::kMaxHeadingBytes, &c.heading); }},
    {"language", [](JsonReader& j, Candidate& c) { ReadToken(j, &c.language); }},
    {"tag", [](JsonReader& j, Candidate& c) { ReadToken(j, &c.tag); }},
    {"role", [](JsonReader& j, Candidate& c) { ReadToken(j, &c.role); }},
    {"appear", [](JsonReader& j, Candidate& c) { ReadToken(j, &c.appear); }},
    {"age_ms", [](JsonReader& j, Candidate& c) { ReadMeasure(j, &c.age_ms); }},
    {"tokens",
     [](JsonReader& j, Candidate& c) {
       ReadStrings(j, model::kMaxTokens, model::kMaxTokenBytes, &c.tokens);
     }},
    {"sources",
     [](JsonReader& j, Candidate& c) {
       ReadStrings(j, model::kMaxSources, kMaxHostBytes, &c.sources);
     }},
    {"links",
     [](JsonReader& j, Candidate& c) {
       ReadStrings(j, model::kMaxLinks, model::kMaxTokenBytes, &c.links);
     }},
    {"controls",
     [](JsonReader& j, Candidate& c) {
       ReadObjects(j, model::kMaxControls, kControlFields, &c.controls);
     }},
    {"fields", [](JsonReader& j,
                  Candidate& c) { ReadObjects(j, model::kMaxFields, kFieldFields, &c.fields); }},
    {"structure",
     [](JsonReader& j, Candidate& c) { ReadObject(j, kStructureFields, c.structure); }},
    {"layer", [](JsonReader& j, Candidate& c) { ReadObject(j, kLayerFields, c.layer); }},
    {"geometry", [](JsonReader& j, Candidate& c) { ReadObject(j, kGeometryFields, c.geometry); }},
    {"text_share", [](JsonReader& j, Candidate& c) { ReadDouble(j, &c.text_share); }},
    {"holds_main", [](JsonReader& j, Candidate& c) { ReadBool(j, &c.holds_main); }},
    {"in_article", [](JsonReader& j, Candidate& c) { ReadBool(j, &c.in_article); }},
    {"gesture",
     [](JsonReader& j, Candidate& c) { ReadObject(j, kGestureFields, c.gesture.emplace()); }},
};

constexpr Field<Page> kPageFields[] = {
    {"url", [](JsonReader& j, Page& p) { ReadCutString(j, kMaxUrlBytes, &p.url); },
     Presence::kRequired},
    {"top_url", [](JsonReader& j, Page& p) { ReadCutString(j, kMaxUrlBytes, &p.top_url); },
     Presence::kRequired},
    {"title", [](JsonReader& j, Page& p) { ReadCutString(j, model::kMaxHeadingBytes, &p.title); }},
    {"language", [](JsonReader& j, Page& p) { ReadToken(j, &p.language); }},
    {"text_chars", [](JsonReader& j, Page& p) { ReadMeasure(j, &p.text_chars); }},
    {"has_password", [](JsonReader& j, Page& p) { ReadBool(j, &p.has_password); }},
    {"published", [](JsonReader& j, Page& p) { ReadBool(j, &p.published); }},
};

using model::OptInBox;
constexpr Field<OptInBox> kBoxFields[] = {
    {"label",
     [](JsonReader& j, OptInBox& b) { ReadCutString(j, model::kMaxOptInLabelBytes, &b.label); },
     Presence::kRequired},
    {"context", [](JsonReader& j,
                   OptInBox& b) { ReadCutString(j, model::kMaxOptInContextBytes, &b.context); }},
    {"submit",
     [](JsonReader& j, OptInBox& b) { ReadCutString(j, model::kMaxLabelBytes, &b.submit); }},
    {"tokens",
     [](JsonReader& j, OptInBox& b) {
       ReadStrings(j, model::kMaxOptInTokens, model::kMaxTokenBytes, &b.tokens);
     }},
    {"form", [](JsonReader& j, OptInBox& b) { ReadMeasure(j, &b.form); }},
    {"checked", [](JsonReader& j, OptInBox& b) { ReadBool(j, &b.checked); }},
    {"required", [](JsonReader& j, OptInBox& b) { ReadBool(j, &b.required); }},
};

}  // namespace

void ReadPage(JsonReader& json, Page& page) { ReadObject(json, kPageFields, page); }

void ReadCandidate(JsonReader& json, Candidate& candidate) {
  ReadObject(json, kCandidateFields, candidate);
}

void ReadCandidates(JsonReader& json, std::vector<Candidate>* candidates) {
  ReadObjects(json, kMaxCandidates, kCandidateFields, candidates);
}

void ReadBoxes(JsonReader& json, std::vector<OptInBox>* boxes) {
  ReadObjects(json, kMaxBoxes, kBoxFields, boxes);
}

}  // namespace lma::protocol
