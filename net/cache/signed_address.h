// What of an address only signs it. Feeds that sign anew each time they are read name the same bytes by another
// address; the cache knows them by what does not change. Pure.
#pragma once

#include <string>
#include <string_view>

namespace cliffhanger {

/// The address without the parameters of its query that sign it; the same where nothing does.
///
/// By their names alone: X-Amz-*, X-Goog-*, X-Oss-*, X-Bce-*, q-sign-* and its kin (Tencent COS), AWSAccessKeyId,
/// GoogleAccessId, OSSAccessKeyId, Key-Pair-Id, Policy, hdnts, hdnea, hdntl (Akamai), auth_key (Alibaba), wsSecret and
/// wsTime (Wangsu), txSecret and txTime (Tencent); where `sig` stands, Azure's se, st, sp, sv, sr, spr, skoid and kin.
///
/// By name and look, because they may select instead: Signature, sig, sign, secret, token, md5, hash, hmac, auth, st
/// with sixteen characters or more, digits and letters among them; beside one of those Expires, expire, exp, e, se, st,
/// t, ts, time, timestamp and deadline with a time since 1970.
std::string unsigned_address(std::string_view url);

}  // namespace cliffhanger
