#include "player/policy/streaming_policy.h"

#include <algorithm>
#include <cmath>

#include "player/policy/preload_policy.h"
#include "player/policy/retention_model.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

/// Chunks of a second at their nominal size, watched by fewer and fewer.
EpisodeFacts facts_of(int chunks, std::vector<float> rungs = {0.75f, 1.2f, 1.85f}, float loss_a_chunk = 0.05f) {
    EpisodeFacts facts;
    facts.rung_mbps = rungs;
    for (int chunk = 0; chunk < chunks; ++chunk) {
        for (const float rung : rungs) facts.chunk_mbit.push_back(rung);
    }
    for (int chunk = 0; chunk <= chunks; ++chunk) facts.retention.push_back(std::pow(1 - loss_a_chunk, float(chunk)));
    return facts;
}

/// A feed of five equal episodes, none of them begun.
struct Feed {
    explicit Feed(EpisodeFacts of = facts_of(30)) : facts(std::move(of)) {
        for (std::uint64_t id = 1; id <= 5; ++id) episodes.push_back({.id = id, .facts = &facts});
    }
    Feed& has(std::size_t episode, int fetched, float position_s, int rung = 0) {
        EpisodeState& state = episodes[episode];
        state.fetched = fetched, state.position_s = position_s;
        state.buffered_s = static_cast<float>(fetched) * facts.chunk_s - position_s;
        state.first_rung = state.last_rung = rung;
        return *this;
    }
    StreamingObservation seen() const {
        StreamingObservation observation;
        observation.episodes = episodes;
        return observation;
    }
    EpisodeFacts facts;
    std::vector<EpisodeState> episodes;
};

/// A policy that has seen thirty transfers at this throughput.
StreamingPolicy policy_at(float mbps) {
    StreamingPolicy policy;
    Feed feed;
    for (EpisodeState& episode : feed.episodes) episode.id += 100;
    for (int i = 0; i < 30; ++i) {
        StreamingObservation observation = feed.seen();
        observation.transfer = TransferSample{1, 1 / mbps + 0.08f};
        policy.decide(observation);
    }
    return policy;
}

bool waits(const StreamingDecision& decision) { return decision.wait_s > 0; }

}  // namespace

TEST_CASE("StreamingPolicy: the first request is the current episode's first chunk, at a rung that starts soon",
          "[policy]") {
    StreamingPolicy policy;
    const StreamingDecision decision = policy.decide(Feed().seen());
    CHECK_FALSE(waits(decision));
    CHECK(decision.episode == 0);
    CHECK(decision.rung == 0);
}

TEST_CASE("StreamingPolicy: a neighbour gets its first chunk before the current episode gets its last seconds",
          "[policy]") {
    StreamingPolicy policy = policy_at(3);
    Feed feed;
    int fetched = 1;
    for (; fetched < 30; ++fetched) {
        const StreamingDecision decision = policy.decide(feed.has(0, fetched, 0.2f).seen());
        INFO(fetched);
        REQUIRE_FALSE(waits(decision));
        if (decision.episode == 1) break;
        REQUIRE(decision.episode == 0);
    }
    CHECK(fetched < 8);
}

TEST_CASE("StreamingPolicy: nothing is preloaded while the current episode is in danger", "[policy]") {
    StreamingPolicy policy = policy_at(1.2f);
    Feed feed;
    CHECK(policy.decide(feed.has(0, 5, 4.8f).seen()).episode == 0);
    CHECK(policy.decide(feed.has(0, 5, 5).seen()).episode == 0);
    feed.has(1, 1, 0);
    const StreamingDecision decision = policy.decide(feed.has(0, 5, 4.6f).seen());
    CHECK_FALSE(waits(decision));
    CHECK(decision.episode == 0);
}

TEST_CASE("StreamingPolicy: with enough of everything it waits", "[policy]") {
    StreamingPolicy policy = policy_at(6);
    Feed feed;
    feed.has(0, 12, 1, 2).has(1, 3, 0, 2).has(2, 1, 0, 2);
    CHECK(waits(policy.decide(feed.seen())));
}

TEST_CASE("StreamingPolicy: a series of swipes aims at the episode where it ends", "[policy]") {
    StreamingPolicy policy = policy_at(3);
    Feed feed;
    policy.decide(feed.has(0, 3, 1).seen());
    for (std::uint64_t first = 2; first <= 4; ++first) {
        Feed after;
        for (std::size_t i = 0; i < after.episodes.size(); ++i) after.episodes[i].id = first + i;
        const StreamingDecision decision = policy.decide(after.seen());
        CHECK_FALSE(waits(decision));
        CHECK(decision.episode == 0);
    }
}

TEST_CASE("StreamingPolicy: a faster network gets a higher rung", "[policy]") {
    Feed feed;
    StreamingPolicy slow = policy_at(0.9f), fast = policy_at(8);
    CHECK(slow.decide(feed.has(0, 3, 2.5f, 0).has(1, 1, 0, 0).seen()).rung == 0);
    CHECK(fast.decide(feed.has(0, 3, 2.5f, 2).has(1, 1, 0, 2).seen()).rung == 2);
}

TEST_CASE("StreamingPolicy: more is kept ahead of a large chunk", "[policy]") {
    const auto calm_from = [](const EpisodeFacts& facts) {
        StreamingPolicy policy = policy_at(1.5f);
        Feed feed(facts);
        feed.has(1, 3, 0).has(2, 1, 0);
        float buffered_s = 0.5f;
        while (buffered_s < 9.5f && !waits(policy.decide(feed.has(0, 10, 10 - buffered_s).seen()))) buffered_s += 0.25f;
        return buffered_s;
    };
    EpisodeFacts even = facts_of(30, {0.75f}, 0.02f), steep = even;
    steep.chunk_mbit[11] = 5;
    CHECK(calm_from(even) < 9);
    CHECK(calm_from(steep) > calm_from(even) + 0.5f);
}

TEST_CASE("StreamingPolicy: data saver keeps to the lowest rung and to one chunk of one neighbour", "[policy]") {
    StreamingPolicy policy = policy_at(10);
    Feed feed;
    StreamingObservation observation = feed.has(0, 2, 1).seen();
    observation.data_saver = true;
    CHECK(policy.decide(observation).rung == 0);
    feed.has(0, 12, 1).has(1, 1, 0);
    observation.episodes = feed.episodes;
    CHECK(waits(policy.decide(observation)));
    observation.data_saver = false;
    const StreamingDecision decision = policy.decide(observation);
    CHECK_FALSE(waits(decision));
}

TEST_CASE("StreamingPolicy: a pinned quality is what is fetched", "[policy]") {
    StreamingPolicy policy = policy_at(0.9f);
    Feed feed;
    StreamingObservation observation = feed.has(0, 2, 1).seen();
    for (const int rung : {2, 1, 0}) {
        observation.pinned_rung = rung;
        const StreamingDecision decision = policy.decide(observation);
        CHECK_FALSE(waits(decision));
        CHECK(decision.rung == rung);
    }
}

TEST_CASE("StreamingPolicy: a ladder of any length, the end of the feed and unknown retention are decided",
          "[policy]") {
    for (const std::size_t rungs : {1u, 2u, 4u, 7u}) {
        std::vector<float> ladder;
        for (std::size_t i = 0; i < rungs; ++i) ladder.push_back(0.4f * static_cast<float>(i + 1));
        EpisodeFacts facts = facts_of(12, ladder);
        facts.retention.clear();
        Feed feed(facts);
        feed.episodes.resize(2);
        StreamingPolicy policy;
        int fetched[2] = {0, 0};
        for (int step = 0; step < 200 && fetched[1] < 12; ++step) {
            StreamingObservation observation = feed.seen();
            observation.transfer = TransferSample{0.8f, 0.3f};
            const StreamingDecision decision = policy.decide(observation);
            if (waits(decision)) {
                feed.has(0, fetched[0], std::min(static_cast<float>(fetched[0]), feed.episodes[0].position_s + 0.5f));
                continue;
            }
            REQUIRE(decision.episode < 2);
            REQUIRE(decision.rung >= 0);
            REQUIRE(decision.rung < static_cast<int>(rungs));
            const std::size_t episode = static_cast<std::size_t>(decision.episode);
            REQUIRE(++fetched[episode] <= 12);
            feed.has(episode, fetched[episode], feed.episodes[episode].position_s, decision.rung);
        }
        CHECK(fetched[0] == 12);
    }
}

TEST_CASE("StreamingPolicy: the same history gives the same decisions", "[policy]") {
    StreamingPolicy one = policy_at(2), other = policy_at(2);
    Feed feed;
    for (int fetched = 1; fetched < 20; ++fetched) {
        feed.has(0, fetched, 0.5f * static_cast<float>(fetched));
        const StreamingDecision a = one.decide(feed.seen()), b = other.decide(feed.seen());
        CHECK(a.episode == b.episode);
        CHECK(a.rung == b.rung);
        CHECK(a.wait_s == b.wait_s);
    }
}

TEST_CASE("ThroughputEstimator: learns the mean, follows a fall, and knows a steady network from a noisy one",
          "[policy]") {
    ThroughputEstimator steady, noisy;
    for (int i = 0; i < 60; ++i) {
        steady.observe({1, 0.5f + 0.08f});
        noisy.observe({1, (i % 2 ? 0.25f : 0.75f) + 0.08f});
    }
    CHECK(steady.mbps() == Approx(2).epsilon(0.05));
    CHECK(noisy.mbps() == Approx(2).epsilon(0.25));
    CHECK(steady.spread() < noisy.spread());
    for (int i = 0; i < 8; ++i) steady.observe({1, 2.08f});
    CHECK(steady.mbps() < 1.2f);
}

TEST_CASE("RetentionModel: falls from one, known or not", "[policy]") {
    EpisodeFacts facts = facts_of(40);
    facts.retention[20] = 0.9f;  // a curve that rises is made to fall
    for (const bool known : {true, false}) {
        if (!known) facts.retention.clear();
        const std::vector<float> survival = RetentionModel::survival(facts);
        REQUIRE(survival.size() == 41);
        CHECK(survival.front() == 1);
        CHECK(survival.back() > 0);
        CHECK(std::is_sorted(survival.rbegin(), survival.rend()));
    }
}

TEST_CASE("PreloadPolicy: the neighbour's further chunks come first, then the first chunk of the one after it",
          "[policy]") {
    Feed feed;
    feed.has(0, 5, 1).has(1, 1, 0, 1);
    const auto ask = [&](float buffered_s, const PreloadPolicy::Limits& limits) {
        const auto decision = PreloadPolicy::choose(feed.episodes, 0, buffered_s, limits);
        return decision ? decision->episode : -1;
    };
    CHECK(ask(4, PreloadPolicy::unlimited()) == 1);
    CHECK(ask(0.5f, PreloadPolicy::unlimited()) == -1);
    CHECK(ask(4, PreloadPolicy::data_saver()) == -1);
    feed.has(1, 3, 0, 1);
    CHECK(ask(4, PreloadPolicy::unlimited()) == 2);
    feed.has(2, 1, 0, 1);
    CHECK(ask(4, PreloadPolicy::unlimited()) == -1);
}

}  // namespace cliffhanger
