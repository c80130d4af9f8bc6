"""When things go wrong: a sentence on that page, the other pages play on, and the shell learns of it."""
import json
import pathlib
import shutil
import socket
import tempfile

from harness import ROOT, Player, WebServer, main, require, run

CLIP = next(iter(sorted((ROOT / "assets/demo").rglob("*.mp4"))))


def feed_of(*urls):
    episodes = [{"id": f"e{i}", "title": f"Episode {i}", "episodeNumber": i, "shortDescription": "x", "releaseDate": "2024-01-01",
                 "thumbnail": "", "content": {"dateAdded": "2024-01-01", "duration": 10,
                                              "videos": [{"url": url, "quality": "HD", "videoType": "MP4"}] if url else []}}
                for i, url in enumerate(urls, 1)]
    return {"providerName": "t", "lastUpdated": "2024-01-01T00:00:00Z", "language": "en",
            "series": [{"id": "s", "title": "Series", "genres": ["drama"], "thumbnail": "", "releaseDate": "2024-01-01",
                        "shortDescription": "x", "episodes": episodes}]}


def write_feed(folder, *urls):
    path = pathlib.Path(folder) / "feed.json"
    path.write_text(json.dumps(feed_of(*urls)))
    return path


def closed_port_url():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/a.mp4"


def each_broken_episode_says_so_on_its_page_and_the_next_one_plays():
    with tempfile.TemporaryDirectory() as folder, WebServer(folder) as web:
        shutil.copy(CLIP, pathlib.Path(folder) / "good.mp4")
        (pathlib.Path(folder) / "empty.mp4").write_bytes(b"")
        (pathlib.Path(folder) / "text.mp4").write_text("This is not a film.\n" * 50)
        (pathlib.Path(folder) / "short.mp4").write_bytes(CLIP.read_bytes()[:2000])
        broken = [web.url("status/404"), web.url("status/403"), web.url("status/500"), web.url("empty.mp4"), web.url("text.mp4"),
                  web.url("short.mp4"), closed_port_url(), ""]
        feed = write_feed(folder, *broken, web.url("good.mp4"))
        for number in range(1, len(broken) + 1):
            with Player(feed, "--start", f"s/e{number}", "--language", "en") as player:
                node = player.wait_until(f"an error on page {number} ({broken[number - 1]})", lambda nodes: nodes.get("player.error"))
                assert node["name"], node
                assert {"player.error.retry", "player.error.next"} <= set(player.nodes())
                player.process.terminate()
                assert player.wait() == 0, player.stderr
        with Player(feed, "--start", f"s/e{len(broken) + 1}", "--language", "en") as player:
            player.wait_until("the good one playing", lambda nodes: nodes.get("player.play_state", {}).get("value") == "playing")
            player.process.terminate()
            assert player.wait() == 0


def a_host_that_never_answers_blocks_nothing_and_quitting_works():
    with tempfile.TemporaryDirectory() as folder, WebServer(folder) as web:
        feed = write_feed(folder, web.url("never/1"), web.url("never/2"), web.url("never/3"))
        with Player(feed, "--language", "en") as player:
            player.wait_until("a page", lambda nodes: "player.title" in nodes)
            player.process.terminate()
            assert player.wait() == 0


def unusable_sources_exit_with_2_and_a_sentence():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "page.json").write_text("<html>no</html>")
        (folder / "broken.json").write_text('{"series": [')
        (folder / "other.json").write_text('{"name": "something else"}')
        (folder / "empty").mkdir()
        for source in (folder / "missing.json", folder / "page.json", folder / "broken.json", folder / "other.json", folder / "empty",
                       closed_port_url().replace("a.mp4", "feed.json")):
            code, _, err = run(source, "--headless")
            assert code == 2, (source, code, err)
            assert err.startswith("cliffhanger: ") and len(err) > 30, err


def a_feed_from_the_network_cannot_name_local_files():
    with tempfile.TemporaryDirectory() as folder, WebServer(folder) as web:
        folder = pathlib.Path(folder)
        shutil.copy(CLIP, folder / "secret.mp4")
        write_feed(folder, f"file://{folder}/secret.mp4", f"concat:{folder}/secret.mp4")
        code, out, _ = run("check", web.url("feed.json"), "--json")
        report = json.loads(out)
        assert code == 2 and report["playable"] == 0, report
        assert [finding["code"] for finding in report["findings"]].count("forbidden-address") == 2, report["findings"]


if __name__ == "__main__":
    require()
    main(each_broken_episode_says_so_on_its_page_and_the_next_one_plays, a_host_that_never_answers_blocks_nothing_and_quitting_works,
         unusable_sources_exit_with_2_and_a_sentence, a_feed_from_the_network_cannot_name_local_files)
