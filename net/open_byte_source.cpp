#include "net/file_byte_source.h"
#include "net/http_byte_source.h"
#include "net/url.h"

namespace cliffhanger {

Result<std::unique_ptr<ByteSource>> open_byte_source(const MediaAddress& address, HttpClient& http,
                                                     const Clock& clock) {
    const std::string name = scheme(address.url);
    if (name == "http" || name == "https") {
        auto url = normalize_http_url(address.url);
        if (!url) return tl::unexpected(url.error());
        MediaAddress normalized = address;
        normalized.url = *std::move(url);
        HttpByteSourceOptions options;
        options.part_for_later = HttpByteSource::kPartForLater;
        options.most_empty_answers = HttpByteSource::kMostEmptyAnswers;
        return std::make_unique<HttpByteSource>(std::move(normalized), http, clock, options);
    }
    if (name == "file") {
        auto path = file_url_to_path(address.url);
        if (!path) return tl::unexpected(path.error());
        return std::make_unique<FileByteSource>(*path);
    }
    if (name.empty()) return std::make_unique<FileByteSource>(address.url);
    return fail(ErrorKind::Unsupported, "Addresses of this kind cannot be opened.", address.url);
}

}  // namespace cliffhanger
