// One JSON object of a feed, read leniently: whatever a value was meant to be is taken, and every deviation is
// reported. One thread at a time; the document and the context must outlive it.
#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/catalog/catalog.h"
#include "net/catalog/finding_log.h"
#include "net/catalog/json_document.h"
#include "net/url.h"

namespace cliffhanger {

/// What reading a feed needs beside its text.
struct FeedContext {
    FindingLog& log;
    AddressResolver addresses;
    std::string language = {};  ///< the feed's default, once its root has been read
};

/// A field's name and what else it is called; the first that is present counts.
using FieldNames = std::initializer_list<std::string_view>;

class FeedObject {
 public:
    FeedObject(JsonView value, FeedContext& context) : value_(value), context_(&context) {}

    /// The member, its letter case aside, or nothing; null counts as nothing.
    JsonView find(FieldNames names) const;
    bool has(FieldNames names) const { return static_cast<bool>(find(names)); }

    /// Empty when absent.
    std::string text(FieldNames names) const;
    std::optional<double> number(FieldNames names) const;
    std::optional<int> integer(FieldNames names) const;
    std::int64_t count(FieldNames names) const;
    /// Seconds as a number, or spelled "00:01:30"; reports `bad-duration` for what is neither.
    std::optional<double> seconds(FieldNames names) const;
    std::vector<std::string> texts(FieldNames names) const;
    std::vector<FeedObject> objects(FieldNames names) const;
    std::optional<FeedObject> object(FieldNames names) const;
    /// As normalised BCP 47.
    std::string language(FieldNames names) const;
    /// An absolute address that the feed may name, or empty with `forbidden-address` or `bad-address` reported.
    std::string address(FieldNames names) const;
    /// A plain text beside, or a list of {value, languages[]} in, the fields named.
    LocalizedText localized(FieldNames plain, FieldNames list) const;
    /// Reports `bad-date` for what is none.
    std::optional<std::chrono::sys_days> date(FieldNames names) const;
    void check_date(FieldNames names) const { (void)date(names); }

    JsonView value() const { return value_; }
    Place place() const { return value_.place(); }
    /// Where the member stands, or the object when it is absent.
    Place place_of(FieldNames names) const;
    FeedContext& context() const { return *context_; }
    FindingLog& log() const { return context_->log; }

 private:
    std::string text_of(JsonView value) const;
    std::optional<double> number_of(JsonView value) const;
    void wrong_type(JsonView value, std::string_view wanted) const;

    JsonView value_;
    FeedContext* context_;
};

}  // namespace cliffhanger
