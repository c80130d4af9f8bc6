// One folder's files as the episodes of a series: pairs videos with their subtitles, dubs and pictures.
// Pure but for NFO files, which are read from the disk.
#pragma once

#include <stop_token>
#include <string>

#include "net/catalog/folder_listing.h"
#include "net/catalog/series_assembler.h"

namespace cliffhanger {

/// Adds the folder's episodes to the draft, and its picture and NFO where the draft has none yet.
/// `id` is put before the episodes' ids; `season` is 0 where the folder is no season's.
void add_folder_episodes(const FolderListing& listing, const std::string& id, int season, SeriesDraft& draft,
                         FindingLog& log);

/// One file with what lies beside it under the same name.
EpisodeDraft make_single_episode(const FolderListing& listing, const std::string& file);

/// Short, the same on every run, different for folders and files of the same name elsewhere.
std::string id_of_path(const std::filesystem::path& path);

}  // namespace cliffhanger
