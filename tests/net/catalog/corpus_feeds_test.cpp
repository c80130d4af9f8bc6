// Real feeds of many projects, where the corpus is at hand: in $CLIFFHANGER_CORPUS, or in shared/corpus beside the
// source folder.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "net/catalog/catalog_client.h"
#include "tests/support/catch.h"
#include "tests/support/fake_http_client.h"

namespace cliffhanger {

namespace {

namespace fs = std::filesystem;

fs::path corpus() {
    const char* named = std::getenv("CLIFFHANGER_CORPUS");  // NOLINT(concurrency-mt-unsafe): tests have one thread here
    return named != nullptr ? fs::path(named) : fs::path(CLIFFHANGER_TEST_SOURCE_DIR) / "../shared/corpus";
}

struct CorpusRow {
    std::string path, expectation;
};

/// The feeds of MANIFEST.tsv; its eighth column says what must come of them.
std::vector<CorpusRow> feed_rows() {
    std::ifstream manifest(corpus() / "MANIFEST.tsv");
    std::vector<CorpusRow> rows;
    for (std::string line; std::getline(manifest, line);) {
        std::istringstream fields(line);
        std::vector<std::string> values;
        for (std::string value; std::getline(fields, value, '\t');) values.push_back(value);
        if (values.size() > 7 && values[0].starts_with("feeds/")) rows.push_back({values[0], values[7]});
    }
    return rows;
}

std::size_t playable(const Catalog& catalog) {
    std::size_t count = 0;
    for (const Series& series : catalog.series) {
        for (const Episode& episode : series.episodes) count += episode.videos.empty() ? 0 : 1;
    }
    return count;
}

}  // namespace

TEST_CASE("load_catalog: real Roku feeds play, and feeds of other formats are refused by name",
          "[net][catalog][corpus]") {
    const std::vector<CorpusRow> rows = feed_rows();
    if (rows.empty()) {
        WARN("No corpus of feeds at " << corpus() << "; set CLIFFHANGER_CORPUS to test real feeds.");
        return;
    }
    test::FakeHttpClient http;
    const ManualClock clock;
    for (const CorpusRow& row : rows) {
        CAPTURE(row.path);
        const auto loaded = load_catalog((corpus() / row.path).string(), http, clock, {});
        if (row.path.starts_with("feeds/roku-json/")) {
            REQUIRE(loaded);
            CHECK((playable(loaded->catalog) > 0) == (row.expectation == "plays"));
        } else {
            REQUIRE_FALSE(loaded);
            CHECK((loaded.error().kind == ErrorKind::Unsupported || loaded.error().kind == ErrorKind::Corrupted));
            CHECK_FALSE(loaded.error().message.empty());
        }
    }
    CHECK(http.requests().empty());
}

}  // namespace cliffhanger
