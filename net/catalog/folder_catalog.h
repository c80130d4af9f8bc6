// A local folder as a catalog: media directly in it are one series, subfolders with media are series of their own.
#pragma once

#include <filesystem>
#include <stop_token>

#include "net/catalog/catalog.h"
#include "net/result.h"

namespace cliffhanger {

/// Blocks on the disk; at most four levels deep. Errors: NotFound, Forbidden, Io, Aborted. Subfolders that cannot be
/// read are findings.
[[nodiscard]] Result<LoadedCatalog> load_folder(const std::filesystem::path& folder, std::stop_token stop);

/// One local media file: a series with one episode, with its subtitles and dubs.
[[nodiscard]] Result<LoadedCatalog> load_media_file(const std::filesystem::path& file, std::stop_token stop);

}  // namespace cliffhanger
