#include "player/source/hls/hls_protection.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "net/url.h"
#include "player/source/hls/hls_values.h"

namespace cliffhanger {
namespace {

constexpr std::string_view kIdentity = "identity";
/// More formats at once than any service sends; a hostile playlist gets no list that grows with every line.
constexpr std::size_t kMaxFormats = 32;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// The protection's name for people, from its key format or the address of its key.
std::string protection_name(std::string_view method, const std::string& format, std::string_view uri) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"com.apple.streamingkeydelivery", "FairPlay"},
        {"urn:uuid:94ce86fb-07ff-4f43-adb8-93d2fa968ca2", "FairPlay"},
        {"urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed", "Widevine"},
        {"com.widevine", "Widevine"},
        {"com.microsoft.playready", "PlayReady"},
        {"urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95", "PlayReady"},
        {"urn:uuid:f239e769-efa3-4850-9c16-a903c6932efb", "Adobe Primetime"},
        {"urn:uuid:5e629af5-38da-4063-8977-97ffbd9902d4", "Marlin"},
        {"urn:uuid:3d5e6d35-9b9a-41e8-b843-dd3c6e72c42c", "ChinaDRM"},
        {"urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e", "ClearKey"},
        {"org.w3.clearkey", "ClearKey"},
    };
    if (scheme(uri) == "skd") return "FairPlay";
    for (const auto& [prefix, name] : kNames)
        if (format.starts_with(prefix)) return std::string(name);
    const std::string method_name(method.substr(0, 100));
    return format == kIdentity ? method_name : method_name + " with keys of \"" + format.substr(0, 100) + "\"";
}

}  // namespace

Result<void> HlsKeysInForce::apply(const HlsLine& line, HlsParseContext& context) {
    const auto list = context.attributes(line);
    if (!list) return context.at(line, list.error());
    const std::string method = list->text("METHOD");
    if (method.empty()) return context.corrupted(line, "the key has no method");
    if (method == "NONE") {
        entries_.clear();
        return {};
    }
    const std::string uri = list->text("URI");
    Entry entry;
    entry.format = lower(list->find("KEYFORMAT").value_or(kIdentity));
    if (method != "AES-128" || entry.format != kIdentity || scheme(uri) == "skd") {
        entry.refused = protection_name(method, entry.format, uri);
    } else {
        HlsKey key;
        if (uri.empty()) return context.corrupted(line, "the key has no address");
        if (scheme(uri) == "data") {
            key.bytes = parse_hls_data_key(uri);
            if (!key.bytes) return context.corrupted(line, "the key in the playlist is not 16 bytes long");
        } else {
            auto url = context.resolve(uri);
            if (!url) return context.at(line, url.error());
            key.url = std::move(*url);
        }
        if (const auto vector = list->find("IV")) {
            key.vector = parse_hls_block(*vector);
            if (!key.vector) return context.corrupted(line, "the initialisation vector is not a hexadecimal number");
        }
        entry.key = std::make_shared<const HlsKey>(std::move(key));
    }
    std::erase_if(entries_, [&](const Entry& other) { return other.format == entry.format; });
    if (entries_.size() == kMaxFormats) return context.corrupted(line, "too many keys apply at once");
    entries_.push_back(std::move(entry));
    return {};
}

Result<std::shared_ptr<const HlsKey>> HlsKeysInForce::current() const {
    if (entries_.empty()) return nullptr;
    std::string names;
    for (const Entry& entry : entries_) {
        if (entry.key) return entry.key;
        if (names.find(entry.refused) == std::string::npos) names += (names.empty() ? "" : ", ") + entry.refused;
    }
    return fail(ErrorKind::Unsupported, "the stream is protected (" + names + "), which cannot be played.");
}

}  // namespace cliffhanger
