#include "app/render/cpu_presenter.h"

#include <libyuv.h>

#include <algorithm>
#include <cmath>

#include "app/stats/thread_cpu.h"

namespace cliffhanger {
namespace {

constexpr int kOpaque = 255;

/// Edges are rounded, but a size without fraction stays the same wherever the rectangle moves.
IntRect whole(const Rect& rect) {
    return {static_cast<int>(std::lround(rect.x)), static_cast<int>(std::lround(rect.y)),
            static_cast<int>(std::lround(rect.w)), static_cast<int>(std::lround(rect.h))};
}

/// What of `area` lies outside `hole`, in at most four pieces.
std::vector<IntRect> without(const IntRect& area, const IntRect& hole) {
    std::vector<IntRect> pieces;
    const auto add = [&](IntRect piece) {
        if (!piece.empty()) pieces.push_back(piece);
    };
    add({area.x, area.y, area.w, hole.y - area.y});
    add({area.x, hole.bottom(), area.w, area.bottom() - hole.bottom()});
    add({area.x, hole.y, hole.x - area.x, hole.h});
    add({hole.right(), hole.y, area.right() - hole.right(), hole.h});
    return pieces;
}

std::uint32_t mixed(std::uint32_t below, std::uint32_t above, std::uint32_t part) {
    const auto channel = [&](int shift) {
        const std::uint32_t a = (below >> shift) & 255, b = (above >> shift) & 255;
        return ((a * (255 - part) + b * part + 127) / 255) << shift;
    };
    return 0xff000000u | channel(16) | channel(8) | channel(0);
}

void add_unless_covered(std::vector<IntRect>& rects, const IntRect& rect) {
    if (rect.empty()) return;
    for (const IntRect& other : rects) {
        if (other.contains(rect)) return;
    }
    std::erase_if(rects, [&](const IntRect& other) { return rect.contains(other); });
    rects.push_back(rect);
}

}  // namespace

CpuPresenter::CpuPresenter(std::unique_ptr<PixelTarget> target) : target_(std::move(target)) {}
CpuPresenter::~CpuPresenter() = default;

std::vector<CpuPresenter::Placed> CpuPresenter::place(const Scene& scene, Size window) const {
    std::vector<Placed> placed;
    const IntRect bounds{0, 0, window.width, window.height};
    for (const StagePicture& picture : scene.pictures) {
        Placed next;
        next.source = std::visit([](const auto& held) { return std::shared_ptr<const void>(held); }, picture.picture);
        next.video = std::holds_alternative<VideoFramePtr>(picture.picture);
        next.destination = whole(picture.destination);
        next.clip = whole(picture.clip);
        next.radius = static_cast<int>(std::lround(picture.corner_radius));
        next.opacity = static_cast<int>(std::lround(std::clamp(picture.opacity, 0.0f, 1.0f) * kOpaque));
        if (!next.source || next.opacity == 0 || intersect(next.visible(), bounds).empty()) continue;
        placed.push_back(std::move(next));
    }
    return placed;
}

std::vector<IntRect> CpuPresenter::changed_by_pictures(const std::vector<Placed>& next, bool background_changed) const {
    const IntRect window{0, 0, pixels_.size.width, pixels_.size.height};
    if (background_changed) return {window};
    std::vector<IntRect> changed;
    for (std::size_t i = 0; i < std::max(next.size(), placed_.size()); ++i) {
        if (i < next.size() && i < placed_.size() && next[i] == placed_[i]) continue;
        // Where the old picture lay and the new one does not, what is below shows; one rectangle for both is cheapest.
        IntRect rect;
        if (i < next.size()) rect = unite(rect, next[i].visible());
        if (i < placed_.size()) rect = unite(rect, placed_[i].visible());
        add_unless_covered(changed, intersect(rect, window));
    }
    return changed;
}

bool CpuPresenter::present(const Scene& scene, const ImDrawList& interface, Textures& textures) {
    pixels_ = target_->lock();
    if (pixels_.data == nullptr) return false;
    const IntRect window{0, 0, pixels_.size.width, pixels_.size.height};
    std::vector<Placed> next = place(scene, pixels_.size);
    const bool all = pixels_.fresh || redraw_all_ || scene.background != background_;
    std::vector<IntRect> changed = changed_by_pictures(next, all);
    placed_ = std::move(next);
    background_ = scene.background;
    redraw_all_ = false;
    for (const IntRect& rect : updated_overlay(interface, textures)) {
        add_unless_covered(changed, intersect(rect, window));
    }
    for (Prepared& entry : prepared_) {
        entry.used = std::any_of(placed_.begin(), placed_.end(), [&](const Placed& p) {
            return p.source == entry.source && entry.size == Size{p.destination.w, p.destination.h};
        });
    }
    if (changed.empty()) return false;
    for (const IntRect& rect : changed) {
        compose(rect, placed_.size());
        const ThreadCpuMeter meter(interface_cpu_s_);
        blend_interface(rect);
    }
    forget_unused();
    target_->show(changed);
    return true;
}

const PreparedPicture& CpuPresenter::prepared(const Placed& picture) {
    const Size size{picture.destination.w, picture.destination.h};
    const IntRect window{0, 0, pixels_.size.width, pixels_.size.height};
    IntRect wanted = intersect(picture.visible(), window).moved(-picture.destination.x, -picture.destination.y);
    // Pages move up and down: what they show of themselves then changes with every frame, so it does not decide.
    if (size.height <= pixels_.size.height * 5 / 4) wanted.y = 0, wanted.h = size.height;
    Prepared* spare = nullptr;
    for (Prepared& entry : prepared_) {
        if (entry.source == picture.source && entry.size == size && entry.picture.area().contains(wanted))
            return entry.picture;
        if (!entry.used || (entry.source == picture.source && entry.size == size)) spare = &entry;
    }
    if (spare == nullptr) spare = &prepared_.emplace_back();
    PreparedPicture old = std::move(spare->picture);
    spare->picture =
        picture.video ? PreparedPicture::from_frame(std::static_pointer_cast<const VideoFrame>(picture.source), size,
                                                    wanted, std::move(old))
                      : PreparedPicture::from_image(std::static_pointer_cast<const cliffhanger::Image>(picture.source),
                                                    size, wanted, std::move(old));
    spare->source = picture.source;
    spare->size = size;
    spare->used = true;
    return spare->picture;
}

void CpuPresenter::forget_unused() {
    std::erase_if(prepared_, [](const Prepared& entry) { return !entry.used; });
}

void CpuPresenter::compose(const IntRect& area, std::size_t count) {
    if (area.empty()) return;
    if (count == 0) {
        const std::uint32_t color = 0xff000000u | static_cast<std::uint32_t>(background_.r) << 16 |
                                    static_cast<std::uint32_t>(background_.g) << 8 | background_.b;
        libyuv::ARGBRect(pixels_.data, pixels_.stride, area.x, area.y, area.w, area.h, color);
        return;
    }
    const Placed& picture = placed_[count - 1];
    const IntRect part = intersect(picture.visible(), area);
    if (part.empty()) return compose(area, count - 1);
    if (picture.opacity == kOpaque) {
        for (const IntRect& piece : without(area, part)) compose(piece, count - 1);
    } else {
        compose(area, count - 1);
    }
    if (picture.radius <= 0) return draw(picture, part);
    const IntRect& clip = picture.clip;
    const int r = std::min({picture.radius, clip.w / 2, clip.h / 2});
    draw(picture, intersect(part, {clip.x, clip.y + r, clip.w, clip.h - 2 * r}));
    draw(picture, intersect(part, {clip.x + r, clip.y, clip.w - 2 * r, r}));
    draw(picture, intersect(part, {clip.x + r, clip.bottom() - r, clip.w - 2 * r, r}));
    for (const int x : {clip.x, clip.right() - r}) {
        for (const int y : {clip.y, clip.bottom() - r}) draw_masked(picture, intersect(part, {x, y, r, r}), count - 1);
    }
}

void CpuPresenter::draw(const Placed& picture, const IntRect& area) {
    if (area.empty()) return;
    const PreparedPicture& source = prepared(picture);
    const IntRect inner = area.moved(-picture.destination.x, -picture.destination.y);
    std::uint8_t* to = at(area.x, area.y);
    if (picture.opacity == kOpaque) return source.convert(inner, to, pixels_.stride);
    const int stride = area.w * 4;
    scratch_.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(area.h));
    source.convert(inner, scratch_.data(), stride);
    libyuv::ARGBInterpolate(to, pixels_.stride, scratch_.data(), stride, to, pixels_.stride, area.w, area.h,
                            picture.opacity);
}

void CpuPresenter::draw_masked(const Placed& picture, const IntRect& area, std::size_t below) {
    if (area.empty()) return;
    if (picture.opacity == kOpaque) compose(area, below);
    std::vector<std::uint32_t> behind(static_cast<std::size_t>(area.w) * static_cast<std::size_t>(area.h));
    libyuv::CopyPlane(at(area.x, area.y), pixels_.stride, reinterpret_cast<std::uint8_t*>(behind.data()), area.w * 4,
                      area.w * 4, area.h);
    draw(picture, area);
    const IntRect& clip = picture.clip;
    const float radius = static_cast<float>(std::min({picture.radius, clip.w / 2, clip.h / 2}));
    for (int y = 0; y < area.h; ++y) {
        auto* row = reinterpret_cast<std::uint32_t*>(at(area.x, area.y + y));
        const int from_edge_y = std::min(area.y + y - clip.y, clip.bottom() - 1 - area.y - y);
        for (int x = 0; x < area.w; ++x) {
            const int from_edge_x = std::min(area.x + x - clip.x, clip.right() - 1 - area.x - x);
            const float dx = radius - static_cast<float>(from_edge_x) - 0.5f,
                        dy = radius - static_cast<float>(from_edge_y) - 0.5f;
            const float coverage = std::clamp(radius - std::hypot(dx, dy) + 0.5f, 0.0f, 1.0f);
            row[x] = mixed(behind[static_cast<std::size_t>(y * area.w + x)], row[x],
                           static_cast<std::uint32_t>(coverage * 255 + 0.5f));
        }
    }
}

const std::vector<IntRect>& CpuPresenter::updated_overlay(const ImDrawList& interface, const Textures& textures) {
    const ThreadCpuMeter meter(interface_cpu_s_);
    return overlay_.update(interface, textures, pixels_.size);
}

void CpuPresenter::blend_interface(const IntRect& area) {
    for (const IntRect& occupied : overlay_.occupied()) {
        const IntRect part = intersect(occupied, area);
        if (part.empty()) continue;
        const std::uint32_t* layer =
            overlay_.pixels() + static_cast<std::ptrdiff_t>(part.y) * overlay_.stride() + part.x;
        libyuv::ARGBBlend(reinterpret_cast<const std::uint8_t*>(layer), overlay_.stride() * 4, at(part.x, part.y),
                          pixels_.stride, at(part.x, part.y), pixels_.stride, part.w, part.h);
    }
}

Image CpuPresenter::read_back() {
    const bool was_fresh = redraw_all_;
    pixels_ = target_->lock();
    redraw_all_ = was_fresh || pixels_.fresh;
    Image image{pixels_.size.width, pixels_.size.height, {}};
    if (pixels_.data == nullptr) return {};
    image.argb.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    for (int y = 0; y < image.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(at(0, y));
        for (int x = 0; x < image.width; ++x) image.argb.push_back(row[x] | 0xff000000u);
    }
    return image;
}

}  // namespace cliffhanger
