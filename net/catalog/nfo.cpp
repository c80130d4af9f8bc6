#include "net/catalog/nfo.h"

#include <pugixml.hpp>

#include "net/catalog/feed_values.h"
#include "net/catalog/folder_listing.h"
#include "net/catalog/text_encoding.h"

namespace cliffhanger {

Nfo read_nfo(const std::filesystem::path& path) {
    constexpr std::size_t kMost = 256 * 1024;
    const auto bytes = read_text_file(path, kMost, {});
    if (!bytes) return {};
    const std::string text = decode_text(*bytes).text;
    pugi::xml_document document;
    if (!document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8)) return {};
    const pugi::xml_node root = document.document_element();
    const auto field = [&](const char* name) { return std::string(trimmed(root.child(name).text().get())); };
    Nfo nfo;
    nfo.title = field("title");
    nfo.plot = field("plot");
    const auto add = [](const pugi::xml_node& node, std::vector<std::string>& names) {
        std::string name(trimmed(node.text().get()));
        if (!name.empty()) names.push_back(std::move(name));
    };
    for (const pugi::xml_node genre : root.children("genre")) add(genre, nfo.genres);
    for (const pugi::xml_node tag : root.children("tag")) add(tag, nfo.tags);
    for (const pugi::xml_node actor : root.children("actor")) add(actor.child("name"), nfo.actors);
    nfo.premiered = parse_iso_date(field("premiered"));
    const auto episode = parse_number(field("episode"));
    if (episode && *episode >= 0 && *episode < 100'000) nfo.episode = static_cast<int>(*episode);
    return nfo;
}

}  // namespace cliffhanger
