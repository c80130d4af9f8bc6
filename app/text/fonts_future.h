// The interface's fonts while they are being loaded; without Pango's headers.
#pragma once

#include <future>
#include <memory>

namespace cliffhanger {

class Fonts;
using FontsFuture = std::future<std::unique_ptr<Fonts>>;

/// Begins to load the fonts on a thread of its own, down to the faces of the first Latin label.
FontsFuture load_fonts();

}  // namespace cliffhanger
