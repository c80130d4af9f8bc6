// A compiled gettext catalog (.mo) in memory. Bytes are believed nowhere: what points outside of the file is an error.
// Immutable once read, so it can be shared between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/locale/plural_rule.h"
#include "net/result.h"

namespace cliffhanger {

class MessageFile {
 public:
    struct Message {
        std::string_view context, id;
        std::string_view plural_id;           ///< empty: it has no plural
        std::vector<std::string_view> forms;  ///< the translations: one, or one for each form of the language
    };

    static Result<MessageFile> read(const std::string& path);
    static Result<MessageFile> parse(std::string bytes);

    const std::vector<Message>& messages() const { return messages_; }
    /// nullptr when it is not translated.
    const Message* find(std::string_view context, std::string_view id) const;
    const PluralRule& plural_rule() const { return plural_rule_; }

 private:
    std::vector<char> bytes_;        ///< keeps its place when the file is moved, as the views into it need
    std::vector<Message> messages_;  ///< sorted by context and id
    PluralRule plural_rule_;
};

}  // namespace cliffhanger
