// The files of one folder, sorted into what they are. Blocks on the disk.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "net/result.h"

namespace cliffhanger {

/// All names in natural order; hidden files are left out.
struct FolderListing {
    std::filesystem::path path;
    std::vector<std::string> videos, audios, subtitles, images, nfos, folders;
};

/// NotFound, Forbidden or Io when it cannot be read; Aborted on stop.
[[nodiscard]] Result<FolderListing> list_folder(const std::filesystem::path& path, std::stop_token stop);

/// At most `most` bytes of a regular file; NotFound, Forbidden, TooLarge, Io, Aborted; Unsupported for pipes and
/// devices.
[[nodiscard]] Result<std::string> read_text_file(const std::filesystem::path& path, std::size_t most,
                                                 std::stop_token stop);

/// The first bytes of it; errors as above.
[[nodiscard]] Result<std::string> read_file_start(const std::filesystem::path& path, std::size_t most);

}  // namespace cliffhanger
