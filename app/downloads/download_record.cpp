#include "app/downloads/download_record.h"

#include <fcntl.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "app/downloads/sha256.h"

namespace cliffhanger {
namespace {

constexpr const char* kFile = "download.json";

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void text(Writer& out, const char* name, const std::string& value) {
    out.Key(name);
    out.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void number(Writer& out, const char* name, const std::optional<std::int64_t>& value) {
    if (!value) return;
    out.Key(name);
    out.Int64(*value);
}

std::string text_of(const rapidjson::Value& from, const char* name) {
    const auto found = from.FindMember(name);
    if (found == from.MemberEnd() || !found->value.IsString()) return {};
    return {found->value.GetString(), found->value.GetStringLength()};
}

std::optional<std::int64_t> number_of(const rapidjson::Value& from, const char* name) {
    const auto found = from.FindMember(name);
    if (found == from.MemberEnd() || !found->value.IsInt64()) return std::nullopt;
    return found->value.GetInt64();
}

template <class Enum>
Enum enum_of(const rapidjson::Value& from, const char* name, Enum last) {
    const auto value = number_of(from, name).value_or(0);
    return value >= 0 && value <= static_cast<std::int64_t>(last) ? static_cast<Enum>(value) : Enum{};
}

}  // namespace

std::string download_folder_name(const EpisodeKey& key) {
    return sha256_of(key.feed + '\0' + key.series + '\0' + key.episode).substr(0, 24);
}

Result<DownloadRecord> read_download_record(const std::filesystem::path& folder) {
    std::ifstream file(folder / kFile, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    rapidjson::Document json;
    json.Parse(bytes.data(), bytes.size());
    if (json.HasParseError() || !json.IsObject())
        return fail(ErrorKind::Corrupted, "The description of a download is damaged.", folder.string());
    DownloadRecord record;
    record.key = {text_of(json, "feed"), text_of(json, "series"), text_of(json, "episode")};
    record.url = text_of(json, "url");
    record.sha256 = text_of(json, "sha256");
    record.title = text_of(json, "title");
    record.etag = text_of(json, "etag");
    record.last_modified = text_of(json, "lastModified");
    record.media = text_of(json, "media");
    record.stream = number_of(json, "stream") == 1;
    record.has_headers = number_of(json, "hasHeaders") == 1;
    record.needs_key = number_of(json, "needsKey") == 1;
    record.state = enum_of(json, "state", DownloadState::Failed);
    record.trouble = enum_of(json, "trouble", DownloadTrouble::Busy);
    record.size = number_of(json, "size");
    record.about = number_of(json, "about");
    record.number = number_of(json, "number").value_or(0);
    if (const auto beside = json.FindMember("beside"); beside != json.MemberEnd() && beside->value.IsArray()) {
        for (const auto& url : beside->value.GetArray()) {
            if (url.IsString()) record.beside.emplace_back(url.GetString(), url.GetStringLength());
        }
    }
    if (const auto files = json.FindMember("files"); files != json.MemberEnd() && files->value.IsObject()) {
        for (const auto& entry : files->value.GetObject()) {
            if (entry.value.IsString()) record.files[entry.name.GetString()] = entry.value.GetString();
        }
    }
    if (record.key.episode.empty() || record.url.empty())
        return fail(ErrorKind::Corrupted, "The description of a download is damaged.", folder.string());
    return record;
}

Result<void> write_download_record(const std::filesystem::path& folder, const DownloadRecord& record) {
    rapidjson::StringBuffer buffer;
    Writer out(buffer);
    out.StartObject();
    text(out, "feed", record.key.feed);
    text(out, "series", record.key.series);
    text(out, "episode", record.key.episode);
    text(out, "url", record.url);
    text(out, "sha256", record.sha256);
    text(out, "title", record.title);
    text(out, "etag", record.etag);
    text(out, "lastModified", record.last_modified);
    text(out, "media", record.media);
    number(out, "stream", record.stream ? 1 : 0);
    number(out, "hasHeaders", record.has_headers ? 1 : 0);
    number(out, "needsKey", record.needs_key ? 1 : 0);
    number(out, "state", static_cast<std::int64_t>(record.state));
    number(out, "trouble", static_cast<std::int64_t>(record.trouble));
    number(out, "size", record.size);
    number(out, "about", record.about);
    number(out, "number", record.number);
    out.Key("beside");
    out.StartArray();
    for (const std::string& url : record.beside) out.String(url.data(), static_cast<rapidjson::SizeType>(url.size()));
    out.EndArray();
    out.Key("files");
    out.StartObject();
    for (const auto& [url, name] : record.files) text(out, url.c_str(), name);
    out.EndObject();
    out.EndObject();
    return write_whole_file(folder / kFile, {buffer.GetString(), buffer.GetSize()});
}

std::int64_t download_folder_size(const std::filesystem::path& folder) {
    std::int64_t size = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto bytes = entry.file_size(error);
        if (!error && entry.path().filename() != kFile) size += static_cast<std::int64_t>(bytes);
    }
    return size;
}

Error disk_error(int code, const std::filesystem::path& path) {
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return {full ? ErrorKind::TooLarge : ErrorKind::Io,
            full ? "There is no space left for the download." : "The download cannot be written.", path.string()};
}

Result<void> write_whole_file(const std::filesystem::path& path, std::string_view bytes) {
    const std::filesystem::path part = path.string() + ".new";
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return tl::unexpected(disk_error(errno, path));
    int failed = 0;
    while (!bytes.empty() && failed == 0) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) failed = errno;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::close(file) != 0 && failed == 0) failed = errno;
    if (failed == 0 && ::rename(part.c_str(), path.c_str()) != 0) failed = errno;
    if (failed == 0) return {};
    ::unlink(part.c_str());
    return tl::unexpected(disk_error(failed, path));
}

}  // namespace cliffhanger
