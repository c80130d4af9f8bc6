#include "app/text/pango_text_engine.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/text/fonts.h"
#include "app/text/label_raster.h"

namespace cliffhanger {
namespace {

constexpr std::uint64_t kUnseenFrames = 240;
constexpr std::size_t kRasterBudget = std::size_t{12} << 20;
constexpr std::size_t kMaxLabels = 4096;
constexpr std::uint64_t kEvictEvery = 30;
// The smallest letters stand beside the scrims, and blurring thins their strokes to a sixth: 4.5:1 on white needs the
// shadow beside them as dark as it is meant to be.
constexpr int kMicroShadowGain = 12;
constexpr float kShadowDp = 2;
constexpr float kTallFactor = 1.15f;
constexpr float kSubtitleLine = 1.3f;
constexpr float kSpacedLetters = 0.12f;  ///< of the size
/// Captions without a plate: their shadow is their outline.
constexpr float kOutlineShare = 0.05f;
constexpr int kOutlineGain = 6;

std::size_t bytes_of(const LabelSprite& sprite) {
    return sprite.region.texture == 0
               ? 0
               : static_cast<std::size_t>(sprite.region.rect.w) * static_cast<std::size_t>(sprite.region.rect.h) * 4;
}

std::string valid_utf8(std::string_view text) {
    char* made = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
    std::string result(made);
    g_free(made);
    return result;
}

void insert_span(PangoAttrList* attributes, const TextSpan& span) {
    const auto insert = [&](PangoAttribute* attribute) {
        attribute->start_index = static_cast<guint>(span.begin);
        attribute->end_index = static_cast<guint>(span.end);
        pango_attr_list_insert(attributes, attribute);
    };
    if (span.bold) insert(pango_attr_weight_new(PANGO_WEIGHT_HEAVY));
    if (span.italic) insert(pango_attr_style_new(PANGO_STYLE_ITALIC));
    if (span.underline) insert(pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
    if (span.strike) insert(pango_attr_strikethrough_new(TRUE));
    const auto channel = [](std::uint32_t rgb, int shift) { return static_cast<guint16>((rgb >> shift & 255) * 257); };
    if (const auto rgb = span.rgb)
        insert(pango_attr_foreground_new(channel(*rgb, 16), channel(*rgb, 8), channel(*rgb, 0)));
    if (const auto rgb = span.background)
        insert(pango_attr_background_new(channel(*rgb, 16), channel(*rgb, 8), channel(*rgb, 0)));
}

PangoAlignment pango_alignment(TextAlign align) {
    switch (align) {
        case TextAlign::Center:
            return PANGO_ALIGN_CENTER;
        case TextAlign::End:
            return PANGO_ALIGN_RIGHT;
        case TextAlign::Start:
            break;
    }
    return PANGO_ALIGN_LEFT;
}

}  // namespace

struct PangoTextEngine::Key {
    std::string text, language;
    TextStyle style;
    int width = -1;

    std::size_t hash() const {
        std::size_t h = std::hash<std::string>()(text);
        const auto mix = [&h](std::size_t value) { h ^= value + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2); };
        mix(std::hash<std::string>()(language));
        mix(std::hash<float>()(style.size_px));
        mix(static_cast<std::size_t>(style.token) | static_cast<std::size_t>(style.align) << 8 |
            static_cast<std::size_t>(style.max_lines) << 16 | static_cast<std::size_t>(style.weight) << 32 |
            static_cast<std::size_t>(style.ellipsis) << 48 | static_cast<std::size_t>(style.face) << 52);
        mix(static_cast<std::size_t>(width));
        for (const TextSpan& span : style.spans)
            mix(span.begin << 24 ^ span.end << 4 ^ static_cast<std::size_t>(span.bold) << 1 ^
                static_cast<std::size_t>(span.italic) ^ static_cast<std::size_t>(span.underline) << 2 ^
                static_cast<std::size_t>(span.strike) << 3 ^ static_cast<std::size_t>(span.rgb.value_or(1)) << 32 ^
                static_cast<std::size_t>(span.background.value_or(1)) << 8);
        for (const TextRuby& ruby : style.rubies)
            mix(std::hash<std::string>()(ruby.reading) ^ ruby.begin << 24 ^ ruby.end);
        return h;
    }
    bool operator==(const Key& o) const {
        return text == o.text && language == o.language && width == o.width && style.token == o.style.token &&
               style.size_px == o.style.size_px && style.weight == o.style.weight && style.align == o.style.align &&
               style.max_lines == o.style.max_lines && style.ellipsis == o.style.ellipsis &&
               style.face == o.style.face && style.spans == o.style.spans && style.rubies == o.style.rubies;
    }
};

struct PangoTextEngine::Layout {
    PangoContextPtr context;
    PangoLayoutPtr layout;
    std::uint32_t holds = 0;  ///< the label that is laid out in it now
};

struct PangoTextEngine::Entry {
    Key key;
    Label label;
    int origin_x = 0;  ///< the label box's left edge in the layout
    int lowered = 0;   ///< how much deeper the letters stand than in the layout, for readings over them
    float size = 0;    ///< of the letters
    bool rasterized = false;
    LabelSprites sprites;
    std::uint64_t seen = 0;
};

PangoTextEngine::PangoTextEngine(Textures& textures, FontsFuture fonts)
    : textures_(textures), loading_fonts_(std::move(fonts)) {}
PangoTextEngine::~PangoTextEngine() = default;

void PangoTextEngine::set_scale(float px_per_dp, float text_scale) {
    if (px_per_dp == px_per_dp_ && text_scale == text_scale_) return;
    px_per_dp_ = px_per_dp;
    text_scale_ = text_scale;
    for (auto& [id, entry] : labels_) drop_raster(*entry);
    labels_.clear();
    by_hash_.clear();
    if (layout_) layout_->holds = 0;
    textures_.begin_epoch();
}

Label PangoTextEngine::label(std::string_view utf8, std::string_view language, const TextStyle& style,
                             float max_width) {
    if (utf8.empty()) return {};
    Key key{
        g_utf8_validate(utf8.data(), static_cast<gssize>(utf8.size()), nullptr) ? std::string(utf8) : valid_utf8(utf8),
        std::string(language), style, max_width > 0 ? static_cast<int>(std::ceil(max_width)) : -1};
    const std::size_t hash = key.hash();
    const auto [first, last] = by_hash_.equal_range(hash);
    for (auto it = first; it != last; ++it) {
        Entry& entry = *labels_.at(it->second);
        if (!(entry.key == key)) continue;
        entry.seen = frame_;
        return entry.label;
    }
    auto entry = std::make_unique<Entry>();
    entry->key = std::move(key);
    entry->seen = frame_;
    entry->label.id = ++last_id_;
    lay_out(*entry);
    by_hash_.emplace(hash, entry->label.id);
    const Label result = entry->label;
    labels_.emplace(result.id, std::move(entry));
    return result;
}

void PangoTextEngine::lay_out(Entry& entry) {
    if (!fonts_) {
        fonts_ = loading_fonts_.get();
        layout_ = std::make_unique<Layout>();
        layout_->context = fonts_->make_context();
        if (layout_->context) layout_->layout.reset(pango_layout_new(layout_->context.get()));
    }
    if (!layout_->layout) return;
    const Key& key = entry.key;
    const TextStyle& style = key.style;
    const TypeMetrics type = type_metrics(style.token);
    const ScriptTraits traits = script_traits(key.text);
    const float size = style.size_px > 0 ? style.size_px : type.size * px_per_dp_ * text_scale_;
    const float ratio = style.token == TypeToken::Subtitle ? kSubtitleLine : type.line / type.size;
    const float readings = style.rubies.empty() ? 0 : std::round(room_for_readings(size) / 2) * 2;
    const float line = std::round(size * ratio * (traits.tall ? kTallFactor : 1.0f)) + readings;
    entry.size = size;
    // Pango spreads what a line is higher than its letters over and under them.
    entry.lowered = static_cast<int>(readings / 2);

    PangoLayout* layout = layout_->layout.get();
    layout_->holds = entry.label.id;
    pango_context_set_language(layout_->context.get(),
                               pango_language_from_string(pango_language(key.language).c_str()));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, family_list(key.language, traits, style.face == FontFace::Serif).c_str());
    pango_font_description_set_absolute_size(font, static_cast<double>(size) * PANGO_SCALE);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight > 0 ? style.weight : type.weight));
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);

    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(static_cast<int>(line) * PANGO_SCALE));
    // Letters that join, or carry marks beside them, stay together.
    if (style.face == FontFace::Spaced && !traits.tall)
        pango_attr_list_insert(attributes,
                               pango_attr_letter_spacing_new(static_cast<int>(size * kSpacedLetters * PANGO_SCALE)));
    for (const TextSpan& span : style.spans) insert_span(attributes, span);
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_auto_dir(layout, TRUE);
    pango_layout_set_single_paragraph_mode(layout, style.max_lines == 1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, key.width > 0 ? key.width * PANGO_SCALE : -1);
    const bool ellipsize = style.ellipsis && style.max_lines > 0 && key.width > 0;
    pango_layout_set_ellipsize(layout, ellipsize ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_height(layout, ellipsize ? -style.max_lines : -1);
    // Pango turns LEFT and RIGHT round for right-to-left paragraphs: LEFT means "start".
    pango_layout_set_alignment(layout, pango_alignment(style.align));
    pango_layout_set_text(layout, key.text.data(), static_cast<int>(key.text.size()));
    if (!style.rubies.empty()) make_room_for_readings(layout, style, size);

    PangoRectangle logical;
    pango_layout_get_pixel_extents(layout, nullptr, &logical);
    const int lines = pango_layout_get_line_count(layout);
    Label& label = entry.label;
    label.lines = style.max_lines > 0 ? std::min(lines, style.max_lines) : lines;
    entry.origin_x = logical.x;
    label.width = static_cast<float>(logical.width);
    label.height = line * static_cast<float>(label.lines);
    label.baseline = std::round(static_cast<float>(pango_layout_get_baseline(layout)) / PANGO_SCALE) + readings / 2;
    label.ellipsized = pango_layout_is_ellipsized(layout) != 0;
    label.rtl = pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
    label.unknown_glyphs = pango_layout_get_unknown_glyphs_count(layout);
    if (label.unknown_glyphs > 0) missing_fonts_.look(key.text, *fonts_);
}

/// Of an entry that is laid out.
RasterImage PangoTextEngine::raster(const Entry& entry, GlyphKind kind) const {
    PangoLayout* layout = layout_->layout.get();
    const auto readings = place_readings(layout, entry.key.style, entry.size, entry.label.lines);
    RasterImage image = rasterize_layout(layout, kind, entry.label.lines, readings);
    image.place.y += entry.lowered;
    return image;
}

void PangoTextEngine::rasterize(Entry& entry) {
    if (!layout_ || layout_->holds != entry.label.id) lay_out(entry);
    entry.rasterized = true;
    if (!layout_->layout) return;
    for (const GlyphKind kind : {GlyphKind::Letters, GlyphKind::Colored}) {
        const RasterImage image = raster(entry, kind);
        if (image.place.empty()) continue;
        LabelSprite& sprite = kind == GlyphKind::Letters ? entry.sprites.letters : entry.sprites.colored;
        sprite = {textures_.allocate(image.place.w, image.place.h), image.place.x - entry.origin_x, image.place.y};
        textures_.store(sprite.region, image.argb.data());
        raster_bytes_ += bytes_of(sprite);
    }
}

PangoTextEngine::Entry* PangoTextEngine::find(std::uint32_t id) {
    const auto found = labels_.find(id);
    if (found == labels_.end()) return nullptr;
    found->second->seen = frame_;
    return found->second.get();
}

PangoTextEngine::Entry* PangoTextEngine::held(const Label& label) {
    Entry* entry = find(label.id);
    if (entry == nullptr || !layout_ || !layout_->layout) return nullptr;
    if (layout_->holds != label.id) lay_out(*entry);
    return entry;
}

float PangoTextEngine::caret_x(const Label& label, std::size_t index) {
    const Entry* entry = held(label);
    if (entry == nullptr) return 0;
    PangoRectangle strong;
    pango_layout_get_cursor_pos(layout_->layout.get(), static_cast<int>(std::min(index, entry->key.text.size())),
                                &strong, nullptr);
    return static_cast<float>(strong.x) / PANGO_SCALE - static_cast<float>(entry->origin_x);
}

std::size_t PangoTextEngine::index_at(const Label& label, float x) {
    const Entry* entry = held(label);
    if (entry == nullptr) return 0;
    int index = 0, trailing = 0;
    const auto at = static_cast<int>((x + static_cast<float>(entry->origin_x)) * PANGO_SCALE);
    pango_layout_xy_to_index(layout_->layout.get(), at, PANGO_SCALE, &index, &trailing);
    const char* place = entry->key.text.c_str() + index;
    while (trailing-- > 0 && *place != 0) place = g_utf8_next_char(place);
    return static_cast<std::size_t>(place - entry->key.text.c_str());
}

std::vector<CaretGeometry::Span> PangoTextEngine::spans(const Label& label, std::size_t begin, std::size_t end) {
    const Entry* entry = held(label);
    if (entry == nullptr || begin >= end) return {};
    PangoLayoutLine* line = pango_layout_get_line_readonly(layout_->layout.get(), 0);
    int* ranges = nullptr;
    int count = 0;
    pango_layout_line_get_x_ranges(line, static_cast<int>(begin), static_cast<int>(end), &ranges, &count);
    std::vector<Span> found;
    for (int i = 0; i < count; ++i)
        found.push_back({static_cast<float>(ranges[2 * i]) / PANGO_SCALE - static_cast<float>(entry->origin_x),
                         static_cast<float>(ranges[2 * i + 1]) / PANGO_SCALE - static_cast<float>(entry->origin_x)});
    g_free(ranges);
    return found;
}

const LabelSprites* PangoTextEngine::sprites(const Label& label) {
    Entry* entry = find(label.id);
    if (entry == nullptr) return nullptr;
    if (!entry->rasterized) rasterize(*entry);
    return &entry->sprites;
}

const LabelSprites* PangoTextEngine::sprites_with_shadow(const Label& label) {
    Entry* entry = find(label.id);
    if (entry == nullptr) return nullptr;
    if (!entry->rasterized) rasterize(*entry);
    if (entry->sprites.shadow.region.texture != 0 || !layout_->layout) return &entry->sprites;
    if (layout_->holds != label.id) lay_out(*entry);
    const RasterImage shape = joined_shape(raster(*entry, GlyphKind::Letters), raster(*entry, GlyphKind::Colored));
    if (shape.place.empty()) return &entry->sprites;
    const TextStyle& style = entry->key.style;
    const bool caption = style.token == TypeToken::Subtitle;
    const float spread = caption ? style.size_px * kOutlineShare : kShadowDp * px_per_dp_ / 2;
    const int radius = std::max(1, static_cast<int>(std::lround(spread)));
    const int gain = caption ? kOutlineGain : style.token == TypeToken::Micro ? kMicroShadowGain : 1;
    const RasterImage blurred = blurred_shape(shape, radius, gain);
    LabelSprite& shadow = entry->sprites.shadow;
    shadow = {textures_.allocate(blurred.place.w, blurred.place.h), blurred.place.x - entry->origin_x, blurred.place.y};
    textures_.store(shadow.region, blurred.argb.data());
    raster_bytes_ += bytes_of(shadow);
    return &entry->sprites;
}

void PangoTextEngine::drop_raster(Entry& entry) {
    for (LabelSprite* sprite : {&entry.sprites.letters, &entry.sprites.colored, &entry.sprites.shadow}) {
        raster_bytes_ -= bytes_of(*sprite);
        textures_.release(sprite->region);
        *sprite = {};
    }
    entry.rasterized = false;
}

void PangoTextEngine::begin_frame() {
    ++frame_;
    if (frame_ % kEvictEvery == 0 || raster_bytes_ > kRasterBudget) evict();
}

void PangoTextEngine::evict() {
    for (auto& [id, entry] : labels_) {
        if (entry->rasterized && entry->seen + kUnseenFrames < frame_) drop_raster(*entry);
    }
    if (raster_bytes_ > kRasterBudget) {
        std::vector<Entry*> oldest;
        for (auto& [id, entry] : labels_) {
            // What the last frame drew must keep its place: equal draw lists have to mean equal pixels.
            if (entry->rasterized && entry->seen + 2 < frame_) oldest.push_back(entry.get());
        }
        std::sort(oldest.begin(), oldest.end(), [](const Entry* a, const Entry* b) { return a->seen < b->seen; });
        for (Entry* entry : oldest) {
            if (raster_bytes_ <= kRasterBudget) break;
            drop_raster(*entry);
        }
    }
    if (labels_.size() <= kMaxLabels) return;
    // Without pixels a label is small and can be drawn again from its text; only far too many are forgotten.
    std::erase_if(by_hash_, [this](const auto& item) {
        const auto found = labels_.find(item.second);
        if (found->second->seen + kUnseenFrames >= frame_) return false;
        labels_.erase(found);
        return true;
    });
}

}  // namespace cliffhanger
