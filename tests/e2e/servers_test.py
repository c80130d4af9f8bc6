"""Against servers that others wrote: nginx and Caddy, over HTTP/1.1 and over TLS (HTTP/2 for everything but media) with an authority of
our own; and a network that shapes, cuts and comes back."""
import atexit
import functools
import json
import pathlib
import shutil
import sys
import tempfile

from harness import DEMO, ROOT, Player, main, require, run, skip, wait_for
from web_servers import SERVERS, CertificateAuthority

sys.path.insert(0, str(ROOT / "tests/bench"))
import hls_catalog  # noqa: E402
from shaping_proxy import ShapingProxy  # noqa: E402

CATALOG = DEMO.parent
HLS_S = 5  # of each episode: three segments
FPS = 30
HERE = [server for server in SERVERS if server.available()]


@functools.cache
def authority():
    folder = tempfile.mkdtemp(prefix="authority-")
    atexit.register(shutil.rmtree, folder)
    return CertificateAuthority(folder)


@functools.cache
def hls():
    """The folder that has the demo's first episodes as HLS, one sub-folder a layout."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hls-"))
    atexit.register(shutil.rmtree, folder)
    for layout in hls_catalog.LAYOUTS:
        hls_catalog.make(folder, layout, episodes=1, seconds=HLS_S, preset="ultrafast")
    return folder


def each_server(folder):
    """Each server, without and with TLS, and the words that make the program trust it."""
    for server in HERE:
        for tls in (None, authority()):
            with server(folder, tls) as running:
                yield running, ["--ca", tls.root] if tls else []


def plays(source, *arguments):
    """Long enough for a picture on a busy machine; what is wrong is said in its place."""
    with Player(source, "--exit-after", "3", *arguments) as player:
        assert player.wait() == 0 and player.stderr == "", player.stderr
        stats = player.stats()
        assert stats["start"]["first_frame_ms"] and stats["frames"]["shown"] > FPS / 2, stats


def logged(server, ending):
    return [request for request in server.requests() if request.path.endswith(ending)]


def clips_and_feeds_from_both_servers_play_over_http_and_over_tls():
    for server, trust in each_server(CATALOG):
        code, out, err = run("probe", server.url("hidden-heir/01.mp4"), "--json", *trust)
        report = json.loads(out)
        assert code == 0 and report["ok"] and report["video_frames"] > 400, (server.name, out, err)
        code, out, err = run("check", server.url("feed.json"), "--json", *trust)
        assert code == 0 and json.loads(out)["playable"] >= 18, (server.name, out, err)
        plays(server.url("feed.json"), *trust)
        wait_for("the log", lambda: len(logged(server, ".mp4")) > 1)
        assert {request.status for request in logged(server, ".mp4")} == {206}, server.requests()
        assert all(request.gzip for request in logged(server, "feed.json")), server.requests()
        assert {request.protocol for request in logged(server, "feed.json")} == {"HTTP/2.0" if trust else "HTTP/1.1"}, server.requests()
        print(f"  {server.name} over {'TLS' if trust else 'HTTP/1.1'}: {len(server.requests())} requests", flush=True)


def an_authority_that_nobody_trusts_is_refused_in_a_sentence():
    for server in HERE:
        with server(CATALOG, authority()) as running:
            for arguments, expected in ((["probe", running.url("hidden-heir/01.mp4")], 3), (["check", running.url("feed.json")], 2),
                                        ([running.url("feed.json"), "--headless"], 2)):
                code, out, err = run(*arguments)
                assert code == expected and "certificate is not trusted" in out + err, (code, out, err)
            assert running.requests() == [], running.requests()


def hls_packaged_by_ffmpeg_plays_from_both_servers_over_http_and_over_tls():
    for server, trust in each_server(hls()):
        for layout in hls_catalog.LAYOUTS:
            code, out, err = run("probe", server.url(f"{layout}/hidden-heir/01/master.m3u8"), "--json", *trust)
            report = json.loads(out)
            assert code == 0 and report["ok"], (server.name, layout, out, err)
            assert report["video_frames"] == HLS_S * FPS and abs(report["audio_s"] - HLS_S) < 0.1, (server.name, layout, out)
            plays(server.url(f"{layout}/feed.json"), *trust)
        wait_for("the log", lambda: logged(server, "-000.m4s") and logged(server, "-000.ts"))
        assert {request.status for request in server.requests()} <= {200, 206}, server.requests()
        playlists = logged(server, ".m3u8")
        assert playlists and all(request.gzip for request in playlists), playlists
        print(f"  {server.name} over {'TLS' if trust else 'HTTP/1.1'}: {len(playlists)} playlists over {sorted({r.protocol for r in playlists})}", flush=True)


def one_episode(folder, url):
    feed = json.loads((hls() / "ts/feed.json").read_text())
    series = feed["series"] = feed["series"][:1]
    series[0]["episodes"][0]["content"]["videos"][0]["url"] = url
    path = pathlib.Path(folder) / "feed.json"
    path.write_text(json.dumps(feed))
    return path


def the_first_picture_of_a_stream_takes_three_requests():
    with HERE[0](hls()) as server, tempfile.TemporaryDirectory() as folder:
        for layout, most in (("ts", 3), ("fmp4", 6)):  # there: another playlist for the sound, and two initialisation segments
            with ShapingProxy(server.address, [20], rtt_s=0.05) as proxy:
                plays(one_episode(folder, proxy.url(f"{layout}/hidden-heir/01/master.m3u8")))
                first = min(request.ended_s for request in proxy.requests if "p-000." in request.url)
                needed = [request.url for request in proxy.requests if request.began_s < first]
                print(f"  {layout}: {len(needed)}", flush=True)
                assert len(needed) <= most, needed


if __name__ == "__main__":
    require("openssl", "ffmpeg", "ffprobe")
    absent = [server.name for server in SERVERS if server not in HERE]
    if not HERE:
        skip("neither unpacked by ./dev nor installed: " + ", ".join(absent))
    print("".join(f"without {name}: neither unpacked by ./dev nor installed\n" for name in absent), end="")
    main(clips_and_feeds_from_both_servers_play_over_http_and_over_tls, an_authority_that_nobody_trusts_is_refused_in_a_sentence,
         hls_packaged_by_ffmpeg_plays_from_both_servers_over_http_and_over_tls, the_first_picture_of_a_stream_takes_three_requests)
