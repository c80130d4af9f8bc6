#include "net/catalog/source_fetch.h"

#include <algorithm>
#include <vector>

#include "net/catalog/folder_listing.h"
#include "net/catalog/text_encoding.h"
#include "net/url.h"

namespace cliffhanger {

namespace {

/// Appends until `wanted` bytes are there; false at the end of the body.
Result<bool> read_until(HttpStream& stream, std::string& text, std::size_t wanted) {
    std::vector<std::byte> chunk(64 * 1024);
    while (text.size() < wanted) {
        const auto got = stream.read(chunk);
        if (!got) return tl::unexpected(got.error());
        if (*got == 0) return false;
        text.append(reinterpret_cast<const char*>(chunk.data()), *got);
    }
    return true;
}

Error about(Error error, const std::string& address) {
    if (error.context.empty()) error.context = address;
    return error;
}

}  // namespace

Result<FetchedSource> fetch_http_source(const std::string& url, HttpClient& http, std::stop_token stop) {
    if (stop.stop_requested()) return fail(ErrorKind::Aborted, "Reading the source was stopped.");
    HttpRequest request;
    request.url = url;
    request.accept_compression = true;
    const std::unique_ptr<HttpStream> stream = http.open(std::move(request));
    const std::stop_callback abort_on_stop(stop, [&stream] { stream->abort(); });

    const auto head = stream->head();
    if (!head) return tl::unexpected(about(head.error(), url));
    if (head->status >= 400) return tl::unexpected(http_status_error(*head, url));

    FetchedSource source;
    source.address = head->final_url.empty() ? url : head->final_url;
    const auto more = read_until(*stream, source.text, kSniffedBytes);
    if (!more) return tl::unexpected(about(more.error(), url));
    const auto kind = source_kind(std::string_view(source.text).substr(0, kSniffedBytes), url_path(source.address));
    if (!kind) return tl::unexpected(about(kind.error(), url));
    source.kind = *kind;
    if (*kind == SourceKind::Media) {
        source.text.clear();
        return source;
    }
    const auto too_long = *more ? read_until(*stream, source.text, kMostFeedBytes + 1) : Result<bool>(false);
    if (!too_long) return tl::unexpected(about(too_long.error(), url));
    if (*too_long) return fail(ErrorKind::TooLarge, "The feed is larger than 64 MiB.", url);
    return source;
}

Result<FetchedSource> fetch_file_source(const std::string& path, std::stop_token stop) {
    auto start = read_file_start(path, kSniffedBytes);
    if (!start) return tl::unexpected(start.error());
    const auto kind = source_kind(*start, path);
    if (!kind) return tl::unexpected(about(kind.error(), valid_utf8(path)));
    FetchedSource source{*kind, {}, path};
    if (*kind == SourceKind::Media) return source;
    auto text = read_text_file(path, kMostFeedBytes, std::move(stop));
    if (!text) return tl::unexpected(text.error());
    source.text = *std::move(text);
    return source;
}

}  // namespace cliffhanger
