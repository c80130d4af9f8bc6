#include "net/catalog/source_kind.h"

#include "net/catalog/feed_values.h"
#include "net/catalog/media_extension.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

namespace {

/// The root element's name in lower case; behind the prolog, comments and the document type.
std::string root_element(std::string_view text) {
    for (;;) {
        const std::size_t open = text.find('<');
        if (open == std::string_view::npos) return {};
        text.remove_prefix(open + 1);
        if (ascii_lower(text.substr(0, 13)) == "!doctype html") return "html";
        std::string_view end;
        if (text.starts_with("!--")) {
            end = "-->";
        } else if (text.starts_with("?") || text.starts_with("!")) {
            end = ">";
        } else {
            return ascii_lower(text.substr(0, text.find_first_of(" \t\r\n/>")));
        }
        const std::size_t close = text.find(end);
        if (close == std::string_view::npos) return {};
        text.remove_prefix(close + end.size());
    }
}

std::string describe_xml(std::string_view text) {
    const std::string root = root_element(text);
    const auto feed = [](std::string_view format) {
        return "This is " + std::string(format) + "; that feed format is not read. Roku JSON feeds are.";
    };
    if (root == "html") return "This is a web page, not a feed.";
    if (root == "rss" && text.find("search.yahoo.com/mrss") != std::string_view::npos) return feed("a Media RSS feed");
    if (root == "rss" || root == "rdf:rdf") return feed("an RSS feed");
    if (root == "feed") return feed("an Atom feed");
    if (root == "mpd") return "This is a DASH stream; DASH streaming is not supported by this version.";
    if (root == "smoothstreamingmedia") return "This is a Smooth Streaming stream, which is not supported.";
    if (root == "tt") return "These are subtitles, not a video.";
    if (root.empty() || root.size() > 60) return "This is XML, which is no feed that is known.";
    return "This is XML (" + valid_utf8(root) + "), which is no feed that is known.";
}

/// An HLS playlist is media; a list of channels has none of its tags.
bool is_hls(std::string_view text) { return text.find("#EXT-X-") != std::string_view::npos; }

/// Letters and digits to read, as opposed to the zeros and control bytes of a container.
bool looks_like_text(std::string_view bytes) {
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        if (value < 0x20 && value != '\t' && value != '\n' && value != '\r' && value != '\f') return false;
    }
    return true;
}

}  // namespace

Result<SourceKind> source_kind(std::string_view first_bytes, std::string_view name) {
    if (first_bytes.empty()) return fail(ErrorKind::Corrupted, "There is nothing in it: it is empty.");
    const std::string text = decode_text(std::string(first_bytes)).text;
    const std::string_view start = trimmed(text);
    const FileKind kind = file_kind(name);
    if (start.starts_with('{') || start.starts_with('[')) return SourceKind::Json;
    if (start.starts_with("//") || start.starts_with("/*")) return SourceKind::Json;
    if (start.starts_with('<')) return fail(ErrorKind::Unsupported, describe_xml(start));
    if (start.starts_with("#EXTM3U") || kind == FileKind::Playlist) {
        if (is_hls(start)) return SourceKind::Media;
        return fail(ErrorKind::Unsupported, "This is an M3U list; that list format is not read. Roku JSON feeds are.");
    }
    if (kind == FileKind::Feed) return SourceKind::Json;  // the parser says where it is broken
    if (kind == FileKind::Subtitle) return fail(ErrorKind::Unsupported, "These are subtitles, not a video.");
    if (kind == FileKind::Other && looks_like_text(first_bytes)) {
        return fail(ErrorKind::Unsupported, "This is plain text, which is neither a feed nor a video.");
    }
    return SourceKind::Media;
}

}  // namespace cliffhanger
