#include "player/source/hls/segment_fetcher.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <utility>

#include "player/source/hls/aes128_source.h"

namespace cliffhanger {
namespace {

constexpr MediaTime kSmallestGap = std::chrono::milliseconds(300);
constexpr std::size_t kMostMapBytes = 4u << 20;
constexpr std::size_t kMostTagBytes = 1u << 20;
constexpr Microseconds kShortestWhole = std::chrono::milliseconds(500);
constexpr std::size_t kMostDisguiseBytes = 256u << 10;

const std::string* address_in(const HlsSegment& segment, SegmentPart part) {
    const HlsMap* map = segment.map.get();
    const auto of_key = [](const HlsKey* key) { return key != nullptr ? &key->url : nullptr; };
    switch (part) {
        case SegmentPart::Bytes:
            return &segment.url;
        case SegmentPart::Key:
            return of_key(segment.key.get());
        case SegmentPart::Map:
            return map != nullptr ? &map->url : nullptr;
        case SegmentPart::MapKey:
            return of_key(map != nullptr ? map->key.get() : nullptr);
    }
    return nullptr;
}

bool is_divided_alike(const HlsPlace& a, const HlsPlace& b) {
    const auto map_range = [](const HlsPlace& place) {
        return place.segment.map ? place.segment.map->range : std::nullopt;
    };
    return a.start == b.start && a.segment.range == b.segment.range && map_range(a) == map_range(b);
}

}  // namespace

SegmentFetcher::SegmentFetcher(HlsIo& io, HlsKeys& keys, HlsRungs rungs, HlsLaneSetup setup)
    : io_(io), keys_(keys), rungs_(std::move(rungs)), setup_(std::move(setup)) {}

SegmentFetcher::~SegmentFetcher() { cancel(); }

const HlsStream* SegmentFetcher::reference() const {
    if (rungs_.stream(last_rung_).loaded()) return &rungs_.stream(last_rung_);
    return setup_.reference ? setup_.reference() : nullptr;
}

HlsStream& SegmentFetcher::stream() { return rungs_.stream(last_rung_); }

void SegmentFetcher::go_to(std::optional<MediaTime> time) {
    cancel();
    target_ = time;
    last_.reset();
    before_last_.reset();
    place_.reset();
    rung_.reset();
    open_.reset();
    missing_ = MediaTime{0};
    left_behind_.reset();
    playlist_failed_ = lowest_wanted_ = false;
    silent_.clear();
    rungs_.include_all();
}

Result<const OpenSegment*> SegmentFetcher::peek() {
    while (!open_) {
        const auto opened = open_next();
        if (opened) break;
        if (std::exchange(left_for_lowest_, false)) continue;
        if (auto around = get_around(opened.error()); !around) return tl::unexpected(around.error());
    }
    return &*open_;
}

OpenSegment SegmentFetcher::take() {
    before_last_ = std::exchange(last_, std::exchange(place_, std::nullopt));
    last_rung_ = *std::exchange(rung_, std::nullopt);
    missing_ = MediaTime{0};
    OpenSegment taken = *std::exchange(open_, std::nullopt);
    rungs_.include_all();
    return taken;
}

Result<void> SegmentFetcher::open_next() {
    if (rungs_.stream(last_rung_).loaded() && !place_ && !rungs_.excluded(last_rung_)) {
        auto located = locate(last_rung_);
        playlist_failed_ = !located;
        if (!located) {
            rung_ = last_rung_;
            return located;
        }
    }
    if (auto renewed = renew_place(); !renewed) return renewed;
    if (!rung_) {
        if (auto chosen = choose_rung(); !chosen) return chosen;
    }
    if (auto loaded = rungs_.stream(*rung_).load(reference(), limits_for(*rung_)); !loaded) return loaded;
    if (!place_ || *rung_ != last_rung_) {
        if (auto located = locate(*rung_); !located) return located;
        last_rung_ = *rung_;
    }
    return open_segment();
}

Result<HlsPlace> SegmentFetcher::wanted_of(std::size_t rung) {
    HlsStream& stream = rungs_.stream(rung);
    const HlsStream& before = rungs_.stream(last_rung_);
    if (place_) return stream.counterpart(before, *place_);
    if (!last_) return stream.find(target_);
    return &stream == &before ? stream.follow(*last_) : stream.follow_from(before, *last_);
}

// Finds the segment that is wanted in this rung's playlist.
Result<void> SegmentFetcher::locate(std::size_t rung) {
    auto found = wanted_of(rung);
    if (!found) return tl::unexpected(found.error());
    place_ = *std::move(found);
    return {};
}

// After an error: its addresses may have been renewed.
Result<void> SegmentFetcher::renew_place() {
    if (!place_ || !rungs_.stream(last_rung_).loaded()) return {};
    auto renewed = rungs_.stream(last_rung_).renewed(*place_);
    if (!renewed) return tl::unexpected(renewed.error());
    place_ = *std::move(renewed);
    return {};
}

Result<void> SegmentFetcher::choose_rung() {
    const auto offered = rungs_.offered(io_.clock().now());
    if (offered.empty()) return fail(ErrorKind::NotFound, "Nothing of this stream is there.");
    rung_ = offered.front();
    if (setup_.scheduler == nullptr) return {};
    SegmentRequest request;
    request.episode = setup_.episode;
    if (place_) {
        request.segment = place_->segment.media_sequence;
        request.start = place_->start;
        request.duration = place_->segment.duration;
    }
    request.length = rungs_.stream(last_rung_).duration();
    if (setup_.buffered) request.buffered = setup_.buffered();
    for (const std::size_t rung : offered) {
        const bool known = place_ && rung == last_rung_;
        request.rungs.push_back(describe_rung(rungs_.variant(rung), known ? &place_->segment : nullptr));
        request.rungs.back().sizes = rungs_.stream(rung).sizes();
        if (last_ && rung == last_rung_) request.previous = request.rungs.size() - 1;
    }
    find_cached(offered, request);
    const auto granted = setup_.scheduler->request(request, io_.token());
    if (!granted) {
        rung_.reset();
        return tl::unexpected(granted.error());
    }
    grant_ = *granted;
    rung_ =
        std::exchange(lowest_wanted_, false) ? offered.front() : offered[std::min(granted->rung, offered.size() - 1)];
    transfer_ = SegmentTransfer{};
    transfer_->episode = setup_.episode;
    transfer_->segment = request.segment;
    return {};
}

// The playlist of a rung that is not needed is waited for no longer than half of what there is to play.
HlsTextLimits SegmentFetcher::limits_for(std::size_t rung) const {
    const auto offered = rungs_.offered(io_.clock().now());
    HlsTextLimits limits;
    limits.once = std::ranges::any_of(offered, [rung](std::size_t other) { return other != rung; });
    const bool needless = rung != last_rung_ && rungs_.stream(last_rung_).loaded() && !rungs_.excluded(last_rung_);
    if (limits.once && needless && setup_.buffered)
        limits.whole = std::max<Microseconds>(setup_.buffered() / 2, kShortestWhole);
    return limits;
}

// Which rungs have it on this machine. A playlist that lies there too is read for that: it costs no more than a
// question.
void SegmentFetcher::find_cached(const std::vector<std::size_t>& offered, SegmentRequest& request) {
    if (offered.size() < 2) return;
    const auto look = [&](std::size_t i) {
        if (rungs_.stream(offered[i]).live()) return false;
        const auto place = wanted_of(offered[i]);
        request.rungs[i].cached = place && io_.holds(place->segment.url, place->segment.range);
        return request.rungs[i].cached;
    };
    bool found = false;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        if (rungs_.stream(offered[i]).loaded()) found = look(i) || found;
    }
    for (std::size_t i = 0; i < offered.size() && !found; ++i) {
        HlsStream& stream = rungs_.stream(offered[i]);
        if (stream.loaded() || !io_.holds_playlist(rungs_.variant(offered[i]).url)) continue;
        found = stream.load(reference(), limits_for(offered[i])) && look(i);
    }
}

Result<void> SegmentFetcher::open_segment() {
    const HlsSegment& wanted = place_->segment;
    OpenSegment segment;
    segment_bytes_ = 0;
    segment.rung = *rung_;
    segment.place = *place_;
    // Gaps that the playlist announces are passed over by its timeline.
    const MediaTime hole = last_ ? place_->start - last_->end() : MediaTime{0};
    segment.missing = missing_ + (hole > kSmallestGap && !place_->jumped ? hole : MediaTime{0});
    auto map = initialisation();
    if (!map) return tl::unexpected(map.error());
    segment.map = *std::move(map);
    auto source = open_bytes(wanted.url, wanted.range, wanted.key.get(), SegmentPart::Bytes);
    if (!source) return tl::unexpected(source.error());
    segment.rest = *std::move(source);
    if (auto begun = read_beginning(segment); !begun) return begun;
    open_ = std::move(segment);
    return {};
}

Result<std::shared_ptr<ByteSource>> SegmentFetcher::open_bytes(const std::string& url,
                                                               std::optional<HlsByteRange> range, const HlsKey* key,
                                                               SegmentPart part) {
    auto source = io_.open(url, range, CacheUse::Media, renewing(part), bearable_silence());
    if (key == nullptr) return source;
    const bool of_map = part == SegmentPart::Map;
    const auto block = keys_.get(*key, renewing(of_map ? SegmentPart::MapKey : SegmentPart::Key));
    if (!block) return tl::unexpected(block.error());
    const AesBlock vector = key->vector.value_or(aes_vector_of(place_->segment.media_sequence));
    return std::make_shared<Aes128Source>(std::move(source), *block, vector);
}

// What is asked when a server refuses an address of the segment that is wanted now, also when that happens in the
// middle of it, later.
RefreshAddress SegmentFetcher::renewing(SegmentPart part) {
    if (setup_.renewal == nullptr) return nullptr;
    return [this, part, rung = *rung_, place = *place_](const std::string& refused,
                                                        const std::stop_token&) mutable -> Result<FreshAddress> {
        if (!setup_.renewal->renew(place.addresses))
            return fail(ErrorKind::Forbidden, "There are no newer addresses.", refused);
        auto renewed = rungs_.stream(rung).renewed(place);
        if (!renewed) return tl::unexpected(renewed.error());
        const std::string* address = address_in(renewed->segment, part);
        if (address == nullptr || *address == refused || !is_divided_alike(*renewed, place))
            return fail(ErrorKind::Forbidden, "The same is not there under another address.", refused);
        FreshAddress fresh{*address, io_.address().headers};
        place = *std::move(renewed);
        return fresh;
    };
}

// As much as tells what it is. What lies in front of it is taken off, the tag of packed audio or the picture that a
// segment is disguised as: it would lie in the middle of a run.
Result<void> SegmentFetcher::read_beginning(OpenSegment& segment) {
    std::string& begun = segment.beginning;
    std::size_t wanted = kSegmentHeadBytes;
    SegmentHead head;
    for (bool known = false; !known;) {
        if (auto filled = fill(segment, wanted); !filled) return filled;
        auto sniffed = sniff_segment(std::as_bytes(std::span(begun)));
        if (!sniffed) return tl::unexpected(sniffed.error());
        head = *sniffed;
        const bool disguised = head.may_be_disguised && wanted < kMostDisguiseBytes;
        known = (head.id3_bytes < wanted && !disguised) || begun.size() < wanted;
        wanted = disguised ? wanted * 4 : head.id3_bytes + kSegmentHeadBytes;
        if (wanted > kMostTagBytes) return fail(ErrorKind::Corrupted, "The tag in front of the sound has no end.");
    }
    if (begun.empty()) return fail(ErrorKind::Corrupted, "There is nothing in the segment.", segment.place.segment.url);
    segment.format = head.format;
    // 90 kHz.
    if (head.timestamp) segment.packed_time = MediaTime{*head.timestamp * 100 / 9};
    begun.erase(0, std::min(head.id3_bytes + head.disguise_bytes, begun.size()));
    return {};
}

Result<void> SegmentFetcher::fill(OpenSegment& segment, std::size_t size) {
    std::string& begun = segment.beginning;
    while (begun.size() < size) {
        const std::size_t have = begun.size();
        begun.resize(size);
        const Microseconds since = io_.clock().now();
        const auto got = io_.read(segment.rest, std::as_writable_bytes(std::span(begun).subspan(have)));
        begun.resize(have + got.value_or(0));
        if (!got && (got.error().kind == ErrorKind::EndOfStream || is_all_of(*place_, got.error()))) return {};
        if (!got) return tl::unexpected(got.error());
        const Microseconds waited = io_.clock().now() - since;
        if (have == 0) begin_watching(segment);
        const auto advice = received(*got, waited);
        if (advice == TransferWatch::Advice::LowestRung) return tl::unexpected(abandon_opening());
        // An abort that is taken back makes the next read ask anew for what is missing.
        if (advice == TransferWatch::Advice::Reconnect) segment.rest->abort();
    }
    return {};
}

Result<std::shared_ptr<const std::string>> SegmentFetcher::initialisation() {
    const HlsSegment& segment = place_->segment;
    if (!segment.map) return nullptr;
    if (map_bytes_ && same_map(map_, segment.map)) return map_bytes_;
    auto source = open_bytes(segment.map->url, segment.map->range, segment.map->key.get(), SegmentPart::Map);
    if (!source) return tl::unexpected(source.error());
    auto bytes = io_.read_all(*source, kMostMapBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto head =
        sniff_segment(std::as_bytes(std::span(*bytes).first(std::min(bytes->size(), kMostDisguiseBytes))));
    if (!head) return tl::unexpected(head.error());
    bytes->erase(0, head->disguise_bytes);
    map_ = segment.map;
    map_bytes_ = std::make_shared<const std::string>(*std::move(bytes));
    return map_bytes_;
}

void SegmentFetcher::begin_watching(OpenSegment& segment) {
    watch_.reset();
    // Of an encrypted one only its end tells.
    if (segment.place.segment.key == nullptr) segment.bytes = segment.rest->size().value_or(std::nullopt);
    announced_ = segment.bytes;
    const auto bytes_at = [&](std::size_t rung) {
        const double seconds = to_seconds(segment.place.segment.duration);
        return static_cast<std::int64_t>(static_cast<double>(rungs_.variant(rung).bandwidth) / 8 * seconds);
    };
    TransferWatch::Segment watched;
    watched.bytes = segment.bytes.value_or(bytes_at(segment.rung));
    watched.duration = segment.place.segment.duration;
    if (grant_.throughput) watched.usual = *grant_.throughput / 8;
    const auto offered = rungs_.offered(io_.clock().now());
    if (!grant_.pinned && !offered.empty() && offered.front() < segment.rung)
        watched.lowest_bytes = bytes_at(offered.front());
    if (setup_.buffered && watched.bytes > 0) watch_.emplace(watched);
}

TransferWatch::Advice SegmentFetcher::received(std::size_t bytes, Microseconds waited) {
    count(bytes, waited);
    // What is for later may come slowly.
    if (!watch_ || io_.address().priority != Priority::Playback) return TransferWatch::Advice::GoOn;
    return watch_->received(static_cast<std::int64_t>(bytes), waited, setup_.buffered());
}

void SegmentFetcher::abandon() {
    const Microseconds now = io_.clock().now();
    if (!last_) return;
    spdlog::info("hls: segment {} comes too slowly: the lowest rung instead", last_->segment.url);
    if (watch_->slower_than_network()) rungs_.rest(last_rung_, now);
    report(SegmentTransfer::End::Cancelled);
    place_ = std::exchange(last_, before_last_);
    lowest_wanted_ = true;
    rung_.reset();
    open_.reset();
}

// The same before it was opened.
Error SegmentFetcher::abandon_opening() {
    if (watch_->slower_than_network()) rungs_.rest(*rung_, io_.clock().now());
    report(SegmentTransfer::End::Cancelled);
    lowest_wanted_ = left_for_lowest_ = true;
    rung_.reset();
    return {ErrorKind::Timeout, "The server sends too slowly.", place_->segment.url};
}

void SegmentFetcher::count(std::size_t bytes, Microseconds waited) {
    since_failure_ += static_cast<std::int64_t>(bytes);
    if (since_failure_ >= static_cast<std::int64_t>(LivePatience::kProgress)) made_progress();
    segment_bytes_ += static_cast<std::int64_t>(bytes);
    if (setup_.renewal != nullptr) setup_.renewal->worked();
    if (!transfer_) return;
    transfer_->bytes += static_cast<std::int64_t>(bytes);
    transfer_->reading += waited;
}

void SegmentFetcher::complete() {
    made_progress();
    report(SegmentTransfer::End::Complete);
}

void SegmentFetcher::cancel() { report(SegmentTransfer::End::Cancelled); }

void SegmentFetcher::played() {
    ever_played_ = true;
    stepped_aside_ = false;
    left_behind_.reset();
    skipped_ = 0;
    first_error_.reset();
    rungs_.worked(last_rung_);
}

void SegmentFetcher::report(SegmentTransfer::End end) {
    if (!transfer_) return;
    transfer_->end = end;
    setup_.scheduler->finished(*std::exchange(transfer_, std::nullopt));
}

}  // namespace cliffhanger
