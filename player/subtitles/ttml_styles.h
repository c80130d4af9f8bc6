// The styles and regions in the head of a TTML document, as far as captions show them. Pure.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "player/subtitles/subtitle_document.h"

namespace cliffhanger {

/// Authors disagree about prefixes; the local names are unambiguous.
std::string_view ttml_local_name(std::string_view name);
std::string_view ttml_attribute(const pugi::xml_node& node, std::string_view name);

class TtmlStyles {
 public:
    explicit TtmlStyles(const pugi::xml_node& root);

    /// What an element's styles and its own attributes change.
    void apply(const pugi::xml_node& node, CueLook& look) const;
    /// The region's place; nullopt when there is none of that id, or it says nothing.
    std::optional<CuePlace> place(std::string_view region) const;
    /// What an element is of a ruby: "base", "text" for its reading; empty = nothing.
    std::string_view ruby(const pugi::xml_node& node) const;

 private:
    void collect(const pugi::xml_node& node, int depth);

    std::map<std::string, pugi::xml_node, std::less<>> styles_, regions_;
};

}  // namespace cliffhanger
