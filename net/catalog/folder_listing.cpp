#include "net/catalog/folder_listing.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

#include "net/catalog/episode_name.h"
#include "net/catalog/media_extension.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace fs = std::filesystem;

namespace {

Error disk_error(const fs::path& path, const std::error_code& code) {
    const std::string name = valid_utf8(path.string());
    if (code == std::errc::no_such_file_or_directory || code == std::errc::not_a_directory) {
        return Error{ErrorKind::NotFound, "There is no file or folder \"" + name + "\".", name};
    }
    if (code == std::errc::permission_denied || code == std::errc::operation_not_permitted) {
        return Error{ErrorKind::Forbidden, "\"" + name + "\" may not be read.", name};
    }
    return Error{ErrorKind::Io, "\"" + name + "\" cannot be read: " + code.message() + ".", name};
}

void sort_into(FolderListing& listing, std::string name) {
    switch (file_kind(name)) {
        case FileKind::Video:
            listing.videos.push_back(std::move(name));
            return;
        case FileKind::Audio:
            listing.audios.push_back(std::move(name));
            return;
        case FileKind::Subtitle:
            listing.subtitles.push_back(std::move(name));
            return;
        case FileKind::Image:
            listing.images.push_back(std::move(name));
            return;
        default:
            break;
    }
    if (file_extension(name) == "nfo") listing.nfos.push_back(std::move(name));
}

/// A .sub is text, unless an index of its pictures lies beside it: VobSub.
void leave_out_pictures(std::vector<std::string>& subtitles, const std::set<std::string>& indexed) {
    std::erase_if(subtitles, [&](const std::string& name) {
        return file_extension(name) == "sub" && indexed.contains(std::string(file_stem(name)));
    });
}

Result<std::ifstream> open_regular(const fs::path& path) {
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (status.type() == fs::file_type::not_found) {
        return tl::unexpected(disk_error(path, std::make_error_code(std::errc::no_such_file_or_directory)));
    }
    if (code) return tl::unexpected(disk_error(path, code));
    if (!fs::is_regular_file(status)) {
        return fail(ErrorKind::Unsupported, "This is neither a file nor a folder.", valid_utf8(path.string()));
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) return tl::unexpected(disk_error(path, std::make_error_code(std::errc::permission_denied)));
    return file;
}

}  // namespace

Result<FolderListing> list_folder(const fs::path& path, std::stop_token stop) {
    FolderListing listing;
    listing.path = path;
    std::set<std::string> indexed;
    std::error_code code;
    fs::directory_iterator entry(path, code);
    for (; !code && entry != fs::directory_iterator(); entry.increment(code)) {
        if (stop.stop_requested()) return fail(ErrorKind::Aborted, "Reading the folder was stopped.");
        std::string name = entry->path().filename().string();
        if (name.starts_with('.')) continue;
        std::error_code unreadable;  // a dangling link, say: then it is neither
        if (entry->is_directory(unreadable)) {
            listing.folders.push_back(std::move(name));
        } else if (entry->is_regular_file(unreadable)) {
            if (file_extension(name) == "idx") indexed.emplace(file_stem(name));
            sort_into(listing, std::move(name));
        }
    }
    if (code) return tl::unexpected(disk_error(path, code));
    leave_out_pictures(listing.subtitles, indexed);
    for (auto* names :
         {&listing.videos, &listing.audios, &listing.subtitles, &listing.images, &listing.nfos, &listing.folders}) {
        std::sort(names->begin(), names->end(), natural_less);
    }
    return listing;
}

Result<std::string> read_text_file(const fs::path& path, std::size_t most, std::stop_token stop) {
    auto file = open_regular(path);
    if (!file) return tl::unexpected(file.error());
    constexpr std::size_t kChunk = 256 * 1024;
    std::string text;
    while (*file) {
        if (stop.stop_requested()) return fail(ErrorKind::Aborted, "Reading the file was stopped.");
        const std::size_t before = text.size();
        text.resize(before + kChunk);
        file->read(text.data() + before, kChunk);
        text.resize(before + static_cast<std::size_t>(file->gcount()));
        if (text.size() > most) {
            return fail(ErrorKind::TooLarge, "The file is larger than " + std::to_string(most >> 20) + " MiB.",
                        valid_utf8(path.string()));
        }
    }
    if (file->bad()) return tl::unexpected(disk_error(path, std::make_error_code(std::errc::io_error)));
    return text;
}

Result<std::string> read_file_start(const fs::path& path, std::size_t most) {
    auto file = open_regular(path);
    if (!file) return tl::unexpected(file.error());
    std::string bytes(most, '\0');
    file->read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(file->gcount()));
    return bytes;
}

}  // namespace cliffhanger
