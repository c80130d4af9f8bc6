#include "app/ui/semantics.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <string_view>

namespace cliffhanger {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_string(Writer& writer, const char* key, const std::string& value) {
    writer.Key(key);
    writer.String(value.c_str(), static_cast<rapidjson::SizeType>(value.size()));
}

void write_node(Writer& writer, const SemanticNode& node) {
    writer.StartObject();
    write_string(writer, "id", node.id);
    write_string(writer, "role", node.role);
    write_string(writer, "name", node.name);
    write_string(writer, "value", node.value);
    writer.Key("state");
    writer.StartArray();
    for (const auto& state : node.states) writer.String(state.c_str());
    writer.EndArray();
    writer.Key("rect");
    writer.StartArray();
    for (const float side : {node.rect.x, node.rect.y, node.rect.w, node.rect.h}) {
        writer.Int(static_cast<int>(std::lround(side)));
    }
    writer.EndArray();
    writer.Key("children");
    writer.StartArray();
    for (const auto& child : node.children) write_node(writer, child);
    writer.EndArray();
    writer.EndObject();
}

}  // namespace

void mark_focused(SemanticNode& root, std::string_view id) {
    if (root.id == id && !id.empty()) root.states.emplace_back("focused");
    for (auto& child : root.children) mark_focused(child, id);
}

const SemanticNode* find_node(const SemanticNode& root, std::string_view id) {
    if (root.id == id) return &root;
    for (const auto& child : root.children) {
        if (const SemanticNode* found = find_node(child, id)) return found;
    }
    return nullptr;
}

std::string to_json(const SemanticNode& root) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartArray();
    write_node(writer, root);
    writer.EndArray();
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace cliffhanger
