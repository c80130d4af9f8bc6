#include "app/downloads/file_fetch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "app/downloads/download_record.h"

namespace cliffhanger {
namespace {

constexpr std::size_t kPiece = 128 * 1024;

class PartFile {
 public:
    explicit PartFile(const std::filesystem::path& path)
        : path_(path), file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)), error_(file_ < 0 ? errno : 0) {}
    ~PartFile() {
        if (file_ >= 0) ::close(file_);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    std::int64_t size() const {
        struct stat known {};
        return file_ >= 0 && ::fstat(file_, &known) == 0 ? known.st_size : 0;
    }
    Result<void> cut_to(std::int64_t size) {
        if (file_ >= 0 && ::ftruncate(file_, size) == 0 && ::lseek(file_, size, SEEK_SET) == size) return {};
        return tl::unexpected(disk_error(error_ != 0 ? error_ : errno, path_));
    }
    Result<void> append(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return tl::unexpected(disk_error(errno, path_));
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return {};
    }
    /// Under its own name, once its bytes are on the disk.
    Result<void> finish(const std::filesystem::path& target) {
        if (::fdatasync(file_) == 0 && ::rename(path_.c_str(), target.c_str()) == 0) return {};
        return tl::unexpected(disk_error(errno, path_));
    }

 private:
    std::filesystem::path path_;
    int file_;
    int error_;
};

/// What is wanted of the resource, beginning behind what is there.
HttpRequest request_for(const FileFetch& fetch, std::int64_t have) {
    HttpRequest request;
    request.url = fetch.url;
    request.headers = fetch.headers;
    request.priority = Priority::Artwork;
    request.range = fetch.range;
    if (have == 0) return request;
    request.range = ByteRange{have, std::nullopt};
    request.headers.emplace_back("If-Range", fetch.version.validator());
    return request;
}

/// How many bytes the whole file will have; nullopt: the server does not say.
std::optional<std::int64_t> expected_size(const FileFetch& fetch, const HttpResponseHead& head) {
    if (fetch.range && fetch.range->last) return *fetch.range->last - fetch.range->first + 1;
    if (head.total_size) return head.total_size;
    return head.status == 200 ? head.content_length : std::nullopt;
}

}  // namespace

std::string ResourceVersion::validator() const {
    if (!etag.empty() && etag.rfind("W/", 0) != 0) return etag;
    return last_modified;
}

Result<void> fetch_into_file(const FileFetch& fetch, HttpClient& http, const FetchWatcher& watcher,
                             const std::stop_token& stop) {
    PartFile part(fetch.target.string() + ".part");
    std::int64_t have = part.size();
    if (fetch.range || fetch.version.validator().empty()) have = 0;
    if (auto cut = part.cut_to(have); !cut) return cut;
    if (stop.stop_requested()) return fail(ErrorKind::Aborted, "The download was stopped.");

    const std::unique_ptr<HttpStream> stream = http.open(request_for(fetch, have));
    const std::stop_callback abort_on_stop(stop, [&stream] { stream->abort(); });
    const auto head = stream->head();
    if (!head) return tl::unexpected(head.error());
    // Whoever has everything asks for what is behind the end.
    const bool whole = head->status == 416 && have > 0 && head->total_size == have;
    if (whole) return part.finish(fetch.target);
    if (head->status == 416 && have > 0) {
        if (auto cut = part.cut_to(0); !cut) return cut;
        return fail(ErrorKind::Io, "The file on the server has changed.", fetch.url);
    }
    if (head->status >= 400) return tl::unexpected(http_status_error(*head, fetch.url));
    const std::int64_t wanted = fetch.range ? fetch.range->first : have;
    if (head->status == 206 ? head->range_start != wanted : fetch.range.has_value() && wanted > 0)
        return fail(ErrorKind::Corrupted, "The server sent another part than was asked for.", fetch.url);
    if (head->status != 206 && have > 0) {
        have = 0;
        if (auto cut = part.cut_to(0); !cut) return cut;
    }
    const auto total = expected_size(fetch, *head);
    if (auto begun = watcher.begins({head->etag, head->last_modified}, total); !begun) return begun;

    std::vector<std::byte> piece(kPiece);
    for (;;) {
        std::size_t most = piece.size();
        if (fetch.range && total) most = std::min<std::size_t>(most, static_cast<std::size_t>(*total - have));
        const auto got = most > 0 ? stream->read(std::span(piece).first(most)) : Result<std::size_t>(0);
        if (!got) return tl::unexpected(got.error());
        if (*got == 0) break;
        if (auto written = part.append(std::span(piece).first(*got)); !written) return written;
        have += static_cast<std::int64_t>(*got);
        watcher.grows(have);
    }
    if (total && have != *total) return fail(ErrorKind::Io, "The file came in part.", fetch.url);
    return part.finish(fetch.target);
}

Result<FetchedText> fetch_text(const std::string& url, const HttpHeaders& headers, std::size_t most, HttpClient& http,
                               const std::stop_token& stop) {
    HttpRequest request;
    request.url = url;
    request.headers = headers;
    request.accept_compression = true;
    request.priority = Priority::Artwork;
    const std::unique_ptr<HttpStream> stream = http.open(std::move(request));
    const std::stop_callback abort_on_stop(stop, [&stream] { stream->abort(); });
    const auto head = stream->head();
    if (!head) return tl::unexpected(head.error());
    if (head->status >= 400) return tl::unexpected(http_status_error(*head, url));
    FetchedText fetched{{}, head->final_url.empty() ? url : head->final_url};
    std::vector<std::byte> piece(kPiece);
    for (;;) {
        const auto got = stream->read(piece);
        if (!got) return tl::unexpected(got.error());
        if (*got == 0) return fetched;
        fetched.text.append(reinterpret_cast<const char*>(piece.data()), *got);
        if (fetched.text.size() > most) return fail(ErrorKind::TooLarge, "The file is too large.", url);
    }
}

}  // namespace cliffhanger
