#include "net/catalog/feed_pages.h"

#include <filesystem>
#include <set>

#include "net/catalog/feed_reader.h"
#include "net/catalog/text_encoding.h"
#include "net/url.h"

namespace cliffhanger {

namespace {

constexpr int kMostPages = 500;
/// All pages together; one page may have kMostFeedBytes.
constexpr std::size_t kMostBytes = 4 * kMostFeedBytes;

SourceOrigin origin_of(const std::string& address) {
    if (is_http_url(address)) return SourceOrigin::network(address);
    return SourceOrigin::folder(std::filesystem::path(address).parent_path().string());
}

Result<FetchedSource> fetch(const std::string& address, HttpClient& http, std::stop_token stop) {
    if (is_http_url(address)) return fetch_http_source(address, http, std::move(stop));
    return fetch_file_source(address, std::move(stop));
}

/// Follows the pages of one feed.
class PageWalk {
 public:
    PageWalk(HttpClient& http, std::stop_token stop) : http_(http), stop_(std::move(stop)) {}

    Result<LoadedCatalog> run(FetchedSource first) {
        auto next = read_page(std::move(first), "");
        if (!next) return tl::unexpected(next.error());
        while (!next->empty()) {
            auto following = follow(*next);
            if (stop_.stop_requested()) return fail(ErrorKind::Aborted, "Reading the feed was stopped.");
            if (!following) {
                log_.error("page-unreadable", Place{0, 0, valid_utf8(*next)}, following.error().message,
                           "The pages before it are shown.");
                break;
            }
            next = std::move(following);
        }
        Catalog catalog = reader_->finish();
        return LoadedCatalog{std::move(catalog), log_.take()};
    }

 private:
    Result<std::string> follow(const std::string& address) {
        if (static_cast<int>(seen_.size()) >= kMostPages) {
            return fail(ErrorKind::TooLarge, "The feed has more than " + std::to_string(kMostPages) + " pages.");
        }
        auto fetched = fetch(address, http_, stop_);
        if (!fetched) return tl::unexpected(fetched.error());
        if (fetched->kind != SourceKind::Json) return fail(ErrorKind::Unsupported, "This page is not a feed.");
        return read_page(*std::move(fetched), valid_utf8(address) + "#");
    }

    /// Gives the next page's address, or nothing on the last one.
    Result<std::string> read_page(FetchedSource page, const std::string& prefix) {
        seen_.insert(page.address);
        bytes_ += page.text.size();
        if (bytes_ > kMostBytes) return fail(ErrorKind::TooLarge, "The feed's pages together are too large.");
        auto document = JsonDocument::parse(std::move(page.text), prefix);
        if (!document) return tl::unexpected(with_context(document.error(), page.address));
        FeedContext context{log_, AddressResolver(origin_of(page.address))};
        const FeedObject root((*document)->root(), context);
        if (!reader_) {
            auto reader = make_feed_reader(root, log_);
            if (!reader) return tl::unexpected(with_context(reader.error(), page.address));
            reader_ = *std::move(reader);
        }
        (*document)->report_notes(log_);
        if (!root.value().is(JsonType::Object)) return fail(ErrorKind::Unsupported, "This page is not a feed.");
        reader_->add_page(root);
        std::string next = root.address({"nextPageUrl"});
        if (!next.empty() && seen_.contains(next)) {
            log_.error("page-loop", root.place_of({"nextPageUrl"}), "The next page is one that was read already.",
                       "Leave nextPageUrl out on the last page.");
            next.clear();
        }
        return next;
    }

    static Error with_context(Error error, const std::string& address) {
        error.context = valid_utf8(address);
        return error;
    }

    HttpClient& http_;
    std::stop_token stop_;
    FindingLog log_;
    std::unique_ptr<FeedReader> reader_;
    std::set<std::string> seen_;
    std::size_t bytes_ = 0;
};

}  // namespace

Result<LoadedCatalog> load_feed_pages(FetchedSource first, HttpClient& http, std::stop_token stop) {
    return PageWalk(http, std::move(stop)).run(std::move(first));
}

}  // namespace cliffhanger
