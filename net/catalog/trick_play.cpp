#include "net/catalog/trick_play.h"

#include <optional>

#include "net/catalog/feed_values.h"
#include "net/catalog/media_extension.h"
#include "net/url.h"

namespace cliffhanger {

namespace {

using Kind = TrickPlayFile::Kind;

std::optional<Kind> kind_of_name(const std::string& url) {
    const std::string extension = file_extension(is_http_url(url) ? url_path(url) : url);
    if (extension == "bif") return Kind::Bif;
    if (extension == "vtt") return Kind::WebVtt;
    if (extension == "m3u8") return Kind::Hls;
    return std::nullopt;
}

std::optional<Kind> kind_of_type(const std::string& type) {
    if (type == "BIF") return Kind::Bif;
    if (type == "VTT" || type == "WEBVTT") return Kind::WebVtt;
    if (type == "HLS") return Kind::Hls;
    return std::nullopt;
}

/// Empty when nothing usable is named, which is reported.
std::string address_of(const FeedObject& object) {
    if (object.has({"url"})) return object.address({"url"});
    object.log().warn("trick-play-without-address", object.place(), "The preview pictures have no address.");
    return {};
}

}  // namespace

void read_trick_play(const FeedObject& content, Episode& episode) {
    for (const FeedObject& object : content.objects({"trickPlayFiles"})) {
        TrickPlayFile file;
        file.url = address_of(object);
        if (file.url.empty()) continue;
        file.kind = kind_of_name(file.url).value_or(Kind::Bif);
        file.quality = ascii_upper(object.text({"quality"}));
        if (!file.quality.empty() && file.quality != "SD" && file.quality != "HD" && file.quality != "FHD" &&
            file.quality != "UHD") {
            object.log().warn("unknown-quality", object.place_of({"quality"}), "This quality is not known.",
                              "Write HD or FHD.");
            file.quality.clear();
        }
        episode.trick_play.push_back(std::move(file));
    }
}

void read_storyboard(const FeedObject& drama, Episode& episode) {
    const auto object = drama.object({"storyboard"});
    if (!object) return;
    TrickPlayFile file;
    file.url = address_of(*object);
    if (file.url.empty()) return;
    const std::string type = ascii_upper(object->text({"type"}));
    const auto named = kind_of_type(type), by_name = kind_of_name(file.url);
    if (!named && (!type.empty() || !by_name)) {
        object->log().warn("unknown-storyboard-type", object->place_of({"type"}), "This kind of preview is not known.",
                           "Write vtt, bif or hls.");
    }
    if (!named && !by_name) return;
    file.kind = named ? *named : *by_name;
    episode.trick_play.push_back(std::move(file));
}

}  // namespace cliffhanger
