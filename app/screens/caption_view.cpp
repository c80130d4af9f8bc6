#include "app/screens/caption_view.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/captions/column_text.h"
#include "app/screens/page_chrome.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

// Shares of the stage's height from its nearer edge, and dp of the stage.
constexpr float kLow = 0.12f, kLowUnderChrome = 0.26f, kHigh = 0.08f;
constexpr float kTopBarDp = 60, kTopShadeDp = 112, kTopShadeShare = 0.16f, kEdgeDp = 8;
constexpr std::array<float, 4> kSizeShares = {0.042f, 0.052f, 0.064f, 0.080f};  ///< of the stage's width
constexpr float kSecondScale = 0.76f;
constexpr float kTvScale = 1.25f;      ///< they are read from across the room
constexpr float kSideDp = 66;          ///< kept free on both sides of plates, for the rail
constexpr float kMiniSideDp = 12;      ///< where there is none
constexpr float kClearDp = 4;          ///< between the plate and the title, and between plates
constexpr float kColumnHeight = 0.6f;  ///< of the stage: columns are no longer
constexpr int kMostLines = 10;         ///< of captions that are as small as they get
constexpr float kRowHeight = 1.5f;     ///< of a letter in a column, in letters
constexpr std::array<float, 4> kPlates = {0, 0.60f, 0.75f, 1};
constexpr std::array<Color, 3> kColors = {Color{255, 255, 255, 255}, Color{255, 226, 64, 255},
                                          Color{84, 232, 255, 255}};

Label fitting_label(const Frame& frame, const std::string& text, std::string_view language, float size, float width,
                    TextStyle style, CaptionFont font) {
    style.token = TypeToken::Subtitle;
    style.face = font == CaptionFont::Serif    ? FontFace::Serif
                 : font == CaptionFont::Spaced ? FontFace::Spaced
                                               : FontFace::Sans;
    if (style.max_lines == 0) {
        style.size_px = std::round(size);
        return frame.label(text, style, width, language);
    }
    // A long cue, or several at once, are set smaller rather than cut off.
    struct Step {
        float scale;
        int lines;
    };
    const int most = style.max_lines;
    style.max_lines = 0;
    for (const Step step : {Step{1.0f, most}, Step{0.85f, most + 1}, Step{0.72f, most + 3}, Step{0.6f, most + 6}}) {
        style.size_px = std::round(size * step.scale);
        const Label label = frame.label(text, style, width, language);
        if (label.lines <= step.lines) return label;
    }
    style.max_lines = kMostLines;
    return frame.label(text, style, width, language);
}

std::optional<std::string> columns_of(const std::string& text, const CuePlace& place, const Rect& slot, float size) {
    const float height = slot.h * std::min(place.size, kColumnHeight);
    const auto rows = static_cast<std::size_t>(std::max(height / (size * kRowHeight), 4.0f));
    return text_in_columns(text, place.writing == CueWriting::ColumnsFromRight, rows);
}

/// A styled line beside the rail makes room for it, as far as the stage has some: `shown` of the way.
Rect clear_of_rail(Rect place, const Rect& rail, const Rect& stage, float gap, float shown) {
    const bool beside = place.y < rail.bottom() && rail.y < place.bottom();
    if (rail.empty() || !beside) return place;
    const float low = stage.x + gap, high = stage.right() - gap;
    if (rail.center().x > stage.center().x)
        place.x -= std::clamp(place.right() - (rail.x - gap), 0.0f, std::max(place.x - low, 0.0f)) * shown;
    else
        place.x += std::clamp(rail.right() + gap - place.x, 0.0f, std::max(high - place.right(), 0.0f)) * shown;
    return rounded(place);
}

}  // namespace

void CaptionView::update(Microseconds now, bool chrome_shown) {
    chrome_shown_ = chrome_shown;
    rise_.go(now, chrome_shown ? 1 : 0, 200ms, Easing::Standard);
}

void CaptionView::stand_above(Microseconds now, std::optional<float> y) {
    if (y) lifted_to_ = *y;
    lift_.go(now, y ? 1 : 0, 200ms, Easing::Standard);
}

float CaptionView::lifted(const Frame& frame, float y) const {
    const float above = std::min(y, lifted_to_ - frame.metrics.sdp(kEdgeDp));
    return y + (above - y) * static_cast<float>(lift_.value(frame.now));
}

CaptionRoom CaptionView::room(const Frame& frame, const Rect& slot) const {
    const Metrics& m = frame.metrics;
    const auto between = [&](float hidden, float shown) {
        return hidden + (shown - hidden) * static_cast<float>(rise_.value(frame.now));
    };
    CaptionRoom room{.stage = slot, .gap = m.sdp(kClearDp), .side = m.sdp(kMiniSideDp)};
    if (m.window_class == WindowClass::Mini) {
        room.top = slot.y + m.sdp(kEdgeDp);
        room.bottom = room.low = slot.bottom() - m.sdp(kEdgeDp);
        return room;
    }
    // On a low stage the title begins higher than the share says.
    const float title = lay_out_page_chrome(m, slot).title.y - m.sdp(kClearDp);
    room.top = between(slot.y + slot.h * kHigh, below_top_bar(frame, slot));
    room.bottom = between(slot.bottom() - m.sdp(kEdgeDp), title);
    room.low = between(slot.bottom() - slot.h * kLow, std::min(slot.bottom() - slot.h * kLowUnderChrome, title));
    if (preview_) {
        room.bottom = std::min(room.bottom, *preview_ - m.sdp(kEdgeDp));
        room.low = std::min(room.low, room.bottom);
    }
    room.bottom = lifted(frame, room.bottom);
    room.low = lifted(frame, room.low);
    return room;
}

float CaptionView::below_top_bar(const Frame& frame, const Rect& slot) const {
    const Metrics& m = frame.metrics;
    if (m.window_class == WindowClass::Mini) return slot.y;
    const float shade = std::min(m.sdp(kTopShadeDp), slot.h * kTopShadeShare);
    return slot.y + std::max({shade, m.sdp(kTopBarDp), slot.h * kHigh});
}

// Cues that stand where captions stand share a plate; the others have one each.
void CaptionView::add(Frame& frame, std::vector<Block>& blocks, const ShownCues& cues, const Rect& slot, bool second,
                      float scale) const {
    Block shared;
    shared.second = second;
    shared.id = second ? "player.captions.second" : "player.captions";
    std::string language = cues.language;
    int placed = 0;
    for (const SubtitleCue* cue : cues.cues) {
        Block own;
        const bool apart = cue->place.has_value() && !second;
        if (apart) {
            own.place = cue->place;
            own.id = "player.captions.placed." + std::to_string(placed++);
        }
        append_cue(apart ? own.what : shared.what, *cue, ink());
        if (!apart || own.what.text.empty()) continue;
        lay_out(frame, own, language, slot, scale);
        blocks.push_back(std::move(own));
    }
    if (shared.what.text.empty() && cues.cues.empty() && preview_ && !second) {
        shared.what.text = frame.strings(Text::SubtitleSample);
        language = frame.strings.language();
    }
    if (shared.what.text.empty()) return;
    lay_out(frame, shared, language, slot, scale);
    blocks.push_back(std::move(shared));
}

void CaptionView::lay_out(Frame& frame, Block& block, const std::string& language, const Rect& slot,
                          float scale) const {
    const Metrics& m = frame.metrics;
    const float share = kSizeShares[static_cast<std::size_t>(style_.size)] * (block.second ? kSecondScale : 1) *
                        (m.tv() ? kTvScale : 1);
    const float side = m.sdp(m.window_class == WindowClass::Mini || m.tv() ? kMiniSideDp : kSideDp);
    const float padding = m.sdp(12);
    float width = slot.w - 2 * side - 2 * padding;
    TextStyle style;
    style.align = TextAlign::Center;
    give_plate(block.what);
    style.spans = block.what.spans;
    style.rubies = block.what.rubies;
    style.max_lines = 3;
    const float size = std::max(share * slot.w, (block.second ? 10 : 12) * m.u) * scale;
    const bool in_columns = block.place && block.place->writing != CueWriting::Across;
    const auto columns =
        in_columns ? columns_of(text_with_readings(block.what), *block.place, slot, size) : std::nullopt;
    if (columns) {
        style.align = TextAlign::Start;
        style.max_lines = 0;
        style.spans.clear();
        style.rubies.clear();
    } else if (block.place && !in_columns) {
        width = std::max(std::min(width, slot.w * block.place->size - 2 * padding), slot.w * 0.3f);
        if (block.place->align == CueAnchor::Start) style.align = TextAlign::Start;
        if (block.place->align == CueAnchor::End) style.align = TextAlign::End;
    }
    block.label =
        fitting_label(frame, columns.value_or(block.what.text), language, size, width, std::move(style), style_.font);
    block.plate = {static_cast<int>(std::ceil(block.label.width + 2 * padding)),
                   static_cast<int>(std::ceil(block.label.height + 2 * m.sdp(block.second ? 3 : 6)))};
}

bool CaptionView::fits(const CaptionRoom& room, const std::vector<Block>& blocks) const {
    float height = -room.gap;
    for (const Block& block : blocks) {
        if (!block.place) height += static_cast<float>(block.plate.height) + room.gap;
    }
    return height <= room.bottom - room.top;
}

void CaptionView::draw_blocks(Frame& frame, const std::vector<Block>& blocks, const Rect& slot,
                              const Rect& video) const {
    const CaptionRoom free = room(frame, slot);
    std::vector<Size> stacked;
    for (const Block& block : blocks) {
        if (!block.place) stacked.push_back(block.plate);
    }
    std::vector<Rect> taken = stack_captions(free, style_.position, stacked);
    std::size_t next = 0;
    for (const Block& block : blocks) {
        if (!block.place) draw_block(frame, block, taken[next++]);
    }
    const bool mini = frame.metrics.window_class == WindowClass::Mini;
    const Rect rail = mini || rise_.value(frame.now) <= 0 ? Rect{} : lay_out_page_chrome(frame.metrics, slot).rail;
    for (const Block& block : blocks) {
        if (!block.place) continue;
        taken.push_back(place_caption(free, rail, *block.place, video, block.plate, taken));
        draw_block(frame, block, taken.back());
    }
}

void CaptionView::draw_block(Frame& frame, const Block& block, const Rect& place) const {
    if (block.label.id == 0) return;
    const float plate = kPlates[static_cast<std::size_t>(style_.plate)];
    const std::uint32_t rgb = block.what.plate.value_or(0);
    const auto channel = [rgb](int shift) { return static_cast<std::uint8_t>(rgb >> shift & 255); };
    // Letters were judged on the colour alone, not on what shines through it.
    const float opacity = block.what.plate ? 1 : plate;
    if (plate > 0)
        frame.canvas.fill_rounded(place, frame.metrics.sdp(8),
                                  Color{channel(16), channel(8), channel(0)}.with_alpha(opacity));
    // Letters without a plate are outlined, whoever asked for it: they have to be read on anything.
    const bool outlined = style_.outline || plate == 0;
    frame.text_in(block.label, place, Frame::At::Center, kColors[static_cast<std::size_t>(style_.color)], outlined);
    frame.node(block.id, "text", block.what.text, place, block.what.text);
}

CaptionInk CaptionView::ink() const {
    const Color color = kColors[static_cast<std::size_t>(style_.color)];
    return {static_cast<std::uint32_t>(color.r) << 16 | static_cast<std::uint32_t>(color.g) << 8 | color.b,
            style_.plate != CaptionPlate::None};
}

// As their author wants them; what stands at the bottom is raised above the chrome.
void CaptionView::draw_styled(Frame& frame, PlayerHost& host, const PageView& view, const Rect& slot,
                              const Rect& video) const {
    const auto pixels = [](float value) { return static_cast<int>(std::lround(value)); };
    AssGeometry geometry;
    geometry.width = pixels(slot.w);
    geometry.height = pixels(slot.h);
    geometry.left = pixels(video.x - slot.x);
    geometry.top = pixels(video.y - slot.y);
    geometry.right = pixels(slot.right() - video.right());
    geometry.bottom = pixels(slot.bottom() - video.bottom());
    if (view.snapshot) {
        geometry.video_width = view.snapshot->video_width;
        geometry.video_height = view.snapshot->video_height;
    }
    geometry.scale = kSizeShares[static_cast<std::size_t>(style_.size)] / kSizeShares[1];
    if (chrome_shown_ && frame.metrics.window_class != WindowClass::Mini)
        geometry.raised = (slot.bottom() - lay_out_page_chrome(frame.metrics, slot).title.y) / slot.h;
    if (lift_.target() > 0) geometry.raised = std::max(geometry.raised, (slot.bottom() - lifted_to_) / slot.h);
    const auto shown = static_cast<float>(rise_.value(frame.now));
    const bool has_rail = frame.metrics.window_class != WindowClass::Mini && shown > 0;
    const Rect rail = has_rail ? lay_out_page_chrome(frame.metrics, slot).rail : Rect{};
    const std::vector<OverlayImage> overlays = host.captions().overlay(view.index, geometry);
    std::vector<Rect> places;
    for (const OverlayImage& overlay : overlays)
        places.push_back({std::round(slot.x) + static_cast<float>(overlay.x),
                          std::round(slot.y) + static_cast<float>(overlay.y), static_cast<float>(overlay.image->width),
                          static_cast<float>(overlay.image->height)});
    const float top = slot.y + (below_top_bar(frame, slot) - slot.y) * shown;
    places = clear_of_bars(std::move(places), slot, shown > 0 ? top : slot.y - slot.h, slot.bottom() + slot.h);
    for (std::size_t i = 0; i < overlays.size(); ++i) {
        const Rect place = clear_of_rail(rounded(places[i]), rail, slot, frame.metrics.sdp(kEdgeDp), shown);
        frame.canvas.image(overlays[i].image, place, 0);
        frame.node("player.captions.overlay", "image", "", place);
    }
}

void CaptionView::draw_pictures(Frame& frame, const ShownCues& cues, const Rect& slot, const Rect& video) const {
    std::vector<Rect> places;
    std::vector<ImagePtr> images;
    for (const SubtitleCue* cue : cues.cues) {
        for (const CuePicture& picture : cue->pictures) {
            const float across = video.w / static_cast<float>(picture.canvas_width);
            const float down = video.h / static_cast<float>(picture.canvas_height);
            // Made for another shape (a film without its bars, say) letters keep theirs, and all of them are there.
            const float scale = std::min(across, down);
            const auto w = static_cast<float>(picture.image->width), h = static_cast<float>(picture.image->height);
            const Point center{video.x + (static_cast<float>(picture.x) + w / 2) * across,
                               video.y + (static_cast<float>(picture.y) + h / 2) * down};
            places.push_back({center.x - w * scale / 2, center.y - h * scale / 2, w * scale, h * scale});
            images.push_back(picture.image);
        }
    }
    const auto shown = static_cast<float>(rise_.value(frame.now));
    if (shown > 0) {
        const float top = slot.y + (below_top_bar(frame, slot) - slot.y) * shown;
        const float bottom = slot.bottom() - (slot.bottom() - room(frame, slot).bottom) * shown;
        places = clear_of_bars(std::move(places), slot, top, bottom);
    }
    for (std::size_t i = 0; i < images.size(); ++i) {
        const Rect place = rounded(places[i]);
        if (place.empty()) continue;
        frame.canvas.image(images[i], place, 0);
        frame.node("player.captions.picture", "image", "", place);
    }
}

void CaptionView::draw(Frame& frame, PlayerHost& host, const PageView& view, const Rect& slot, const Rect& video) {
    style_ = host.captions().style();
    ShownCues cues = host.captions().cues(view.index);
    draw_pictures(frame, cues, slot, video);
    if (cues.styled) {
        draw_styled(frame, host, view, slot, video);
        for (const SubtitleCue* cue : cues.cues)
            frame.node("player.captions.styled", "text", cue->text, slot, cue->text);
        cues.cues.clear();
    }
    const ShownCues second = host.captions().second_cues(view.index);
    const CaptionRoom free = room(frame, slot);
    std::vector<Block> blocks;
    for (const float scale : {1.0f, 0.85f, 0.7f, 0.55f}) {
        blocks.clear();
        if (!cues.styled) add(frame, blocks, cues, slot, false, scale);
        add(frame, blocks, second, slot, true, scale);
        if (fits(free, blocks)) break;
    }
    // Rather one language than two over the chrome.
    if (!fits(free, blocks)) std::erase_if(blocks, [](const Block& block) { return block.second; });
    // Rather none for as long as somebody looks for a moment than one half behind the picture of it.
    if (lift_.target() > 0 && !fits(free, blocks)) blocks.clear();
    draw_blocks(frame, blocks, slot, video);
}

}  // namespace cliffhanger
