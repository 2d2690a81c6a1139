// Short ways to write down candidates in tests. All strings are literals, so views stay valid.
#pragma once

#include <initializer_list>
#include <string_view>

#include "model/candidate.h"

namespace lma::classify {

inline model::Control Button(std::string_view label) {
  model::Control control;
  control.label = label;
  control.width = 120;
  control.height = 40;
  return control;
}

inline model::Control Link(std::string_view label, model::ControlTarget target) {
  model::Control control = Button(label);
  control.type = model::ControlType::kLink;
  control.target = target;
  return control;
}

inline model::Control Icon(std::string_view name, std::initializer_list<std::string_view> tokens) {
  model::Control control;
  control.name = name;
  control.tokens = tokens;
  control.icon = true;
  control.corner = true;
  control.width = 24;
  control.height = 24;
  return control;
}

inline model::Field Input(std::string_view type, std::string_view label) {
  model::Field field;
  field.type = type;
  field.label = label;
  return field;
}

// Builds a candidate step by step; controls get their index by their place.
class Build {
 public:
  static Build Overlay(std::string_view text) {
    Build build(text);
    build.made_.surface = model::Surface::kOverlay;
    build.made_.layer.position = model::Position::kFixed;
    build.made_.layer.backdrop = true;
    return build;
  }
  static Build Bar(std::string_view text) {
    Build build(text);
    build.made_.surface = model::Surface::kOverlay;
    build.made_.layer.position = model::Position::kFixed;
    return build;
  }
  static Build Inline(std::string_view text) {
    Build build(text);
    build.made_.surface = model::Surface::kInline;
    build.made_.tag = "div";
    return build;
  }
  static Build Frame(std::string_view text) {
    Build build(text);
    build.made_.surface = model::Surface::kFrame;
    return build;
  }

  Build& Heading(std::string_view heading) {
    made_.heading = heading;
    return *this;
  }
  Build& Language(std::string_view language) {
    made_.language = language;
    return *this;
  }
  Build& Tokens(std::initializer_list<std::string_view> tokens) {
    made_.tokens = tokens;
    return *this;
  }
  Build& Sources(std::initializer_list<std::string_view> sources) {
    made_.sources = sources;
    return *this;
  }
  Build& Links(std::initializer_list<std::string_view> links) {
    made_.links = links;
    made_.structure.links = static_cast<std::uint32_t>(links.size());
    return *this;
  }
  Build& Controls(std::initializer_list<model::Control> controls) {
    made_.controls = controls;
    for (std::size_t i = 0; i < made_.controls.size(); ++i) {
      made_.controls[i].index = static_cast<std::uint32_t>(i);
    }
    return *this;
  }
  Build& Fields(std::initializer_list<model::Field> fields) {
    made_.fields = fields;
    return *this;
  }
  Build& Gesture(std::string_view label, std::uint32_t age_ms) {
    model::Gesture gesture;
    gesture.label = label;
    gesture.role = label.empty() ? "none" : "button";
    gesture.age_ms = age_ms;
    made_.gesture = gesture;
    return *this;
  }
  model::Candidate& Get() { return made_; }
  operator const model::Candidate&() const { return made_; }  // NOLINT: reads better in tables

 private:
  explicit Build(std::string_view text) {
    made_.text = text;
    made_.age_ms = 5000;
    made_.text_share = 0.02;
    made_.geometry = {400, 200, 480, 320, 1366, 900};
  }
  model::Candidate made_;
};

inline model::Page OrdinaryPage() {
  model::Page page;
  page.url = "https://shop.example/products/lamp";
  page.top_url = page.url;
  page.text_chars = 8000;
  return page;
}

}  // namespace lma::classify
