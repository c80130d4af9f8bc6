// Small files that lie on this machine, by the addresses they came from: posters, captions and dubs of downloads. A
// client in front of the network serves them. Thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "net/http_client.h"

namespace cliffhanger {

class KeptFiles {
 public:
    void add(const std::string& url, std::filesystem::path file);
    void remove_below(const std::filesystem::path& folder);
    /// Empty: it is not here.
    std::filesystem::path find(const std::string& url) const;

 private:
    mutable std::mutex mutex_;
    std::map<std::string, std::filesystem::path> files_;  // guarded by mutex_
};

/// Answers from `files` what lies there, and asks `network` for the rest. Both outlive it.
class KeptFilesClient final : public HttpClient {
 public:
    KeptFilesClient(const KeptFiles& files, HttpClient& network) : files_(files), network_(network) {}
    std::unique_ptr<HttpStream> open(HttpRequest request) override;

 private:
    const KeptFiles& files_;
    HttpClient& network_;
};

/// A whole answer of 200 from memory.
std::unique_ptr<HttpStream> make_kept_answer(std::string url, std::string content_type, std::string body);

}  // namespace cliffhanger
