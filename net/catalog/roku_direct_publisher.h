// Roku Direct Publisher JSON, its later forms, and our native format, which is the same with `_drama` objects:
// nested series > seasons > episodes > content, and movies and the like beside them.
#pragma once

#include "net/catalog/feed_reader.h"
#include "net/catalog/feed_shelves.h"
#include "net/catalog/series_assembler.h"

namespace cliffhanger {

class RokuDirectPublisherReader final : public FeedReader {
 public:
    explicit RokuDirectPublisherReader(FindingLog& log) : assembler_(log), shelves_(log) {
        catalog_.format = CatalogFormat::RokuDirectPublisher;
    }

    void add_page(const FeedObject& root) override;
    Catalog finish() override;

 private:
    void add_series(const FeedObject& object);
    void add_single(const FeedObject& object);

    Catalog catalog_;
    SeriesAssembler assembler_;
    FeedShelves shelves_;
};

}  // namespace cliffhanger
