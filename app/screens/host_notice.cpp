#include "app/screens/host_notice.h"

namespace cliffhanger {

Text text_of(HostNotice notice) {
    switch (notice) {
        case HostNotice::LibraryReplaced:
            return Text::LibraryReplaced;
        case HostNotice::LibraryNotKept:
            return Text::LibraryNotKept;
        case HostNotice::SoundMissing:
            return Text::SoundMissing;
        case HostNotice::SourceNotOpened:
            return Text::FeedUnreadable;
        case HostNotice::CjkFontsMissing:
            return Text::CjkFontsMissing;
        case HostNotice::ScriptFontsMissing:
            return Text::ScriptFontsMissing;
        case HostNotice::BackOnline:
            return Text::BackOnline;
        case HostNotice::StartNotFound:
            break;
    }
    return Text::StartNotFound;
}

}  // namespace cliffhanger
