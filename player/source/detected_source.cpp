#include "player/source/detected_source.h"

#include <array>
#include <string_view>
#include <utility>

#include "net/catalog/media_extension.h"
#include "net/http_byte_source.h"
#include "net/url.h"
#include "player/source/hls/hls_source.h"
#include "player/source/progressive_source.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kBytesLookedAt = 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool comes_over_network(const std::string& url) {
    const std::string named = scheme(url);
    return named == "http" || named == "https";
}

bool begins_as_playlist(std::string_view bytes) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    return bytes.starts_with("#EXTM3U");
}

/// A source that several owners may hold.
class SharedByteSource final : public ByteSource {
 public:
    explicit SharedByteSource(std::shared_ptr<ByteSource> source) : source_(std::move(source)) {}
    Result<std::size_t> read(std::span<std::byte> into) override { return source_->read(into); }
    Result<void> seek(std::int64_t position) override { return source_->seek(position); }
    std::int64_t position() const override { return source_->position(); }
    Result<std::optional<std::int64_t>> size() override { return source_->size(); }
    Result<bool> seekable() override { return source_->seekable(); }
    void abort() noexcept override { source_->abort(); }
    void reset_abort() noexcept override { source_->reset_abort(); }

 private:
    const std::shared_ptr<ByteSource> source_;
};

}  // namespace

DetectedSource::DetectedSource(MediaAddress address, HttpClient& http, const Clock& clock, HlsOptions options)
    : address_(std::move(address)),
      http_(http),
      clock_(clock),
      options_(std::move(options)),
      io_(address_, http, clock),
      turns_(io_, options_) {}

Result<MediaInfo> DetectedSource::open() {
    auto found = detect();
    if (!found) return tl::unexpected(found.error());
    std::shared_ptr<MediaSource> source = *std::move(found);
    bool aborted = false;
    {
        const std::lock_guard lock(mutex_);
        source_ = source;
        aborted = aborted_;
    }
    // abort() may have come while there was nothing yet to pass it on to.
    if (aborted) source->abort();
    return source->open();
}

Result<std::unique_ptr<MediaSource>> DetectedSource::detect() {
    const bool is_url = !scheme(address_.url).empty();
    if (file_kind(is_url ? url_path(address_.url) : address_.url) != FileKind::Playlist) return look_at_bytes();
    auto text = io_.fetch_first();
    if (!text) return tl::unexpected(text.error());
    if (!may_be_hls_playlist(text->text)) return one_file(nullptr);
    return hls(*std::move(text));
}

Result<std::unique_ptr<MediaSource>> DetectedSource::look_at_bytes() {
    const std::string url = playlist_address(address_.url);
    // Looking brings a file's beginning already.
    if (comes_over_network(address_.url)) {
        if (auto turn = turns_.wait(); !turn) return tl::unexpected(turn.error());
    }
    auto opened = open_byte_source(address_, http_, clock_);
    if (!opened) return tl::unexpected(opened.error());
    const auto* over_http = dynamic_cast<const HttpByteSource*>(opened->get());
    const std::shared_ptr<ByteSource> bytes = *std::move(opened);
    std::string start;
    while (start.size() < kBytesLookedAt) {
        std::array<std::byte, kBytesLookedAt> piece{};
        const auto got = io_.read(bytes, std::span(piece).first(kBytesLookedAt - start.size()));
        if (!got && got.error().kind == ErrorKind::EndOfStream) break;
        if (!got) return tl::unexpected(got.error());
        start.append(reinterpret_cast<const char*>(piece.data()), *got);
    }
    if (auto back = bytes->seek(0); !back) return tl::unexpected(back.error());
    if (!begins_as_playlist(start)) return one_file(bytes);
    turns_.end(SegmentTransfer::End::Cancelled);
    auto text = io_.read_all(bytes, kMaxHlsPlaylistBytes);
    if (!text) return tl::unexpected(text.error());
    const bool moved = over_http != nullptr && !over_http->final_url().empty();
    return hls({*std::move(text), moved ? over_http->final_url() : url});
}

std::unique_ptr<MediaSource> DetectedSource::hls(HlsText playlist) const {
    return std::make_unique<HlsSource>(io_.address(), http_, clock_, options_, std::move(playlist));
}

std::unique_ptr<MediaSource> DetectedSource::one_file(std::shared_ptr<ByteSource> opened) {
    std::optional<std::int64_t> size;
    if (opened) size = opened->size().value_or(std::nullopt);
    auto file = std::make_unique<ProgressiveSource>(
        [this, opened = std::move(opened)]() mutable -> Result<std::unique_ptr<ByteSource>> {
            // What was opened to look at serves the first time.
            if (auto first = std::exchange(opened, nullptr))
                return std::make_unique<SharedByteSource>(std::move(first));
            return open_byte_source(address_, http_, clock_);
        });
    if (options_.scheduler == nullptr || !comes_over_network(address_.url)) return file;
    return std::make_unique<ScheduledSource>(std::move(file), size, turns_, clock_);
}

void DetectedSource::abort() noexcept {
    std::shared_ptr<MediaSource> source;
    {
        const std::lock_guard lock(mutex_);
        aborted_ = true;
        source = source_;
    }
    io_.abort();
    if (source) source->abort();
}

void DetectedSource::reset_abort() noexcept {
    std::shared_ptr<MediaSource> source;
    {
        const std::lock_guard lock(mutex_);
        aborted_ = false;
        source = source_;
    }
    io_.reset_abort();
    if (source) source->reset_abort();
}

}  // namespace cliffhanger
