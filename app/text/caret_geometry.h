// Where carets and selections lie in a label of one line, whichever way its scripts run; distances from the label's
// left edge, px. Main thread only.
#pragma once

#include <cstddef>
#include <vector>

#include "app/text/text_engine.h"

namespace cliffhanger {

class CaretGeometry {
 public:
    struct Span {
        float begin = 0, end = 0;
    };
    virtual ~CaretGeometry() = default;

    /// Of the caret before the byte at `index` of the label's text; its end is a place as well.
    virtual float caret_x(const Label& label, std::size_t index) = 0;
    /// The place nearest to `x`.
    virtual std::size_t index_at(const Label& label, float x) = 0;
    /// What these bytes cover; several spans where directions mix.
    virtual std::vector<Span> spans(const Label& label, std::size_t begin, std::size_t end) = 0;
};

/// The engine's own; nullptr where it has none (tests of layout).
inline CaretGeometry* caret_geometry(TextEngine& engine) { return dynamic_cast<CaretGeometry*>(&engine); }

}  // namespace cliffhanger
