// Several sources as one: what somebody drops on the window together, or names one after the other.
#pragma once

#include <string>
#include <vector>

#include "net/catalog/catalog.h"

namespace cliffhanger {

/// One text for several sources: a line each.
std::string join_sources(const std::vector<std::string>& sources);
std::vector<std::string> split_sources(const std::string& text);

struct PlaylistPart {
    std::string source;
    LoadedCatalog loaded;
};

/// Single media become the episodes of one series, in order; the series of feeds and folders follow as they are. What
/// is there twice counts once.
LoadedCatalog join_catalogs(std::vector<PlaylistPart> parts);

}  // namespace cliffhanger
