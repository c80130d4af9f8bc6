#include "net/catalog/folder_catalog.h"

#include <unistd.h>

#include "tests/net/catalog/finding_matchers.h"
#include "tests/net/catalog/temporary_folder.h"
#include "tests/support/catch.h"

namespace cliffhanger {

namespace {

using test::codes_of;
using test::find_code;
using test::TemporaryFolder;

LoadedCatalog loaded(const TemporaryFolder& folder, const std::string& inside = "") {
    auto catalog = load_folder(folder.path() / inside, {});
    REQUIRE(catalog);
    return *std::move(catalog);
}

std::vector<int> numbers_of(const Series& series) {
    std::vector<int> numbers;
    for (const Episode& episode : series.episodes) numbers.push_back(episode.number);
    return numbers;
}

std::string file_of(const std::string& url) { return std::filesystem::path(url).filename().string(); }

}  // namespace

TEST_CASE("load_folder: media in a folder are one series in natural order", "[net][catalog]") {
    const TemporaryFolder folder;
    for (const char* name : {"10.mp4", "2.mp4", "1.mp4", ".hidden.mp4", "notes.txt"})
        folder.write("Heir/" + std::string(name));
    folder.write("Heir/cover.JPG");
    folder.write("Heir/2-thumb.jpg");
    const LoadedCatalog result = loaded(folder, "Heir");
    REQUIRE(result.catalog.series.size() == 1);
    const Series& series = result.catalog.series[0];
    CHECK(result.catalog.format == CatalogFormat::Folder);
    CHECK(series.title.get("") == "Heir");
    CHECK(numbers_of(series) == std::vector<int>{1, 2, 10});
    CHECK(file_of(series.episodes[2].videos.at(0).url) == "10.mp4");
    CHECK(series.episodes[2].videos[0].video_type == "MP4");
    CHECK(file_of(series.posters.at(0).url) == "cover.JPG");
    CHECK(file_of(series.episodes[1].thumbnail_url) == "2-thumb.jpg");
    CHECK(codes_of(result.findings) == "episode-gap");
    CHECK(result.findings[0].message == "Episodes 3 to 9 are missing.");
}

TEST_CASE("load_folder: subfolders are series of their own, seasons are joined", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("all/A/1.mp4");
    folder.write("all/B/1.mkv");
    folder.write("all/B/2.mkv");
    folder.write("all/C/Season 1/Show S01E01.mp4");
    folder.write("all/C/Season 2/Show S02E01.mp4");
    folder.write("all/0.mp4");
    folder.write("all/a/b/c/d/e/too-deep.mp4");
    const LoadedCatalog result = loaded(folder, "all");
    REQUIRE(result.catalog.series.size() == 4);
    CHECK(result.catalog.series[0].title.get("") == "all");
    CHECK(result.catalog.series[1].title.get("") == "A");
    CHECK(result.catalog.series[2].episodes.size() == 2);
    CHECK(result.catalog.series[3].title.get("") == "C");
    CHECK(numbers_of(result.catalog.series[3]) == std::vector<int>{1, 2});
    CHECK(find_code(result.findings, "seasons-joined") != nullptr);
}

TEST_CASE("load_folder: duplicates are reported and kept", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/EP01.mp4");
    folder.write("s/第1集.mp4");
    const LoadedCatalog result = loaded(folder, "s");
    CHECK(numbers_of(result.catalog.series.at(0)) == std::vector<int>{1, 1});
    REQUIRE(find_code(result.findings, "duplicate-episode-number") != nullptr);
    CHECK(result.catalog.series[0].episodes[0].id != result.catalog.series[0].episodes[1].id);
}

TEST_CASE("load_folder: subtitles and dubs find their episode by name, then by number", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/剧名01.mp4");
    folder.write("s/剧名02.mp4");
    folder.write("s/剧名01.zh-Hans.default.srt");
    folder.write("s/剧名01.en.sdh.vtt");
    folder.write("s/剧名01_ja.ass");
    folder.write("s/第2集.en.srt");
    folder.write("s/Subs/2.ko.srt");
    folder.write("s/剧名02.de.m4a");
    folder.write("s/music.mp3");
    const LoadedCatalog result = loaded(folder, "s");
    const Series& series = result.catalog.series.at(0);
    REQUIRE(series.episodes.size() == 2);
    CHECK(series.episodes[0].title.empty());
    const auto& first = series.episodes[0].captions;
    REQUIRE(first.size() == 3);
    CHECK(first[0].language == "zh-Hans");
    CHECK(first[1].language == "ja");
    CHECK(first[2].language == "en");
    CHECK(first[2].closed_caption);
    const auto& second = series.episodes[1].captions;
    REQUIRE(second.size() == 2);
    CHECK(second[0].language == "en");
    CHECK(second[1].language == "ko");
    REQUIRE(series.episodes[1].audio_tracks.size() == 1);
    CHECK(series.episodes[1].audio_tracks[0].language == "de");
    CHECK(file_of(series.episodes[1].audio_tracks[0].url) == "剧名02.de.m4a");
    const Finding* unmatched = find_code(result.findings, "unmatched-file");
    REQUIRE(unmatched != nullptr);
    CHECK(unmatched->path.ends_with("music.mp3"));
}

TEST_CASE("load_folder: subtitles are found in their many text formats, and not as pictures", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/1.mp4");
    folder.write("s/2.mp4");
    const std::vector<std::string> formats = {"aqt", "ass", "dfxp", "jss", "lrc", "pjs",  "rt", "sami",
                                              "SMI", "srt", "ssa",  "sub", "vpl", "ttml", "vtt"};
    for (const std::string& format : formats) folder.write("s/1." + format);
    folder.write("s/2.sub");
    folder.write("s/2.idx");
    folder.write("s/2.sup");
    const Series series = loaded(folder, "s").catalog.series.at(0);
    REQUIRE(series.episodes.size() == 2);
    CHECK(series.episodes[0].captions.size() == formats.size());
    CHECK(series.episodes[1].captions.empty());
}

TEST_CASE("load_folder: an NFO names the series and its episodes", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/a.mp4");
    folder.write("s/b.mp4");
    folder.write("s/tvshow.nfo", "<tvshow><title>Heir &amp; Co</title><plot>P</plot><genre>drama</genre></tvshow>");
    folder.write("s/a.nfo", "<episodedetails><title>Last</title><episode>2</episode></episodedetails>");
    folder.write("s/b.nfo", "<episodedetails><title>First</title><episode>1</episode>");
    const Series series = loaded(folder, "s").catalog.series.at(0);
    CHECK(series.title.get("") == "Heir & Co");
    CHECK(series.synopsis.get("") == "P");
    CHECK(series.genres == std::vector<std::string>{"drama"});
    CHECK(series.episodes.at(0).title.get("") == "Last");
}

TEST_CASE("load_folder: audio alone is played as audio", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/1.mp3");
    folder.write("s/2.mp3");
    CHECK(loaded(folder, "s").catalog.series.at(0).episodes.size() == 2);
}

TEST_CASE("load_folder: links that lead back are walked once", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/a/1.mp4");
    std::filesystem::create_directory_symlink(folder.path() / "s", folder.path() / "s/a/loop");
    std::filesystem::create_directory_symlink(folder.path() / "s/a", folder.path() / "s/again");
    std::filesystem::create_symlink(folder.path() / "nowhere.mp4", folder.path() / "s/a/dangling.mp4");
    const LoadedCatalog result = loaded(folder, "s");
    REQUIRE(result.catalog.series.size() == 1);
    CHECK(result.catalog.series[0].episodes.size() == 1);
}

TEST_CASE("load_folder: an unreadable subfolder is a finding, an unreadable folder an error", "[net][catalog]") {
    if (geteuid() == 0) return;  // nothing is unreadable for root
    const TemporaryFolder folder;
    folder.write("s/1.mp4");
    folder.write("s/locked/1.mp4");
    std::filesystem::permissions(folder.path() / "s/locked", std::filesystem::perms::none);
    CHECK(find_code(loaded(folder, "s").findings, "unreadable-folder") != nullptr);
    const auto locked = load_folder(folder.path() / "s/locked", {});
    std::filesystem::permissions(folder.path() / "s/locked", std::filesystem::perms::owner_all);
    REQUIRE_FALSE(locked);
    CHECK(locked.error().kind == ErrorKind::Forbidden);
}

TEST_CASE("load_folder: a name that is no UTF-8 keeps its address and gets a readable title", "[net][catalog]") {
    const TemporaryFolder folder;
    const std::string name = "\xB5\xDA\x31.mp4";
    folder.write("s/" + name);
    const LoadedCatalog result = loaded(folder, "s");
    const Episode& episode = result.catalog.series.at(0).episodes.at(0);
    CHECK(file_of(episode.videos.at(0).url) == name);
    CHECK(episode.number == 1);
    CHECK(episode.title.get("").find('\xB5') == std::string::npos);
}

TEST_CASE("load_folder: a folder without media is an empty catalog that says so", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/readme.txt");
    const LoadedCatalog result = loaded(folder, "s");
    CHECK(result.catalog.series.empty());
    CHECK(codes_of(result.findings) == "no-media");
}

TEST_CASE("load_folder: stops when told to", "[net][catalog]") {
    const TemporaryFolder folder;
    folder.write("s/1.mp4");
    std::stop_source stop;
    stop.request_stop();
    const auto result = load_folder(folder.path(), stop.get_token());
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::Aborted);
}

TEST_CASE("load_media_file: a file is one episode with its own subtitles, without its neighbours", "[net][catalog]") {
    const TemporaryFolder folder;
    const std::string film = folder.write("My_Film.2023.1080p.mp4");
    folder.write("My_Film.2023.1080p.en.srt");
    folder.write("My_Film.2023.1080p.fr.m4a");
    folder.write("other.mp4");
    folder.write("other.srt");
    const auto result = load_media_file(film, {});
    REQUIRE(result);
    const Series& series = result->catalog.series.at(0);
    CHECK(result->catalog.format == CatalogFormat::SingleMedia);
    CHECK(series.title.get("") == "My Film 2023");
    REQUIRE(series.episodes.size() == 1);
    CHECK(series.episodes[0].captions.size() == 1);
    CHECK(series.episodes[0].audio_tracks.size() == 1);
    CHECK(series.episodes[0].videos.at(0).url == film);
}

}  // namespace cliffhanger
