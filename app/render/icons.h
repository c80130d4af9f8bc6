// The Material icons that the interface uses (code points of MaterialIcons-Regular).
#pragma once

namespace cliffhanger {

enum class Icon : char32_t {
    PlayArrow = 0xe037, Pause = 0xe034, Replay10 = 0xe059, Forward10 = 0xe056, SkipNext = 0xe044, SkipPrevious = 0xe045,
    FastForward = 0xe01f, Favorite = 0xe87d, FavoriteBorder = 0xe87e, Bookmark = 0xe866, BookmarkBorder = 0xe867,
    BookmarkAdded = 0xe599, Share = 0xe80d, PlaylistPlay = 0xe05f, GridView = 0xe9b0, Lock = 0xe897, LockOpen = 0xe898,
    Search = 0xe8b6, Settings = 0xe8b8, Tune = 0xe429, Subtitles = 0xe048, SubtitlesOff = 0xef72, Audiotrack = 0xe3a1,
    RecordVoiceOver = 0xe91f, Speed = 0xe9e4, HighQuality = 0xe024, VolumeUp = 0xe050, VolumeDown = 0xe04d,
    VolumeOff = 0xe04f, Fullscreen = 0xe5d0, FullscreenExit = 0xe5d1, ArrowBack = 0xe5c4, ArrowForward = 0xe5c8,
    Close = 0xe5cd, Check = 0xe5ca, CheckCircle = 0xe86c, ChevronLeft = 0xe5cb, ChevronRight = 0xe5cc,
    ExpandMore = 0xe5cf, KeyboardArrowUp = 0xe316, KeyboardArrowDown = 0xe313, MoreHoriz = 0xe5d3, Home = 0xe88a,
    Explore = 0xe87a, VideoLibrary = 0xe04a, History = 0xe889, Person = 0xe7fd, Info = 0xe88e, ErrorOutline = 0xe001,
    WifiOff = 0xe648, Refresh = 0xe5d5, Language = 0xe894, Translate = 0xe8e2, Star = 0xe838, Visibility = 0xe8f4,
    LocalFireDepartment = 0xef55, Timer = 0xe425, TouchApp = 0xe913, SwipeUp = 0xeb2e, Mouse = 0xe323,
    Keyboard = 0xe312, Repeat = 0xe040,
};

}  // namespace cliffhanger
