// The few fields that matter of a Kodi/Jellyfin NFO file. Blocks on the disk.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cliffhanger {

struct Nfo {
    std::string title, plot;
    std::vector<std::string> genres, tags, actors;
    std::optional<std::chrono::sys_days> premiered;
    std::optional<int> episode;
};

/// Empty when the file cannot be read, is no XML, or is larger than any NFO.
Nfo read_nfo(const std::filesystem::path& path);

}  // namespace cliffhanger
