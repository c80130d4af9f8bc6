// What is known of an episode beforehand, and what becomes of it in the facts that are planned with.
#include "player/policy/episode_outlook.h"

#include "player/policy/retention_model.h"
#include "player/policy/segment_planner.h"
#include "tests/support/catch.h"

namespace cliffhanger {
namespace {

using namespace std::chrono_literals;

std::vector<ViewedEpisode> times(std::size_t count, ViewedEpisode episode) { return std::vector(count, episode); }

float share_at(const std::vector<float>& curve, std::size_t chunk) { return curve.at(chunk); }

SegmentRequest request_of(std::vector<SegmentRung> rungs) {
    SegmentRequest request{.episode = "a", .duration = 2s};
    request.rungs = std::move(rungs);
    return request;
}

std::shared_ptr<const SizeIndex> sizes_of(std::vector<std::int64_t> bytes, MediaTime each) {
    SizeIndex sizes;
    for (const std::int64_t piece : bytes) sizes.add(each, piece);
    return std::make_shared<const SizeIndex>(std::move(sizes));
}

}  // namespace

TEST_CASE("ViewerRetention: without evidence the curve of others stays as it is", "[policy]") {
    const std::vector<float> curve = RetentionModel::general(0, 1, 60);
    CHECK(ViewerRetention().blended(curve, 0, 1, 15) == curve);
}

TEST_CASE("ViewerRetention: much evidence outweighs the curve, little moves it a little", "[policy]") {
    const std::vector<float> curve = RetentionModel::general(0, 1, 60);
    const ViewedEpisode whole{60, false};
    const float few = share_at(ViewerRetention(times(5, whole)).blended(curve, 0, 1, 15), 60);
    const float many = share_at(ViewerRetention(times(100, whole)).blended(curve, 0, 1, 15), 60);
    CHECK(few > curve[60]);
    CHECK(many > few);
    CHECK(many > 0.85f);
    // Who leaves at the fifth second is there until then.
    const auto leaves = ViewerRetention(times(100, {5.5f, true})).blended(curve, 0, 1, 15);
    CHECK(share_at(leaves, 5) > 0.9f);
    CHECK(share_at(leaves, 6) < 0.25f);
}

TEST_CASE("ViewerRetention: an episode that ended says nothing about the time behind its end", "[policy]") {
    const std::vector<float> curve = RetentionModel::general(0, 1, 60);
    const auto blended = ViewerRetention(times(100, {30, false})).blended(curve, 0, 1, 15);
    CHECK(share_at(blended, 60) / share_at(blended, 31) == Approx(curve[60] / curve[31]));
    CHECK(share_at(blended, 30) > curve[30]);
}

TEST_CASE("ViewerRetention: of an episode that is entered later, only what comes then counts", "[policy]") {
    const std::vector<float> curve = RetentionModel::general(20, 1, 10);
    const auto blended = ViewerRetention(times(100, {3, true})).blended(curve, 20, 1, 15);
    CHECK(blended == curve);
}

TEST_CASE("ViewerRetention: older episodes than the last hundred are forgotten", "[policy]") {
    std::vector<ViewedEpisode> viewed = times(ViewerRetention::kMost, {60, false});
    const std::vector<float> curve = RetentionModel::general(0, 1, 60);
    const auto without = ViewerRetention(viewed).blended(curve, 0, 1, 15);
    for (const ViewedEpisode& old : times(100, {2, true})) viewed.push_back(old);
    CHECK(ViewerRetention(viewed).blended(curve, 0, 1, 15) == without);
}

TEST_CASE("retention_by_chunk: a curve is spread over the episode, and begins with those who are there", "[policy]") {
    const std::vector<float> curve = {1, 0.5f, 0.25f};
    CHECK(retention_by_chunk(curve, 60, 0, 15, 4) == std::vector<float>{1, 0.75f, 0.5f, 0.375f, 0.25f});
    CHECK(retention_by_chunk(curve, 60, 30, 15, 2) == std::vector<float>{1, 0.75f, 0.5f});
    CHECK(retention_by_chunk(curve, 60, 0, 40, 2) == std::vector<float>{1, 0.5f - 0.25f / 3, 0.25f});
    CHECK(retention_by_chunk(std::vector<float>{}, 60, 0, 1, 60).empty());
    CHECK(retention_by_chunk(curve, 0, 0, 1, 60).empty());
    CHECK(retention_by_chunk(std::vector<float>{1, 0, 0}, 60, 40, 10, 2) == std::vector<float>{1, 1, 1});
}

TEST_CASE("SizeIndex: pieces count for the share that lies within", "[policy]") {
    SizeIndex sizes;
    CHECK(sizes.bytes(0s, 10s) == 0);
    sizes.add(2s, 1000);
    sizes.add(4s, 400);
    sizes.add(0s, 7);
    CHECK(sizes.end() == 6s);
    CHECK(sizes.bytes(0s, 2s) == 1000);
    CHECK(sizes.bytes(1s, 3s) == 600);
    CHECK(sizes.bytes(0s, 100s) == 1407);
    CHECK(sizes.bytes(50s, 60s) == 0);
    CHECK(sizes.bytes(-1s, 1s) == 500);
}

TEST_CASE("make_episode_facts: sizes are the index's; rungs without one vary as the others do", "[policy]") {
    SegmentRequest request = request_of({{.bandwidth = 1'000'000}, {.bandwidth = 2'000'000}});
    request.rungs[0].sizes = sizes_of({500'000, 125'000, 250'000}, 2s);
    const FactsBasis basis{.chunk_s = 2, .length = 6s, .size_of = {0.5f, 0.5f}};
    const EpisodeFacts facts = make_episode_facts(request, basis, {}, {});
    REQUIRE(facts.chunks() == 3);
    const std::vector<float> expected = {4, 8, 1, 2, 2, 4};
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(facts.chunk_mbit[i] == Approx(expected[i]));

    const FactsBasis later{.chunk_s = 2, .first_chunk = 1, .length = 6s, .size_of = {1, 1}};
    CHECK(make_episode_facts(request, later, {}, {}).chunk_mbit ==
          std::vector<float>(facts.chunk_mbit.begin() + 2, facts.chunk_mbit.end()));
    request.rungs[0].sizes = nullptr;
    CHECK(make_episode_facts(request, basis, {}, {}).chunk_mbit == std::vector<float>{1, 2, 1, 2, 1, 2});
}

TEST_CASE("make_episode_facts: the feed's curve comes before the general one, and the viewer moves both", "[policy]") {
    const SegmentRequest request = request_of({{.bandwidth = 1'000'000}});
    const FactsBasis basis{.chunk_s = 1, .length = 60s, .size_of = {1}};
    const auto end = [&](const EpisodeOutlook& outlook, const ViewerRetention& viewer) {
        return make_episode_facts(request, basis, outlook, viewer).retention.back();
    };
    const EpisodeOutlook held{.retention = {1, 0.95f, 0.9f}};
    const ViewerRetention patient(times(40, {60, false})), hasty(times(40, {4, true}));
    CHECK(end({}, {}) == Approx(RetentionModel::general(0, 1, 60).back()));
    CHECK(end(held, {}) == Approx(0.9f));
    CHECK(end(held, patient) > 0.9f);
    CHECK(end(held, hasty) < 0.9f);
    CHECK(end({}, patient) > end({}, {}));
}

TEST_CASE("SegmentPlanner: where nobody stays, the neighbour comes before what nobody will see", "[policy]") {
    const bool all_leave = GENERATE(false, true);
    CAPTURE(all_leave);
    auto outlook = std::make_shared<StreamingOutlook>();
    outlook->episodes["a"].retention.assign(61, all_leave ? 0.02f : 1.f);
    outlook->episodes["a"].retention[0] = 1;
    SegmentPlanner planner({});
    planner.set_outlook(outlook);
    SegmentScene scene;
    scene.now = 60s;
    scene.viewer = {.current = "a", .next = {"b"}, .playing = true, .duration = 60s};
    scene.ahead = 1600ms;
    scene.transfer = TransferSample{2, 1.08f};
    for (const char* episode : {"a", "b"}) {
        SegmentRequest request = request_of({{.bandwidth = 1'000'000}});
        request.episode = episode;
        request.duration = 1s;
        if (request.episode == "a") request.segment = 2, request.start = 2s, request.previous = 0;
        scene.waiting.push_back(request);
    }
    const SegmentVerdict verdict = planner.choose(scene);
    REQUIRE(verdict.granted);
    CHECK(scene.waiting[*verdict.granted].episode == (all_leave ? "b" : "a"));
}

TEST_CASE("SegmentPlanner: far into a long film it plans what lies around", "[policy]") {
    SegmentPlanner planner({});
    SegmentScene scene;
    scene.viewer = {.current = "film", .playing = true, .duration = 2h};
    scene.ahead = 1s;
    for (const std::int64_t second : {0, 149, 151, 1000, 5000, 7199}) {
        INFO(second);
        SegmentRequest request = request_of({{.bandwidth = 1'000'000}});
        request.episode = "film", request.duration = 1s, request.start = second * 1s;
        scene.waiting = {request};
        CHECK(planner.choose(scene).granted);
    }
}

}  // namespace cliffhanger
