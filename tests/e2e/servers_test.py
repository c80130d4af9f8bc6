"""Against servers that others wrote: nginx and Caddy, over HTTP/1.1 and over TLS (HTTP/2 for everything but media) with an authority of
our own; and a network that shapes, cuts and comes back."""
import atexit
import functools
import json
import shutil
import tempfile

from harness import DEMO, Player, main, require, run, skip, wait_for
from web_servers import SERVERS, CertificateAuthority

CATALOG = DEMO.parent
HERE = [server for server in SERVERS if server.available()]


@functools.cache
def authority():
    folder = tempfile.mkdtemp(prefix="authority-")
    atexit.register(shutil.rmtree, folder)
    return CertificateAuthority(folder)


def each_server(folder):
    """Each server, without and with TLS, and the words that make the program trust it."""
    for server in HERE:
        for tls in (None, authority()):
            with server(folder, tls) as running:
                yield running, ["--ca", tls.root] if tls else []


def plays(source, *arguments):
    with Player(source, "--language", "en", *arguments) as player:
        player.wait_until("the first episode playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")
        assert "player.error" not in player.nodes()
        player.process.terminate()
        assert player.wait() == 0, player.stderr


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


if __name__ == "__main__":
    require("openssl")
    absent = [server.name for server in SERVERS if server not in HERE]
    if not HERE:
        skip("neither unpacked by ./dev nor installed: " + ", ".join(absent))
    print("".join(f"without {name}: neither unpacked by ./dev nor installed\n" for name in absent), end="")
    main(clips_and_feeds_from_both_servers_play_over_http_and_over_tls, an_authority_that_nobody_trusts_is_refused_in_a_sentence)
