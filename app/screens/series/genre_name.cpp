#include "app/screens/series/genre_name.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "app/search/utf8.h"
#include "net/catalog/feed_values.h"

namespace cliffhanger {
namespace {

struct KnownGenre {
    std::string_view word;  ///< as feeds write it, lower case, with spaces between words
    Text text;
};
constexpr std::array kGenres = {
    KnownGenre{"action", Text::GenreAction},
    KnownGenre{"adventure", Text::GenreAdventure},
    KnownGenre{"animated", Text::GenreAnimation},
    KnownGenre{"animation", Text::GenreAnimation},
    KnownGenre{"cartoon", Text::GenreAnimation},
    KnownGenre{"anime", Text::GenreAnime},
    KnownGenre{"biographical", Text::GenreBiography},
    KnownGenre{"biography", Text::GenreBiography},
    KnownGenre{"children", Text::GenreKids},
    KnownGenre{"kids", Text::GenreKids},
    KnownGenre{"comedy", Text::GenreComedy},
    KnownGenre{"crime", Text::GenreCrime},
    KnownGenre{"true crime", Text::GenreTrueCrime},
    KnownGenre{"documentary", Text::GenreDocumentary},
    KnownGenre{"drama", Text::GenreDrama},
    KnownGenre{"education", Text::GenreEducation},
    KnownGenre{"educational", Text::GenreEducation},
    KnownGenre{"family", Text::GenreFamily},
    KnownGenre{"family drama", Text::GenreFamilyDrama},
    KnownGenre{"fantasy", Text::GenreFantasy},
    KnownGenre{"costume drama", Text::GenreHistoricalDrama},
    KnownGenre{"historical costume", Text::GenreHistoricalDrama},
    KnownGenre{"historical drama", Text::GenreHistoricalDrama},
    KnownGenre{"period drama", Text::GenreHistoricalDrama},
    KnownGenre{"historical", Text::GenreHistory},
    KnownGenre{"history", Text::GenreHistory},
    KnownGenre{"horror", Text::GenreHorror},
    KnownGenre{"martial arts", Text::GenreMartialArts},
    KnownGenre{"music", Text::GenreMusic},
    KnownGenre{"musical", Text::GenreMusical},
    KnownGenre{"mystery", Text::GenreMystery},
    KnownGenre{"nature", Text::GenreNature},
    KnownGenre{"news", Text::GenreNews},
    KnownGenre{"reality", Text::GenreReality},
    KnownGenre{"reality tv", Text::GenreReality},
    KnownGenre{"romance", Text::GenreRomance},
    KnownGenre{"romantic", Text::GenreRomance},
    KnownGenre{"rom com", Text::GenreRomanticComedy},
    KnownGenre{"romantic comedy", Text::GenreRomanticComedy},
    KnownGenre{"romcom", Text::GenreRomanticComedy},
    KnownGenre{"sci fi", Text::GenreScienceFiction},
    KnownGenre{"science fiction", Text::GenreScienceFiction},
    KnownGenre{"scifi", Text::GenreScienceFiction},
    KnownGenre{"sport", Text::GenreSports},
    KnownGenre{"sports", Text::GenreSports},
    KnownGenre{"paranormal", Text::GenreSupernatural},
    KnownGenre{"supernatural", Text::GenreSupernatural},
    KnownGenre{"suspense", Text::GenreSuspense},
    KnownGenre{"talk", Text::GenreTalkShow},
    KnownGenre{"talk show", Text::GenreTalkShow},
    KnownGenre{"thriller", Text::GenreThriller},
    KnownGenre{"travel", Text::GenreTravel},
    KnownGenre{"war", Text::GenreWar},
    KnownGenre{"western", Text::GenreWestern},
    KnownGenre{"teen", Text::GenreYouth},
    KnownGenre{"youth", Text::GenreYouth},
    // Short drama's own.
    KnownGenre{"campus", Text::GenreCampus},
    KnownGenre{"school", Text::GenreCampus},
    KnownGenre{"billionaire", Text::GenreBillionaire},
    KnownGenre{"ceo", Text::GenreCeo},
    KnownGenre{"contract marriage", Text::GenreContractMarriage},
    KnownGenre{"family secrets", Text::GenreFamilySecrets},
    KnownGenre{"hidden identity", Text::GenreHiddenIdentity},
    KnownGenre{"secret identity", Text::GenreHiddenIdentity},
    KnownGenre{"lgbt", Text::GenreLgbtq},
    KnownGenre{"lgbtq", Text::GenreLgbtq},
    KnownGenre{"lgbtq+", Text::GenreLgbtq},
    KnownGenre{"mafia", Text::GenreMafia},
    KnownGenre{"rebirth", Text::GenreRebirth},
    KnownGenre{"reborn", Text::GenreRebirth},
    KnownGenre{"revenge", Text::GenreRevenge},
    KnownGenre{"time travel", Text::GenreTimeTravel},
    KnownGenre{"urban", Text::GenreUrban},
    KnownGenre{"vampire", Text::GenreVampire},
    KnownGenre{"werewolf", Text::GenreWerewolf},
};

std::string with_capital(const std::string& text) {
    if (text.empty()) return text;
    std::size_t rest = 0;
    const auto first = static_cast<UChar32>(next_character(text, rest));
    const UChar32 capital = u_totitle(first);
    if (capital == first) return text;  // also where it is no UTF-8
    std::string name;
    append_utf8(name, static_cast<char32_t>(capital));
    return name.append(text, rest);
}

}  // namespace

std::string genre_in_sentence(const Strings& strings, const std::string& genre) {
    std::string word = ascii_lower(trimmed(genre));
    std::ranges::replace_if(
        word, [](char c) { return c == '-' || c == '_'; }, ' ');
    const auto* known = std::ranges::find(kGenres, word, &KnownGenre::word);
    return known != kGenres.end() ? std::string(strings(known->text)) : genre;
}

std::string genre_name(const Strings& strings, const std::string& genre) {
    return with_capital(genre_in_sentence(strings, genre));
}

}  // namespace cliffhanger
