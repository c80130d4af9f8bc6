// One download on the disk: a folder with a small description, renamed into place, beside the media. What the folder
// holds is the whole truth, so a program that dies at any moment leaves nothing to repair. Blocks on the disk.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "app/downloads/download.h"
#include "net/result.h"

namespace cliffhanger {

struct DownloadRecord {
    EpisodeKey key;
    std::string title, url, sha256, etag, last_modified;
    bool stream = false;
    bool has_headers = false;  ///< it needs some that are not written down
    bool needs_key = false;
    DownloadState state = DownloadState::Queued;
    DownloadTrouble trouble = DownloadTrouble::None;
    std::optional<std::int64_t> size, about;
    std::int64_t number = 0;                   ///< the queue's order
    std::vector<std::string> beside;           ///< addresses that go with it
    std::map<std::string, std::string> files;  ///< of those that are here: address to file name
    std::string media;                         ///< file name, once finished
};

/// The folder's name for an episode.
std::string download_folder_name(const EpisodeKey& key);

[[nodiscard]] Result<DownloadRecord> read_download_record(const std::filesystem::path& folder);
/// All or nothing.
[[nodiscard]] Result<void> write_download_record(const std::filesystem::path& folder, const DownloadRecord& record);
/// The bytes of all files in it.
std::int64_t download_folder_size(const std::filesystem::path& folder);
/// Writes a small file under its name only when it is whole.
[[nodiscard]] Result<void> write_whole_file(const std::filesystem::path& path, std::string_view bytes);
/// NoSpace and Disk told apart: TooLarge when the disk is full, else Io.
Error disk_error(int number, const std::filesystem::path& path);

}  // namespace cliffhanger
