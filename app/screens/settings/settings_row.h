// One line of the settings: what it says, what it can be, what a press does. Plain values, made anew for every draw, so
// that they always say what is.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/render/icons.h"
#include "net/clock.h"

namespace cliffhanger {

using SettingsPress = std::function<void(Microseconds)>;

struct SettingsChoice {
    std::string text;
    std::string language;  ///< of the text; empty = the interface's
    bool selected = false;
    SettingsPress choose;
};

struct SettingsRow {
    enum class Kind {
        Heading,       ///< name
        Paragraph,     ///< name, as long as it is
        Switch,        ///< name, note, on, press
        Choice,        ///< name, note, value, choices: they unfold below it
        Choices,       ///< choices alone, always there
        Command,       ///< name, note: pressed, something happens
        Link,          ///< name, note, value: pressed, another place opens
        Fact,          ///< name and value
        CaptionStyle,  ///< the rows of caption_style_sheet.h
    };
    Kind kind = Kind::Fact;
    std::string id;  ///< without "settings."
    std::string name;
    std::string value = {};
    std::string note = {};
    bool on = false;
    std::vector<SettingsChoice> choices = {};
    SettingsPress press = nullptr;
};

}  // namespace cliffhanger
