// What is said of downloaded series, written as a feed that load_catalog() reads: for a start without a network. Pure.
#pragma once

#include <set>
#include <string>

#include "net/catalog/catalog.h"

namespace cliffhanger {

/// The series of `catalog` with these ids, whole, and what of the feed's shelves they are. Headers are left out: they
/// may hold credentials.
std::string offline_feed(const Catalog& catalog, const std::set<std::string>& series);

}  // namespace cliffhanger
