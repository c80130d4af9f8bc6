#include "app/downloads/stream_fetch.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/downloads/download_record.h"
#include "app/downloads/file_fetch.h"
#include "app/downloads/local_playlist.h"

namespace cliffhanger {
namespace {

namespace fs = std::filesystem;

constexpr const char* kIndex = "index.m3u8";

struct KeptList {
    std::string file;
    LocalPlaylist local;
};

class StreamKeeper {
 public:
    StreamKeeper(const StreamFetch& fetch, HttpClient& http,
                 const std::function<Result<void>(const StreamProgress&)>& grows, const std::stop_token& stop)
        : fetch_(fetch), http_(http), grows_(grows), stop_(stop) {}

    Result<StreamFetched> run() {
        if (auto planned = plan(); !planned) return tl::unexpected(planned.error());
        for (const KeptList& list : lists_) {
            for (const LocalPart& part : list.local.parts) {
                if (auto kept = keep(part); !kept) return tl::unexpected(kept.error());
            }
        }
        // What plays is named last: a folder with it is whole.
        if (auto written = write_whole_file(fetch_.folder / kIndex, index_); !written)
            return tl::unexpected(written.error());
        bool needs_key = false;
        for (const KeptList& list : lists_) needs_key = needs_key || list.local.needs_key;
        return StreamFetched{kIndex, needs_key};
    }

 private:
    Result<HlsPlaylist> read(const std::string& url, const HlsVariables& imports) {
        const auto text = fetch_text(url, fetch_.headers, kMaxHlsPlaylistBytes, http_, stop_);
        if (!text) return tl::unexpected(text.error());
        return parse_hls_playlist(text->text, {.url = text->final_url, .folder = {}, .imports = imports});
    }

    Result<void> add(const HlsMediaPlaylist& playlist, const std::string& name) {
        auto local = make_local_playlist(playlist, name);
        if (!local) return tl::unexpected(local.error());
        lists_.push_back({name + ".m3u8", *std::move(local)});
        return write_list(lists_.back(), name);
    }

    /// Parts of another playlist than this one are not its own.
    Result<void> write_list(const KeptList& list, const std::string& name) const {
        const fs::path path = fetch_.folder / list.file;
        std::ifstream file(path, std::ios::binary);
        const std::string before{std::istreambuf_iterator<char>(file), {}};
        if (before == list.local.text) return {};
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(fetch_.folder, error)) {
            if (entry.path().filename().string().rfind(name + "-", 0) == 0) fs::remove(entry.path(), error);
        }
        return write_whole_file(path, list.local.text);
    }

    Result<void> plan() {
        auto first = read(fetch_.url, {});
        if (!first) return tl::unexpected(first.error());
        if (const auto* media = std::get_if<HlsMediaPlaylist>(&*first)) {
            if (auto added = add(*media, "video"); !added) return added;
            index_ = lists_.front().local.text;
            return {};
        }
        const auto& master = std::get<HlsMultivariantPlaylist>(*first);
        const HlsVariant& variant = rung_to_keep(master, fetch_.height);
        const auto renditions = renditions_to_keep(master, variant);
        std::vector<std::string> files;
        if (auto added = add_from(variant.url, master.variables, "video"); !added) return added;
        for (std::size_t i = 0; i < renditions.size(); ++i) {
            const std::string name = "track" + std::to_string(i);
            if (auto added = add_from(renditions[i]->url, master.variables, name); !added) return added;
            files.push_back(name + ".m3u8");
        }
        index_ = make_local_master(variant, "video.m3u8", renditions, files);
        return {};
    }

    Result<void> add_from(const std::string& url, const HlsVariables& variables, const std::string& name) {
        auto playlist = read(url, variables);
        if (!playlist) return tl::unexpected(playlist.error());
        const auto* media = std::get_if<HlsMediaPlaylist>(&*playlist);
        if (media == nullptr) return fail(ErrorKind::Corrupted, "A ladder stands in the place of a stream.", url);
        return add(*media, name);
    }

    Result<void> keep(const LocalPart& part) {
        const fs::path target = fetch_.folder / part.file;
        std::error_code error;
        const auto there = fs::file_size(target, error);
        if (error) {
            if (auto fetched = fetch(part, target); !fetched) return fetched;
            done_ += static_cast<std::int64_t>(fs::file_size(target, error));
        } else {
            done_ += static_cast<std::int64_t>(there);
        }
        done_time_ += part.duration;
        return report(done_);
    }

    Result<void> fetch(const LocalPart& part, const fs::path& target) {
        Result<void> reported;
        std::stop_source enough;
        const std::stop_callback pass_on(stop_, [&enough] { enough.request_stop(); });
        const FetchWatcher watcher{[](const ResourceVersion&, std::optional<std::int64_t>) { return Result<void>(); },
                                   [&](std::int64_t bytes) {
                                       if (reported) reported = report(done_ + bytes);
                                       if (!reported) enough.request_stop();
                                   }};
        auto fetched =
            fetch_into_file({part.url, fetch_.headers, part.range, target, {}}, http_, watcher, enough.get_token());
        return reported ? fetched : reported;
    }

    Result<void> report(std::int64_t bytes) {
        MediaTime all{0};
        for (const KeptList& list : lists_) all += list.local.duration;
        StreamProgress progress{bytes, std::nullopt};
        if (done_time_.count() > 0) {
            const double rate = static_cast<double>(done_) / to_seconds(done_time_);
            progress.total = std::max(bytes, static_cast<std::int64_t>(rate * to_seconds(all)));
        }
        return grows_(progress);
    }

    const StreamFetch& fetch_;
    HttpClient& http_;
    const std::function<Result<void>(const StreamProgress&)>& grows_;
    const std::stop_token& stop_;
    std::vector<KeptList> lists_;
    std::string index_;
    std::int64_t done_ = 0;
    MediaTime done_time_{0};
};

}  // namespace

Result<StreamFetched> fetch_stream(const StreamFetch& fetch, HttpClient& http,
                                   const std::function<Result<void>(const StreamProgress&)>& grows,
                                   const std::stop_token& stop) {
    return StreamKeeper(fetch, http, grows, stop).run();
}

}  // namespace cliffhanger
