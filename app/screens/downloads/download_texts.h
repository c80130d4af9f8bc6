// What is said of downloads, in words. Pure.
#pragma once

#include <string>

#include "app/downloads/download_control.h"
#include "app/screens/player_host.h"
#include "app/ui/strings.h"

namespace cliffhanger {

/// "Queued", "Downloading 34%", "Failed · Not enough space".
std::string state_text(const Strings& strings, const Download& download);
/// How far it is, or how large it would be: "Downloading 34%", "24 MB".
std::string download_text(const Strings& strings, const DownloadControl& downloads, const Page& page);
/// The page's episode is downloaded, or could be.
bool can_download(const DownloadControl& downloads, const Page& page);
/// "80 episodes, 1.9 GB", and what there is room for: before anything is fetched.
std::string plan_text(const Strings& strings, const DownloadPlan& plan, const DownloadSpace& space);
/// "3.2 GB used, 20 GB free"
std::string space_text(const Strings& strings, const DownloadSpace& space);

}  // namespace cliffhanger
