#include "app/locale/message_file.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <tuple>
#include <utility>

namespace cliffhanger {
namespace {

constexpr std::uint32_t kMagic = 0x950412de;
constexpr std::size_t kHeaderSize = 20, kTableEntrySize = 8;
constexpr char kContextEnd = '\x04';

/// What the file's tables say, in this machine's byte order.
class MoReader {
 public:
    explicit MoReader(std::string_view bytes) : bytes_(bytes) {}

    bool begins_as_catalog() {
        if (bytes_.size() < kHeaderSize) return false;
        swapped_ = number(0) != kMagic;
        // Major revisions 0 and 1 are laid out alike.
        return number(0) == kMagic && number(4) >> 16 <= 1;
    }

    std::uint32_t count() const { return number(8); }
    std::optional<std::string_view> original(std::uint32_t index) const { return entry(number(12), index); }
    std::optional<std::string_view> translation(std::uint32_t index) const { return entry(number(16), index); }

 private:
    std::uint32_t number(std::size_t at) const {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes_.data() + at, sizeof value);
        return swapped_ ? __builtin_bswap32(value) : value;
    }

    std::optional<std::string_view> entry(std::uint64_t table, std::uint64_t index) const {
        const std::uint64_t at = table + index * kTableEntrySize;
        if (at + kTableEntrySize > bytes_.size()) return std::nullopt;
        const std::uint64_t length = number(at), begin = number(at + 4);
        if (begin + length > bytes_.size()) return std::nullopt;
        return bytes_.substr(begin, length);
    }

    std::string_view bytes_;
    bool swapped_ = false;
};

/// "context\4id\0plural id"
MessageFile::Message message_named(std::string_view original) {
    MessageFile::Message message;
    if (const auto end = original.find(kContextEnd); end != std::string_view::npos) {
        message.context = original.substr(0, end);
        original.remove_prefix(end + 1);
    }
    const std::size_t end = original.find('\0');
    message.id = original.substr(0, end);
    if (end != std::string_view::npos) message.plural_id = original.substr(end + 1);
    return message;
}

std::vector<std::string_view> split_at_zeros(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t end = text.find('\0'); end != std::string_view::npos; end = text.find('\0')) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

std::string_view header_line(std::string_view header, std::string_view name) {
    const std::size_t begin = header.find(name);
    if (begin == std::string_view::npos) return {};
    header.remove_prefix(begin + name.size());
    return header.substr(0, header.find('\n'));
}

auto name_of(const MessageFile::Message& message) { return std::tie(message.context, message.id); }

}  // namespace

Result<MessageFile> MessageFile::read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorKind::NotFound, "a catalog of texts cannot be read", path);
    return parse(std::string(std::istreambuf_iterator<char>(file), {}));
}

Result<MessageFile> MessageFile::parse(std::string bytes) {
    MessageFile file;
    file.bytes_.assign(bytes.begin(), bytes.end());
    const std::string_view all(file.bytes_.data(), file.bytes_.size());
    MoReader reader(all);
    if (!reader.begins_as_catalog()) return fail(ErrorKind::Corrupted, "this is not a catalog of texts");
    for (std::uint32_t i = 0; i < reader.count(); ++i) {
        const auto original = reader.original(i), translation = reader.translation(i);
        if (!original || !translation) return fail(ErrorKind::Corrupted, "a catalog of texts is cut short");
        if (original->empty()) {
            auto rule = PluralRule::parse(header_line(*translation, "Plural-Forms:"));
            if (!rule) return tl::unexpected(rule.error());
            file.plural_rule_ = std::move(*rule);
            continue;
        }
        Message message = message_named(*original);
        message.forms = split_at_zeros(*translation);
        file.messages_.push_back(std::move(message));
    }
    std::sort(file.messages_.begin(), file.messages_.end(),
              [](const Message& a, const Message& b) { return name_of(a) < name_of(b); });
    return file;
}

const MessageFile::Message* MessageFile::find(std::string_view context, std::string_view id) const {
    const auto wanted = std::tie(context, id);
    const auto found = std::lower_bound(messages_.begin(), messages_.end(), wanted,
                                        [](const Message& a, const auto& b) { return name_of(a) < b; });
    return found != messages_.end() && name_of(*found) == wanted ? &*found : nullptr;
}

}  // namespace cliffhanger
