// The interface's fonts while they are being loaded; without Pango's headers.
#pragma once

#include <future>
#include <memory>
#include <string>

namespace cliffhanger {

class Fonts;
using FontsFuture = std::future<std::unique_ptr<Fonts>>;

/// Begins to load the fonts on a thread of its own, down to the faces of the first Latin label.
FontsFuture load_fonts();
/// With another fontconfig configuration than the built-in one; when they are asked for.
FontsFuture load_fonts(const std::string& configuration);

}  // namespace cliffhanger
