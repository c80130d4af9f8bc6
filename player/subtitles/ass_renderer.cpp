#include "player/subtitles/ass_renderer.h"

#include <ass/ass.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>

#include "player/subtitles/ass_blend.h"

namespace cliffhanger {
namespace {

struct LibraryDeleter {
    void operator()(ASS_Library* library) const { ass_library_done(library); }
};
struct RendererDeleter {
    void operator()(ASS_Renderer* renderer) const { ass_renderer_done(renderer); }
};
struct TrackDeleter {
    void operator()(ASS_Track* track) const { ass_free_track(track); }
};

constexpr int kLogWarnings = 2;  // libass's levels: 0 fatal ... 7 debug
constexpr const char* kDefaultFamily = "Noto Sans";
constexpr int kGlyphCache = 1000, kBitmapCacheMiB = 16;

void log_message(int level, const char* format, va_list arguments, void*) {
    if (level > kLogWarnings) return;
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    spdlog::debug("ass: {}", text.data());
}

}  // namespace

class AssRenderer::Library {
 public:
    Library() : library_(ass_library_init()) {
        if (!library_) return;
        ass_set_message_cb(library_.get(), &log_message, nullptr);
        ass_set_extract_fonts(library_.get(), 1);
    }

    std::optional<std::vector<OverlayImage>> render(const SubtitleDocument& document, MediaTime time,
                                                    const AssGeometry& geometry) {
        if (!library_ || geometry.width <= 0 || geometry.height <= 0) return std::nullopt;
        bool fresh = false;
        if (document.ass != script_) {
            load(document);
            fresh = true;
        }
        if (!track_ || !renderer_) return std::nullopt;
        add_events(document);
        if (!(geometry == geometry_)) configure(geometry);
        int change = 0;
        const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
        const ASS_Image* images = ass_render_frame(renderer_.get(), track_.get(), at, &change);
        if (change == 0 && !fresh) return std::nullopt;
        return blend_ass_images(images, geometry.width, geometry.height);
    }

 private:
    void load(const SubtitleDocument& document) {
        script_ = document.ass;
        track_.reset();
        renderer_.reset();
        events_ = 0;
        geometry_ = {};
        ass_clear_fonts(library_.get());
        for (const AssFont& font : script_->fonts) {
            ass_add_font(library_.get(), font.name.c_str(), font.data.data(), static_cast<int>(font.data.size()));
        }
        std::string text = script_->text;
        if (document.cues.empty() || document.cues.front().event.empty()) {
            track_.reset(ass_read_memory(library_.get(), text.data(), text.size(), nullptr));
        } else {
            track_.reset(ass_new_track(library_.get()));
            if (track_) ass_process_codec_private(track_.get(), text.data(), static_cast<int>(text.size()));
        }
        renderer_.reset(ass_renderer_init(library_.get()));
        if (!renderer_) return;
        // After the track, whose fonts are found while it is read.
        ass_set_fonts(renderer_.get(), nullptr, kDefaultFamily, ASS_FONTPROVIDER_AUTODETECT, nullptr, 1);
        ass_set_cache_limits(renderer_.get(), kGlyphCache, kBitmapCacheMiB);
        ass_set_use_margins(renderer_.get(), 1);
    }

    /// libass knows events that it has by their number.
    void add_events(const SubtitleDocument& document) {
        if (document.cues.size() == events_) return;
        events_ = document.cues.size();
        for (const SubtitleCue& cue : document.cues) {
            if (cue.event.empty()) continue;
            std::string event = cue.event;
            using std::chrono::duration_cast;
            using std::chrono::milliseconds;
            ass_process_chunk(track_.get(), event.data(), static_cast<int>(event.size()),
                              duration_cast<milliseconds>(cue.start).count(),
                              duration_cast<milliseconds>(cue.end - cue.start).count());
        }
    }

    void configure(const AssGeometry& geometry) {
        geometry_ = geometry;
        ASS_Renderer* renderer = renderer_.get();
        ass_set_frame_size(renderer, geometry.width, geometry.height);
        if (geometry.video_width > 0 && geometry.video_height > 0)
            ass_set_storage_size(renderer, geometry.video_width, geometry.video_height);
        ass_set_margins(renderer, geometry.top, geometry.bottom, geometry.left, geometry.right);
        ass_set_font_scale(renderer, geometry.scale);
        ass_set_line_position(renderer, std::clamp(geometry.raised * 100.0, 0.0, 100.0));
    }

    std::unique_ptr<ASS_Library, LibraryDeleter> library_;
    std::shared_ptr<const AssScript> script_;
    std::unique_ptr<ASS_Track, TrackDeleter> track_;
    std::unique_ptr<ASS_Renderer, RendererDeleter> renderer_;
    std::size_t events_ = 0;
    AssGeometry geometry_;
};

AssRenderer::AssRenderer() : library_(std::make_unique<Library>()) {}
AssRenderer::~AssRenderer() = default;

std::optional<std::vector<OverlayImage>> AssRenderer::render(const SubtitleDocument& document, MediaTime time,
                                                             const AssGeometry& geometry) {
    if (!document.ass) return std::nullopt;
    return library_->render(document, time, geometry);
}

}  // namespace cliffhanger
