// What the interface says, in the nine languages of the player screen. Plain values; texts live as long as the program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/result.h"
#include "player/media_time.h"

namespace cliffhanger {

enum class Text : std::uint8_t {
    Back,
    More,
    Fullscreen,
    ExitFullscreen,
    Like,
    MyList,
    Episodes,
    Share,
    EpisodeOf,
    Feed,
    MoreLikeThis,
    Series,
    Options,
    Speed,
    Subtitles,
    Audio,
    Picture,
    Quality,
    Auto,
    DataSaver,
    Fit,
    Fill,
    Off,
    Normal,
    Original,
    AudioDescription,
    SameLoudness,
    Close,
    Sound,
    Mute,
    Play,
    Pause,
    Previous,
    Next,
    PlayPosition,
    Loading,
    SlowConnection,
    Retry,
    NextEpisode,
    CannotPlay,
    EndsEarly,
    FeedUnreadable,
    FeedEmpty,
    FeedEmptyHint,
    FolderEmptyHint,
    StartNotFound,
    LibraryReplaced,
    LibraryNotKept,
    SoundMissing,
    CauseTimeout,
    CauseUnreachable,
    CauseHttp,
    CauseNotFound,
    CauseNoVideo,
    CauseForbidden,
    CauseTooLarge,
    CauseCorrupted,
    CauseCutShort,
    CauseUnsupported,
    CauseIo,
    CauseInternal,
    ErrorCode,
    CodeCopied,
    LockedTitle,
    PriceCoins,
    PriceMoney,
    PriceSubscription,
    PriceAd,
    PriceVip,
    Unlock,
    UnlockNote,
    SkipSeries,
    LinkCopied,
    Listed,
    Unlisted,
    LastEpisode,
    FirstEpisode,
    NoSubtitles,
    Watched,
    Locked,
    Shortcuts,
    KeysPage,
    KeysSeek,
    KeysHold,
    KeysSpeed,
    KeysVolume,
    KeysScreen,
    KeysPercent,
    Statistics,
    SkipIntro,
    SkipRecap,
    SkipCredits,
    SkipSection,
    NoChapters,
    Autoplay,
    On,
    Countdown,
    StopAfterThis,
    Repeat,
    ThisEpisode,
    LoopStartHere,
    LoopEndHere,
    UpNext,
    NextSeries,
    PlayNow,
    NotNow,
    KeysChapters,
    ReportCopied,
    SubtitleStyle,
    SecondSubtitles,
    SubtitleDelay,
    SubtitleSize,
    SubtitlePosition,
    SubtitlePlate,
    SubtitleOutline,
    SubtitleColor,
    SubtitleFont,
    PositionLow,
    PositionMiddle,
    PositionHigh,
    ColorWhite,
    ColorYellow,
    ColorCyan,
    FontSans,
    FontSerif,
    FontSpaced,
    SubtitleSample,
    kCount,
};

class Strings {
 public:
    /// BCP 47; an unknown language speaks English.
    explicit Strings(std::string_view language);

    std::string_view operator()(Text text) const;
    /// The string with {n}, {total} or {price} replaced.
    std::string with_number(Text text, long long n, long long total = 0) const;
    std::string with_price(Text text, const std::string& price) const;
    /// "80 episodes" with the language's plural forms.
    std::string episodes(int count) const;
    /// 128400 -> "128.4K", "12.8万", ...
    std::string count(std::int64_t value) const;
    /// "1 h 38 min"
    std::string duration(double seconds) const;
    Text cause_of(ErrorKind kind) const;
    bool rtl() const;
    /// Begins a line that mixes scripts: it makes the interface's direction the line's. Empty for left-to-right
    /// languages.
    std::string_view mark() const { return rtl() ? "\u200F" : ""; }
    /// The language whose strings these are: "en" for an unknown one.
    std::string_view language() const;

 private:
    std::size_t column_ = 0;
};

/// "0:48", "1:02:03"; digits are the same everywhere.
std::string format_time(MediaTime time);
/// A language's own name ("Español") for its BCP 47 tag; the tag itself when it is not known.
std::string endonym(std::string_view language);

}  // namespace cliffhanger
