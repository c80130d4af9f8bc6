// What an episode's file name says: its number, its season, its title. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cliffhanger {

struct EpisodeName {
    std::optional<int> number;
    int season = 0;     ///< 0 = none
    std::string title;  ///< without number and noise; may be empty
};

/// `stem` is the file's name without its extension: "第十二集", "EP03", "S01E02 - Title", "剧名01", "1-40合集".
EpisodeName parse_episode_name(std::string_view stem);

/// The name of a file or folder without tags, resolution and the like, but with its numbers.
std::string clean_title(std::string_view stem);

/// Season of a folder name such as "Season 2", "S02", "第二季"; nullopt when it is no season's.
std::optional<int> season_of_folder(std::string_view name);

/// Whether a folded text says unmistakably which episode it is ("EP3", "S01E02", "第3集").
bool has_episode_marker(const std::u32string& text);

/// "2" before "10", letter case and width aside; a strict weak order.
bool natural_less(std::string_view left, std::string_view right);

}  // namespace cliffhanger
