#include "app/playback/playback_host.h"

#include <SDL.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/kiosk/kiosk_lock.h"

namespace cliffhanger {

PlaybackHost::PlaybackHost(const HostSurroundings& surroundings, const PlayOptions& options, std::string source)
    : surroundings_(surroundings),
      options_(options),
      source_(std::move(source)),
      feed_key_(library_feed_key(source_)),
      language_(environment_language()),
      settings_(surroundings.library),
      age_gate_(settings_, surroundings.library),
      usage_(surroundings.library),
      refresher_(std::make_shared<AddressRefresher>(source_, surroundings.http, surroundings.clock)),
      downloads_(download_surroundings()),
      loader_(surroundings.http, surroundings.clock, surroundings.wake),
      images_(surroundings.http, surroundings.clock, surroundings.wake),
      captions_(caption_surroundings(), languages_read(options.language.empty() ? language_ : options.language)),
      scheduler_(surroundings.clock, surroundings.bandwidth, segment_limits(options)),
      player_context_{.http = surroundings.http,
                      .clock = surroundings.clock,
                      .wake = surroundings.wake,
                      .hwdec = options.hwdec,
                      .scheduler = &scheduler_},
      pool_(player_context_),
      start_(options.start),
      muted_(options.muted),
      wish_{options.quality, options.data_saver},
      quality_{wish_},
      loudness_(surroundings.http, surroundings.clock, surroundings.wake, surroundings.library, options.loudness) {
    ask_settings();
    followed_ = settings_.values();
    surroundings_.mixer.set_volume(volume_, muted_);
    if (surroundings_.caching) preloader_.emplace(player_context_);
    loader_.start(source_);
}

PlaybackHost::~PlaybackHost() { surroundings_.mixer.set_audible(nullptr); }

void PlaybackHost::wait_for_feed(Microseconds timeout) {
    if (loader_.wait_for(timeout)) take_feed();
}

FeedState PlaybackHost::feed_state() const {
    if (feed_) return FeedState::Ready;
    return feed_error_ ? unusable_as_ : FeedState::Loading;
}

void PlaybackHost::reload_feed() {
    if (wanted_) return;
    feed_error_.reset();
    loader_.start(source_);
}

void PlaybackHost::take_feed() {
    if (!wait_for_viewer()) return;
    std::optional<Result<LoadedCatalog>> loaded = loader_.take();
    if (!loaded || take_offline_feed(*loaded)) return;
    if (wanted_ && !take_wanted(*loaded)) return;
    if (!loaded->has_value()) {
        spdlog::debug("{}: {}", source_, loaded->error().message);  // the page and the shell say it
        feed_error_ = loaded->error();                              // a feed that is already there stays
        unusable_as_ = FeedState::Failed;
        return;
    }
    feed_error_.reset();
    for (const Finding& finding : (*loaded)->findings)
        spdlog::debug("{}: {} {}", finding.code, finding.path, finding.message);
    use_feed(std::move((*loaded)->catalog));
}

void PlaybackHost::use_feed(Catalog catalog) {
    auto feed = std::make_unique<Feed>(std::move(catalog));
    if (feed->page_count() == 0) {
        const bool folder = feed->catalog().format == CatalogFormat::Folder;
        unusable_as_ = folder ? FeedState::EmptyFolder : FeedState::Empty;
        feed_error_ =
            Error{ErrorKind::Unsupported,
                  folder ? "There are no playable clips in this folder." : "This feed has no episodes.", source_};
        return;
    }
    const bool first = !feed_;
    const std::string playing_id = first ? std::string{} : episode_id(current_);
    if (PlaybackSession* session = current_session()) positions_[playing_id] = session->snapshot().position;
    drop_feed();
    feed_ = std::move(feed);
    if (search_) search_->open(feed_->catalog());
    ++edition_;
    list_ = PageList::Catalog;
    current_ = 0;
    if (first) find_first_page();
    if (options_.kiosk) list_ = PageList::Teasers, feed_->set_pages(teaser_pages()), current_ = 0;
    for (std::size_t i = 0; !first && i < page_count(); ++i) {
        if (episode_id(i) == playing_id) current_ = i;
    }
    library().set_place(key(current_));
    give_items_to_pool();
}

/// What reads its catalog ends first.
void PlaybackHost::drop_feed() {
    recommender_.reset();
    if (search_) search_->close();
    feed_.reset();
}

MediaItem PlaybackHost::media_item(std::size_t index) const {
    const Episode& episode = *page(index).episode;
    MediaItem item;
    item.id = media_id(index);
    item.preferred_audio_language = sound_choice(index).value_or(SoundChoice{}).language;
    item.dubs = dubs_of(index);
    item.start = resume_position(index);
    const VideoAddress* video = choose_video(episode);
    item.measure_loudness = video != nullptr && !loudness_.knows(video->url);
    const std::string here = unlocked(index) ? downloads_.local_address(key(index)) : std::string();
    if (!here.empty()) {
        item.address = {here, {}, Priority::Playback};
    } else if (video != nullptr && unlocked(index)) {
        item.address = {video->url, episode.headers, Priority::Playback};
        item.address.refresh = [refresher = refresher_, series = page(index).series->id, id = episode.id](
                                   const std::string& refused, const std::stop_token& stop) {
            return refresher->refresh(series, id, refused, stop);
        };
    }
    return item;
}

void PlaybackHost::give_items_to_pool() {
    pool_.set_items({page_count(), [this](std::size_t index) { return media_id(index); },
                     [this](std::size_t index) { return media_item(index); }},
                    current_);
}

void PlaybackHost::sync(Microseconds now, const std::vector<std::size_t>& visible_pages) {
    now_ = now;
    visible_pages_ = visible_pages;
    take_feed();
    library().wait_loaded(Microseconds{0});  // one that was slow to come still counts
    follow_library();
    follow_forgetting();
    follow_settings();
    follow_age_gate();
    follow_downloads();
    pool_.update();
    if (poster_) poster_->update();
    loudness_.take_found();
    if (page_count() > 0) bring_sessions();
    captions_.sync();
}

void PlaybackHost::bring_sessions() {
    tell_scheduler();
    const auto visible = [&](std::size_t index) {
        return std::ranges::find(visible_pages_, index) != visible_pages_.end();
    };
    if (current_ > 0) sync_neighbour(current_ - 1, visible(current_ - 1));
    if (current_ + 1 < page_count()) sync_neighbour(current_ + 1, visible(current_ + 1));

    PlaybackSession* session = current_session();
    const std::shared_ptr<AudioRing> ring = session != nullptr ? session->audio() : nullptr;
    if (!audible_set_ || ring != audible_) {
        surroundings_.mixer.set_audible(ring);
        surroundings_.mixer.set_following(nullptr);
        following_.reset();
        audible_ = ring;
        audible_set_ = true;
    }
    if (session == nullptr) return;
    const SessionSnapshot snapshot = session->snapshot();
    if (wants_to_play_ != snapshot.play_when_ready) wants_to_play_ ? session->play() : session->pause();
    if (snapshot.rate != rate_) session->set_rate(rate_);
    sync_sound();
    remember_watching(snapshot);
    surroundings_.stats.playback(session, snapshot, now_);
    count_watched(*session);
}

void PlaybackHost::sync_neighbour(std::size_t index, bool visible) {
    PlaybackSession* session = pool_.session(index);
    if (session == nullptr || visible) return;
    const SessionSnapshot snapshot = session->snapshot();
    if (snapshot.play_when_ready) session->pause();
    // What was seen to its end starts over when it is come back to; its last picture stays until it has left the stage.
    if (snapshot.state == SessionState::Ended && !snapshot.seeking) session->seek(MediaTime{0}, SeekMode::Exact);
}

void PlaybackHost::commit_page(std::size_t index) {
    if (index >= page_count() || index == current_) return;
    remember_position();
    current_ = index;
    wants_to_play_ = true;
    library().set_place(key(index));
    pool_.focus(index);
    retry_arrival();
    const auto ready = snapshot(index);
    surroundings_.stats.playback_stopped();
    surroundings_.stats.swipe_began(intent_.value_or(now_), ready && ready->has_first_frame);
    if (!unlocked(index)) surroundings_.stats.swipe_forgotten();
    intent_.reset();
    swipe_target_ = index;
    bring_sessions();
}

void PlaybackHost::presented(Microseconds now) {
    if (current_picture_given_) {
        surroundings_.stats.video_presented(now);
        if (swipe_target_ == current_) {
            surroundings_.stats.swipe_shown(now);
            swipe_target_.reset();
        }
    }
    current_picture_given_ = false;
}

bool PlaybackHost::playing() const {
    const auto current = page_count() > 0 ? snapshot(current_) : std::nullopt;
    return current && wants_to_play_ && current->state == SessionState::Ready;
}

std::optional<Microseconds> PlaybackHost::next_picture_due(Microseconds now) {
    PlaybackSession* session = current_session();
    if (session == nullptr) return std::nullopt;
    const auto next = session->next_picture_due(now);
    return next ? next : session->picture_over(now);
}

std::optional<SessionSnapshot> PlaybackHost::snapshot(std::size_t index) const {
    if (index >= page_count() || !unlocked(index)) return std::nullopt;
    const PlaybackSession* session = pool_.session(index);
    if (session == nullptr) return std::nullopt;
    SessionSnapshot snapshot = session->snapshot();
    if (index == current_) snapshot.rungs = offered_rungs();
    // How far reading got depends on the machine's speed, which the manual clock does not know: pictures must not.
    if (options_.manual_clock && snapshot.has_first_frame)
        snapshot.buffered_until = snapshot.duration.value_or(snapshot.position);
    return snapshot;
}

VideoFramePtr PlaybackHost::picture(std::size_t index) {
    PlaybackSession* session = unlocked(index) ? pool_.session(index) : nullptr;
    if (session == nullptr) return nullptr;
    const bool moving = index == current_ || session->snapshot().play_when_ready;
    VideoFramePtr frame = moving ? session->picture(now_) : session->preview();
    if (index == current_ && frame) current_picture_given_ = true;
    return frame;
}

ImagePtr PlaybackHost::artwork(const std::string& url, int max_side) {
    if (url.empty()) return nullptr;
    return images_.get({url, {}, Priority::Artwork}, max_side);
}

void PlaybackHost::seek(MediaTime target, SeekMode mode) {
    if (PlaybackSession* session = current_session()) session->seek(target, mode);
}

void PlaybackHost::step(int frames) {
    if (PlaybackSession* session = current_session()) session->step(frames);
}

void PlaybackHost::retry() {
    captions_.try_again();
    if (PlaybackSession* session = current_session()) session->retry();
}

void PlaybackHost::set_volume(float volume, bool muted) {
    volume_ = std::clamp(volume, 0.0f, options_.kiosk ? kKioskVolume : 1.0f);
    muted_ = muted;
    surroundings_.mixer.set_volume(volume_ * fade_, muted_);
    library().set_setting(kVolumeSetting, std::to_string(volume_));
}

void PlaybackHost::set_fade(float fade) {
    fade_ = fade;
    surroundings_.mixer.set_volume(volume_ * fade_, muted_);
}

void PlaybackHost::toggle_fullscreen() {
    if (!options_.kiosk) window_.set_fullscreen(!window_.fullscreen());
}
bool PlaybackHost::fullscreen() const { return window_.fullscreen(); }
void PlaybackHost::copy_to_clipboard(const std::string& text) {
    if (!options_.kiosk) SDL_SetClipboardText(text.c_str());
}
void PlaybackHost::take_screenshot() {
    if (!options_.kiosk) window_.screenshot();
}
void PlaybackHost::quit() { window_.quit(); }

bool PlaybackHost::settled() const {
    if (loader_.loading() || images_.busy() || captions_.busy() || loudness_.busy()) return false;
    if (previews_ && previews_->busy()) return false;
    if (search_ && search_->searching()) return false;
    if (poster_ && !poster_->settled()) return false;
    if (page_count() == 0) return true;
    const std::size_t first = current_ > 0 ? current_ - 1 : 0;
    const std::size_t last = std::min(current_ + 1, page_count() - 1);
    for (std::size_t index = first; index <= last; ++index) {
        const PlaybackSession* session = pool_.session(index);
        if (session == nullptr || !session->settled()) return false;
    }
    return true;
}

}  // namespace cliffhanger
