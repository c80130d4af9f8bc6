#include "app/downloads/size_probe.h"

#include <utility>

#include "app/downloads/file_fetch.h"
#include "app/downloads/local_playlist.h"

namespace cliffhanger {
namespace {

std::optional<std::int64_t> size_of_file(const SizeQuestion& question, HttpClient& http, const std::stop_token& stop) {
    HttpRequest request;
    request.url = question.url;
    request.headers = question.headers;
    request.priority = Priority::Artwork;
    request.range = ByteRange{0, 0};
    const std::unique_ptr<HttpStream> stream = http.open(std::move(request));
    const std::stop_callback abort_on_stop(stop, [&stream] { stream->abort(); });
    const auto head = stream->head();
    stream->abort();  // nobody wants the rest of a server that sends everything
    if (!head || head->status >= 300) return std::nullopt;
    return head->status == 206 ? head->total_size : head->content_length;
}

std::optional<std::int64_t> size_of_stream(const SizeQuestion& question, HttpClient& http,
                                           const std::stop_token& stop) {
    const auto text = fetch_text(question.url, question.headers, kMaxHlsPlaylistBytes, http, stop);
    if (!text || question.duration_s <= 0) return std::nullopt;
    const auto playlist = parse_hls_playlist(text->text, {.url = text->final_url, .folder = {}, .imports = {}});
    const auto* master = playlist ? std::get_if<HlsMultivariantPlaylist>(&*playlist) : nullptr;
    if (master == nullptr || master->variants.empty()) return std::nullopt;
    const HlsVariant& rung = rung_to_keep(*master, question.height);
    const std::int64_t rate = rung.average_bandwidth > 0 ? rung.average_bandwidth : rung.bandwidth;
    if (rate <= 0) return std::nullopt;
    return static_cast<std::int64_t>(static_cast<double>(rate) / 8 * question.duration_s);
}

}  // namespace

SizeProbe::~SizeProbe() { thread_.request_stop(); }

void SizeProbe::ask(SizeQuestion question) {
    const std::lock_guard lock(mutex_);
    if (!answers_.emplace(question.url, std::nullopt).second) return;
    questions_.push_back(std::move(question));
    asked_.notify_all();
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

std::optional<std::int64_t> SizeProbe::size_of(const std::string& url) const {
    const std::lock_guard lock(mutex_);
    const auto known = answers_.find(url);
    return known == answers_.end() ? std::nullopt : known->second;
}

std::optional<std::int64_t> SizeProbe::measure(const SizeQuestion& question, const std::stop_token& stop) const {
    return question.stream ? size_of_stream(question, http_, stop) : size_of_file(question, http_, stop);
}

void SizeProbe::run(const std::stop_token& stop) {
    for (;;) {
        SizeQuestion question;
        {
            std::unique_lock lock(mutex_);
            if (!asked_.wait(lock, stop, [this] { return !questions_.empty(); })) return;
            question = std::move(questions_.front());
            questions_.pop_front();
        }
        const auto size = measure(question, stop);
        if (stop.stop_requested()) return;
        {
            const std::lock_guard lock(mutex_);
            answers_[question.url] = size;
        }
        wake_();
    }
}

}  // namespace cliffhanger
