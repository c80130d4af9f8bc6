// One frame of interface under construction: where widgets draw, and where they say what they are, so that hit testing,
// focus and semantics all come from what is really on the screen. Lives for one draw(); its Record outlives it.
// Main thread only.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/input/gesture.h"
#include "app/motion/scroller.h"
#include "app/render/canvas.h"
#include "app/ui/action.h"
#include "app/ui/lift.h"
#include "app/ui/metrics.h"
#include "app/ui/semantics.h"
#include "app/ui/strings.h"
#include "app/ui/theme.h"

namespace cliffhanger {

/// Back to front. A press goes to the last control drawn under it; a sheet or dialog keeps the focus to itself.
enum class Layer { Stage, Panel, Sheet, Dialog };

/// What pointer and keyboard are doing to controls, by their ids.
struct Interaction {
    std::string hovered, pressed, focused;
    bool focus_visible = false;
    Lift lift;
    std::string preview;      ///< the poster that gives way to moving pictures
    float preview_share = 0;  ///< 0: the poster alone, 1: the pictures alone
};

struct Control {
    std::string id;
    std::string role = "button";
    std::string name, value;
    std::vector<std::string> states;
    Rect rect;  ///< the hit area; drawn widgets may be smaller
    Action action;
    float focus_radius = 8;  ///< of the ring, physical px
    Rect focus_rect;         ///< what the ring surrounds; empty = rect
    bool focusable = true;
    bool tab_stop = true;                                 ///< else arrows alone bring the focus
    float grown = 1;                                      ///< how much larger than focus_rect it is drawn now
    std::optional<std::size_t> poster_of = std::nullopt;  ///< the series whose poster focus_rect is
};

/// Where a press or the focus can go.
struct Target {
    std::string id;
    Rect rect, focus_rect;
    Action action;
    Layer layer = Layer::Stage;
    float focus_radius = 8;
    bool focusable = true, is_default = false;
    int scroll_area = -1;  ///< the innermost it lies in: index in FrameRecord::scroll_areas
    float grown = 1;       ///< the ring's share of focus_rect
    std::optional<std::size_t> poster_of = std::nullopt;
    bool tab_stop = true;
};

/// A part of the screen that drags and wheels scroll. The scroller belongs to who drew it and outlives the record.
struct ScrollArea {
    std::string id;
    Rect rect;
    Axis axis = Axis::Vertical;
    Scroller* scroller = nullptr;
    int parent = -1;  ///< the area that this one lies in
    /// px from its beginning, where what has the focus is brought; nullopt: it is only brought into view.
    std::optional<float> keyline = std::nullopt;
};

/// What a frame has put on the screen.
struct FrameRecord {
    SemanticNode root;
    std::vector<Target> targets;           ///< back to front
    std::vector<ScrollArea> scroll_areas;  ///< outer before inner
    Microseconds moves_until{0};           ///< something in it changes by itself until then

    const Target* hit(Point point) const;
    const Target* find(std::string_view id) const;
};

class Frame {
 public:
    Frame(Canvas& canvas, const Theme& theme, const Metrics& metrics, const Strings& strings,
          const Interaction& interaction, Microseconds now);

    Canvas& canvas;
    const Theme& theme;
    const Metrics& metrics;
    const Strings& strings;
    const Interaction& interaction;
    const Microseconds now;

    // Structure.
    void open(std::string id, std::string role, std::string name, const Rect& rect);
    void close();
    void set_layer(Layer layer) { layer_ = layer; }
    /// Draw without registering: the page that is swiped away shows controls but has none.
    void set_silent(bool silent) { silent_ = silent; }
    /// Controls partly outside of `clip` are cut. Those wholly outside are left out, or, where the content scrolls, can
    /// still take the focus.
    enum class Outside { Dropped, Focusable };
    void push_clip(const Rect& clip, Outside outside = Outside::Dropped);
    void pop_clip();
    /// Clips to `area` until close_scroll(), and lets drags and wheels there move `scroller`.
    /// What reaches to an edge of a television set's safe area is drawn on to the edge of the picture.
    void open_scroll(std::string id, const Rect& area, Axis axis, Scroller& scroller,
                     std::optional<float> keyline = std::nullopt);
    void close_scroll();
    void control(const Control& control);
    /// Where the focus begins when its layer opens.
    void default_control(const Control& control);
    void node(std::string id, std::string role, std::string name, const Rect& rect, std::string value = {},
              std::vector<std::string> states = {});
    /// What is drawn goes on changing: the next frames are wanted until then.
    void moves_until(Microseconds end) { record_.moves_until = std::max(record_.moves_until, end); }
    FrameRecord take() { return std::move(record_); }
    /// The whole screen's name in the semantics tree; "player" unless set.
    void name_root(std::string id) { record_.root.id = std::move(id); }

    // States of a control, for its looks.
    bool hovered(std::string_view id) const { return interaction.hovered == id; }
    bool pressed(std::string_view id) const { return interaction.pressed == id; }
    bool focused(std::string_view id) const { return interaction.focus_visible && interaction.focused == id; }
    /// 0 at rest, 1 once the focus or the pointer has been on it for a moment.
    float lift(std::string_view id) const { return interaction.lift.of(id, now); }
    /// The overlay that the control's state asks for; alpha 0 at rest.
    Color state_tint(std::string_view id) const;

    // Text.
    enum class Scale { Plain, OnStage };
    TextStyle style(TypeToken token, Scale scale = Scale::Plain) const;
    /// px, whether the style says it or its token.
    float size_of(const TextStyle& style) const;
    Label label(std::string_view text, const TextStyle& style, float max_width, std::string_view language = {}) const;
    /// For what must not be cut, a button's words: smaller where they do not fit, down to two thirds.
    Label whole_label(std::string_view text, TextStyle style, float max_width) const;
    enum class At { Start, Center, End };
    /// Sets the label into the box, vertically centred; Start and End follow the interface's direction. Gives its
    /// rectangle.
    Rect text_in(const Label& label, const Rect& box, At at, Color color, bool shadow = false);
    /// The same at the box's top.
    Rect text_at_top(const Label& label, const Rect& box, At at, Color color, bool shadow = false);

    // Mirrors layouts written for left-to-right.
    Rect mirror(const Rect& rect, const Rect& within) const { return mirrored_in(rect, within, metrics.rtl); }

 private:
    struct Clip {
        Rect rect;
        Outside outside = Outside::Dropped;
    };
    SemanticNode& parent();
    void add(const Control& control, bool is_default);

    FrameRecord record_;
    std::vector<SemanticNode*> open_;
    std::vector<Clip> clips_;
    int scroll_area_ = -1;  ///< the open one
    Layer layer_ = Layer::Stage;
    bool silent_ = false;
};

}  // namespace cliffhanger
