#include "app/render/gpu_presenter.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <optional>

namespace cliffhanger {
namespace {

std::shared_ptr<const void> source_of(const StagePicture& picture) {
    return std::visit([](const auto& held) { return std::shared_ptr<const void>(held); }, picture.picture);
}

/// SDL's conversion mode for frames that it converts itself, right to the last bit of the standard.
std::optional<SDL_YUV_CONVERSION_MODE> sdl_mode(const VideoFrame& frame) {
    if (frame.layout != PixelLayout::I420 && frame.layout != PixelLayout::NV12) return std::nullopt;
    const bool full = frame.range == ColorRange::Full;
    if (frame.matrix == ColorMatrix::Bt601) return full ? SDL_YUV_CONVERSION_JPEG : SDL_YUV_CONVERSION_BT601;
    if (frame.matrix == ColorMatrix::Bt709 && !full) return SDL_YUV_CONVERSION_BT709;
    return std::nullopt;
}

std::uint64_t hash_bytes(std::uint64_t hash, const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    std::uint64_t word = 0;
    for (; size >= sizeof word; size -= sizeof word, bytes += sizeof word) {
        std::memcpy(&word, bytes, sizeof word);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    for (; size > 0; --size, ++bytes) hash = (hash ^ *bytes) * 0x9e3779b97f4a7c15u;
    return hash;
}

std::uint64_t hash_of(const ImDrawList& list) {
    std::uint64_t hash =
        hash_bytes(1, list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.Size) * sizeof(ImDrawVert));
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const auto texture = (std::intptr_t)(command.GetTexID());
        hash = hash_bytes(hash, &command.ClipRect, sizeof command.ClipRect);
        hash = hash_bytes(hash, &texture, sizeof texture);
        hash = hash_bytes(hash, &command.ElemCount, sizeof command.ElemCount);
    }
    return hash;
}

/// Where a point of the destination lies in the texture, through rotation and mirroring.
SDL_FPoint texture_point(const StagePicture& picture, float x, float y) {
    const Rect& to = picture.destination;
    const float across = (x - to.x) / to.w, down = (y - to.y) / to.h;
    const auto* frame = std::get_if<VideoFramePtr>(&picture.picture);
    if (frame == nullptr) return {across, down};
    SDL_FPoint point{across, down};
    switch ((*frame)->rotation) {
        case 90:
            point = {down, 1 - across};
            break;
        case 180:
            point = {1 - across, 1 - down};
            break;
        case 270:
            point = {1 - down, across};
            break;
        default:
            break;
    }
    if ((*frame)->mirrored) point.x = 1 - point.x;
    return point;
}

/// The outline of a rounded rectangle, `grow` pixels outside of it.
std::vector<SDL_FPoint> rounded_outline(const Rect& rect, float radius, float grow) {
    constexpr int kSteps = 12;
    std::vector<SDL_FPoint> points;
    const Point centers[4] = {{rect.right() - radius, rect.y + radius},
                              {rect.right() - radius, rect.bottom() - radius},
                              {rect.x + radius, rect.bottom() - radius},
                              {rect.x + radius, rect.y + radius}};
    for (int corner = 0; corner < 4; ++corner) {
        for (int step = 0; step <= kSteps; ++step) {
            const float angle =
                std::numbers::pi_v<float> / 2 * (static_cast<float>(corner - 1) + static_cast<float>(step) / kSteps);
            points.push_back({centers[corner].x + (radius + grow) * std::cos(angle),
                              centers[corner].y + (radius + grow) * std::sin(angle)});
        }
    }
    return points;
}

}  // namespace

std::unique_ptr<GpuPresenter> GpuPresenter::create(SDL_Window* window) {
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengl");
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
    SdlRendererPtr renderer(SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
    SDL_RendererInfo info;
    if (!renderer || SDL_GetRendererInfo(renderer.get(), &info) != 0 || (info.flags & SDL_RENDERER_ACCELERATED) == 0)
        return nullptr;
    return std::unique_ptr<GpuPresenter>(new GpuPresenter(std::move(renderer), info.name));
}

GpuPresenter::GpuPresenter(SdlRendererPtr renderer, std::string name)
    : renderer_(std::move(renderer)), name_(std::move(name)), interface_(renderer_.get()) {}

GpuPresenter::~GpuPresenter() = default;

bool GpuPresenter::changed(const Scene& scene, const ImDrawList& interface, Size size) {
    std::vector<Drawn> next;
    for (const StagePicture& p : scene.pictures)
        next.push_back({source_of(p), p.destination, p.clip, p.corner_radius, p.opacity});
    const std::uint64_t hash = hash_of(interface);
    const bool same =
        !redraw_ && next == drawn_ && hash == interface_hash_ && scene.background == background_ && size == size_;
    drawn_ = std::move(next);
    interface_hash_ = hash;
    background_ = scene.background;
    size_ = size;
    redraw_ = false;
    return !same;
}

GpuPresenter::Picture& GpuPresenter::slot_for(const std::shared_ptr<const void>& source, Uint32 format, Size size) {
    Picture* spare = nullptr;
    for (Picture& picture : pictures_) {
        if (picture.source == source) return picture.used = true, picture;
        const bool still_shown =
            std::any_of(drawn_.begin(), drawn_.end(), [&](const Drawn& d) { return d.source == picture.source; });
        if (!still_shown && !picture.used && picture.format == format && picture.size == size) spare = &picture;
    }
    if (spare == nullptr) {
        spare = &pictures_.emplace_back();
        spare->format = format;
        spare->size = size;
        spare->texture.reset(
            SDL_CreateTexture(renderer_.get(), format, SDL_TEXTUREACCESS_STREAMING, size.width, size.height));
        if (spare->texture) {
            SDL_SetTextureBlendMode(spare->texture.get(), SDL_BLENDMODE_BLEND);
            SDL_SetTextureScaleMode(spare->texture.get(), SDL_ScaleModeLinear);
        }
    }
    spare->source = nullptr;
    spare->used = true;
    return *spare;
}

void GpuPresenter::upload(Picture& slot, const StagePicture& picture) {
    const auto* frame = std::get_if<VideoFramePtr>(&picture.picture);
    if (slot.format == SDL_PIXELFORMAT_IYUV) {
        const VideoFrame& f = **frame;
        SDL_UpdateYUVTexture(slot.texture.get(), nullptr, f.planes[0], f.strides[0], f.planes[1], f.strides[1],
                             f.planes[2], f.strides[2]);
        return;
    }
    if (slot.format == SDL_PIXELFORMAT_NV12) {
        const VideoFrame& f = **frame;
        SDL_UpdateNVTexture(slot.texture.get(), nullptr, f.planes[0], f.strides[0], f.planes[1], f.strides[1]);
        return;
    }
    const IntRect all{0, 0, slot.size.width, slot.size.height};
    if (frame != nullptr) {
        // Turned by the vertices; the pixels stay as they are coded.
        auto unturned = std::make_shared<VideoFrame>(**frame);
        unturned->rotation = 0;
        unturned->mirrored = false;
        slot.converted = PreparedPicture::from_frame(unturned, slot.size, all, std::move(slot.converted));
    } else {
        slot.converted =
            PreparedPicture::from_image(std::get<ImagePtr>(picture.picture), slot.size, all, std::move(slot.converted));
    }
    void* pixels = nullptr;
    int pitch = 0;
    if (SDL_LockTexture(slot.texture.get(), nullptr, &pixels, &pitch) != 0) return;
    slot.converted.convert(all, static_cast<std::uint8_t*>(pixels), pitch);
    SDL_UnlockTexture(slot.texture.get());
}

SDL_Texture* GpuPresenter::texture_for(const StagePicture& picture) {
    const std::shared_ptr<const void> source = source_of(picture);
    if (!source) return nullptr;
    Uint32 format = SDL_PIXELFORMAT_RGB888;
    Size size;
    if (const auto* frame = std::get_if<VideoFramePtr>(&picture.picture)) {
        size = {(*frame)->width, (*frame)->height};
        if (const auto mode = sdl_mode(**frame)) {
            format = (*frame)->layout == PixelLayout::NV12 ? SDL_PIXELFORMAT_NV12 : SDL_PIXELFORMAT_IYUV;
            // The mode is global and read when commands run, so those of before have to run first.
            if (SDL_GetYUVConversionMode() != *mode) {
                SDL_RenderFlush(renderer_.get());
                SDL_SetYUVConversionMode(*mode);
            }
        }
    } else {
        const ImagePtr& image = std::get<ImagePtr>(picture.picture);
        size = {image->width, image->height};
    }
    Picture& slot = slot_for(source, format, size);
    if (slot.texture && slot.source != source) {
        upload(slot, picture);
        slot.source = source;
    }
    return slot.texture.get();
}

void GpuPresenter::draw(const StagePicture& picture) {
    if (picture.destination.empty() || picture.clip.empty() || picture.opacity <= 0) return;
    SDL_Texture* texture = texture_for(picture);
    if (texture == nullptr) return;
    const Rect& to = picture.destination;
    const Rect& clip = picture.clip;
    const int left = static_cast<int>(std::lround(std::max({0.0f, to.x, clip.x}))),
              top = static_cast<int>(std::lround(std::max({0.0f, to.y, clip.y})));
    const SDL_Rect scissor{left, top, static_cast<int>(std::lround(std::min(to.right(), clip.right()))) - left,
                           static_cast<int>(std::lround(std::min(to.bottom(), clip.bottom()))) - top};
    if (scissor.w <= 0 || scissor.h <= 0) return;
    SDL_RenderSetClipRect(renderer_.get(), &scissor);
    const auto alpha = static_cast<Uint8>(std::lround(std::clamp(picture.opacity, 0.0f, 1.0f) * 255));
    std::vector<SDL_Vertex> vertices;
    std::vector<int> indices;
    const auto add = [&](float x, float y, Uint8 a) {
        // SDL refuses coordinates beyond the texture.
        x = std::clamp(x, to.x, to.right());
        y = std::clamp(y, to.y, to.bottom());
        SDL_FPoint at = texture_point(picture, x, y);
        at = {std::clamp(at.x, 0.0f, 1.0f), std::clamp(at.y, 0.0f, 1.0f)};
        vertices.push_back({{x, y}, {255, 255, 255, a}, at});
    };
    const float radius = std::min({picture.corner_radius, clip.w / 2, clip.h / 2});
    if (radius <= 0) {
        add(to.x, to.y, alpha), add(to.right(), to.y, alpha), add(to.right(), to.bottom(), alpha),
            add(to.x, to.bottom(), alpha);
        indices = {0, 1, 2, 0, 2, 3};
    } else {
        // A fan from the middle, and a rim of one pixel that fades out.
        const std::vector<SDL_FPoint> inner = rounded_outline(clip, radius, -0.5f),
                                      outer = rounded_outline(clip, radius, 0.5f);
        add(clip.center().x, clip.center().y, alpha);
        for (const SDL_FPoint& p : inner) add(p.x, p.y, alpha);
        for (const SDL_FPoint& p : outer) add(p.x, p.y, 0);
        const int count = static_cast<int>(inner.size());
        for (int i = 0; i < count; ++i) {
            const int a = 1 + i, b = 1 + (i + 1) % count;
            for (const int index : {0, a, b, a, a + count, b + count, a, b + count, b}) indices.push_back(index);
        }
    }
    SDL_RenderGeometry(renderer_.get(), texture, vertices.data(), static_cast<int>(vertices.size()), indices.data(),
                       static_cast<int>(indices.size()));
}

void GpuPresenter::draw_all(const Scene& scene, const ImDrawList& interface, Textures& textures) {
    for (Picture& picture : pictures_) picture.used = false;
    SDL_RenderSetClipRect(renderer_.get(), nullptr);
    SDL_SetRenderDrawColor(renderer_.get(), background_.r, background_.g, background_.b, 255);
    SDL_RenderClear(renderer_.get());
    for (const StagePicture& picture : scene.pictures) draw(picture);
    interface_.draw(interface, textures);
    std::erase_if(pictures_, [](const Picture& picture) { return !picture.used; });
}

bool GpuPresenter::present(const Scene& scene, const ImDrawList& interface, Textures& textures) {
    Size size;
    if (SDL_GetRendererOutputSize(renderer_.get(), &size.width, &size.height) != 0) return false;
    if (!changed(scene, interface, size)) return false;
    draw_all(scene, interface, textures);
    SDL_RenderPresent(renderer_.get());
    return true;
}

Image GpuPresenter::read_back() {
    Image image{size_.width, size_.height, {}};
    image.argb.resize(static_cast<std::size_t>(size_.width) * static_cast<std::size_t>(size_.height));
    if (image.argb.empty() || SDL_RenderReadPixels(renderer_.get(), nullptr, SDL_PIXELFORMAT_ARGB8888,
                                                   image.argb.data(), size_.width * 4) != 0) {
        return {};
    }
    for (std::uint32_t& pixel : image.argb) pixel |= 0xff000000u;
    return image;
}

}  // namespace cliffhanger
