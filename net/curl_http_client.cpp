#include "net/curl_http_client.h"

#include <utility>

#include "net/curl_loop.h"
#include "net/url.h"

namespace cliffhanger {
namespace {

using Wish = CurlMailbox::Wish;

Microseconds twice(Microseconds patience) {
    return patience > LivePatience::kUnlimited / 2 ? LivePatience::kUnlimited : patience * 2;
}

class CurlHttpStream final : public HttpStream {
 public:
    CurlHttpStream(std::shared_ptr<CurlTransfer> transfer, std::shared_ptr<CurlMailbox> mailbox)
        : transfer_(std::move(transfer)), mailbox_(std::move(mailbox)) {}
    ~CurlHttpStream() override { mailbox_->post(Wish::Cancel, std::move(transfer_)); }

    Result<HttpResponseHead> head() override { return transfer_->buffer.wait_head(twice(transfer_->patience())); }

    Result<std::size_t> read(std::span<std::byte> into) override {
        auto [bytes, resume] = transfer_->buffer.read(into, transfer_->patience());
        if (resume) mailbox_->post(Wish::Resume, transfer_);
        return std::move(bytes);
    }

    void abort() noexcept override {
        transfer_->buffer.abort();
        mailbox_->post(Wish::Cancel, transfer_);
    }

 private:
    std::shared_ptr<CurlTransfer> transfer_;
    std::shared_ptr<CurlMailbox> mailbox_;
};

class CurlHttpClient final : public HttpClient {
 public:
    explicit CurlHttpClient(CurlHttpClientOptions options) : loop_(std::move(options)) {}

    std::unique_ptr<HttpStream> open(HttpRequest request) override {
        const bool fetchable = is_http_url(request.url);
        auto refusal = fail(ErrorKind::Unsupported, "Only http and https addresses can be fetched.", request.url);
        auto transfer = std::make_shared<CurlTransfer>(std::move(request));
        if (fetchable)
            loop_.mailbox()->post(Wish::Open, transfer);
        else
            transfer->buffer.finish(std::move(refusal));
        return std::make_unique<CurlHttpStream>(std::move(transfer), loop_.mailbox());
    }

 private:
    CurlLoop loop_;
};

}  // namespace

std::unique_ptr<HttpClient> make_curl_http_client(CurlHttpClientOptions options) {
    return std::make_unique<CurlHttpClient>(std::move(options));
}

std::string http_client_version() { return curl_version_info(CURLVERSION_NOW)->version; }

}  // namespace cliffhanger
