// The TextEngine over Pango and Cairo. A label is laid out when it is asked for and rasterised when it is first drawn;
// its pixels live in the atlas until it has not been drawn for 240 frames. Main thread only.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "app/render/textures.h"
#include "app/text/caret_geometry.h"
#include "app/text/fonts_future.h"
#include "app/text/missing_fonts.h"
#include "app/text/text_engine.h"

namespace cliffhanger {

/// The pixels of a label, relative to its logical top left corner.
struct LabelSprite {
    TextureRegion region;  ///< texture 0 = nothing to draw
    int dx = 0, dy = 0;
};

/// White letters to be tinted, coloured glyphs as they are, and the blurred shape of both for a shadow.
struct LabelSprites {
    LabelSprite letters, colored, shadow;
};

struct RasterImage;
enum class GlyphKind;

class PangoTextEngine final : public TextEngine, public CaretGeometry {
 public:
    explicit PangoTextEngine(Textures& textures, FontsFuture fonts = load_fonts());
    ~PangoTextEngine() override;

    Label label(std::string_view utf8, std::string_view language, const TextStyle& style, float max_width) override;
    void set_scale(float px_per_dp, float text_scale) override;
    std::vector<FontPackage> missing_fonts() const override { return missing_fonts_.packages(); }
    float caret_x(const Label& label, std::size_t index) override;
    std::size_t index_at(const Label& label, float x) override;
    std::vector<Span> spans(const Label& label, std::size_t begin, std::size_t end) override;

    float px_per_dp() const { return px_per_dp_; }
    /// Counts frames and gives up what has not been drawn for long.
    void begin_frame();
    /// The label's pixels, rasterised now if need be; null for an id of before a flush.
    const LabelSprites* sprites(const Label& label);
    /// As sprites(), with the shadow.
    const LabelSprites* sprites_with_shadow(const Label& label);
    /// Bytes of atlas space in use by labels.
    std::size_t raster_bytes() const { return raster_bytes_; }
    std::size_t label_count() const { return labels_.size(); }

 private:
    struct Key;
    struct Layout;
    struct Entry;

    Entry* find(std::uint32_t id);
    /// The label's entry, laid out in layout_; nullptr for an id of before a flush.
    Entry* held(const Label& label);
    void lay_out(Entry& entry);
    RasterImage raster(const Entry& entry, GlyphKind kind) const;
    void rasterize(Entry& entry);
    void drop_raster(Entry& entry);
    void evict();

    Textures& textures_;
    FontsFuture loading_fonts_;
    std::unique_ptr<Fonts> fonts_;  ///< taken over when the first label is laid out
    MissingFonts missing_fonts_;
    std::unique_ptr<Layout> layout_;  ///< the one context and layout that all labels are set with
    float px_per_dp_ = 1, text_scale_ = 1;
    std::uint64_t frame_ = 0;
    std::uint32_t last_id_ = 0;
    std::size_t raster_bytes_ = 0;
    std::unordered_map<std::uint32_t, std::unique_ptr<Entry>> labels_;
    std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;
};

}  // namespace cliffhanger
