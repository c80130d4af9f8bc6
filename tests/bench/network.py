"""The demo catalog as HLS on shaped networks: nginx on loopback behind our proxy, scripted swipes, and mpv and ffplay on the same traces
for what they can do. Prints start, swipe to first frame, stalls, rung changes, requests, bytes fetched and wasted. `./dev bench network`."""
import argparse
import contextlib
import dataclasses
import json
import pathlib
import random
import re
import shutil
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import hls_catalog  # noqa: E402
import traffic  # noqa: E402
from harness import BINARY, Display  # noqa: E402
from players import Cliffhanger  # noqa: E402
from screen import Screen  # noqa: E402
from shaping_proxy import ShapingProxy, read_trace  # noqa: E402
from viewers import PEERS, CliffhangerViewer, FfplayViewer, plan  # noqa: E402
from web_servers import Nginx  # noqa: E402

SIZE = (540, 960)
FFPLAY_S = 12  # it plays one episode
REFRESH_MS = 1000 / 60


@dataclasses.dataclass
class Network:
    name: str
    trace: list | None  # Mbit/s, one value each half second; None = as fast as loopback is
    rtt_s: float
    gates: dict = dataclasses.field(default_factory=dict)


def ride(seed=7, seconds=600):
    """A trace of our own: a phone in a train, a few good regimes, weak ones, and holes of seconds."""
    dice = random.Random(seed)
    values = []
    while len(values) < seconds / 0.5:
        mean = dice.choice([0.7, 1.5, 3.0, 6.0])
        values += [max(0.1, dice.gauss(mean, mean / 3)) for _ in range(dice.randint(16, 60))]
        if dice.random() < 0.3:
            values += [0.05] * dice.randint(2, 6)
    return values


def networks(top_mbit, traces):
    usual = [
        Network("loopback, no shaping", None, 0.0),
        Network("10 Mbit/s, RTT 80 ms", [10], 0.08, {"prepared_p95_ms": REFRESH_MS, "unprepared_p95_ms": 500, "stall_ratio": 0.004}),
        Network(f"twice the top rung ({2 * top_mbit:.1f} Mbit/s), RTT 80 ms", [2 * top_mbit], 0.08, {"stall_ratio": 0.004}),
        Network("a train ride (0.05-8 Mbit/s), RTT 120 ms", ride(), 0.12),
    ]
    return [Network(path.stem, read_trace(path), 0.08) for path in traces] if traces else usual


class Catalog:
    """Served under r0/, r1/, ...: the same episodes under new addresses, so that a long viewing meets nothing twice."""

    def __init__(self, folder, layout, episodes):
        feed_file = hls_catalog.make(ROOT / "build/demo-hls", layout)
        feed = json.loads(feed_file.read_text())
        for series in feed["series"]:
            for key in ("freeUntil", "unlock"):  # nobody is asked to pay in the middle of a measurement
                series.get("_drama", {}).pop(key, None)
                for episode in series["episodes"]:
                    episode.get("_drama", {}).pop(key, None)
                    episode["content"].pop("playOptions", None)
        rounds = []
        for number in range(episodes // sum(len(series["episodes"]) for series in feed["series"]) + 1):
            (folder / f"r{number}").symlink_to(feed_file.parent)
            text = re.sub(r'"((?:[\w-]+)/[\w.-]+(?:/master\.m3u8)?)"', rf'"r{number}/\1"', json.dumps(feed["series"], ensure_ascii=False))
            rounds += [{**series, "id": f"{series['id']}-{number}"} for series in json.loads(text)]
        feed["series"] = rounds
        (folder / "feed.json").write_text(json.dumps(feed, ensure_ascii=False))
        self.masters = [episode["content"]["videos"][0]["url"] for series in rounds for episode in series["episodes"]]
        self.folders = [str(pathlib.PurePosixPath(master).parent) for master in self.masters]
        master = (folder / self.masters[0]).read_text()
        self.top_mbit = max(int(rate) for rate in re.findall(r"BANDWIDTH=(\d+)", master)) / 1e6


def percentile(values, share):
    values = sorted(values)
    return values[max(0, -(-len(values) * share // 100) - 1)] if values else None


def first_picture(screen, started, patience_s=30):
    """When the black screen shows something; None when it stays black."""
    places = [(SIZE[0] * x // 8, SIZE[1] * y // 8) for x in (2, 4, 6) for y in (2, 4, 6)]
    while time.monotonic() < started + patience_s:
        if sum(max(screen.pixel(x, y)) > 24 for x, y in places) >= 3:
            return (time.monotonic() - started) * 1000
        time.sleep(0.001)
    return None


class Bench:
    def __init__(self, catalog, upstream, options):
        self.catalog, self.upstream, self.options = catalog, upstream, options
        self.moves = plan(options.minutes, options.seed)
        self.peers = [] if options.no_peers else [peer for peer in PEERS if peer.available()]

    @contextlib.contextmanager
    def link(self, network):
        with ShapingProxy(self.upstream, network.trace, network.rtt_s) as proxy, Display(*SIZE) as display:
            yield proxy, display

    def start_of(self, viewer, network):
        """Start to first picture with one episode, and the requests that it took."""
        with self.link(network) as (proxy, display):
            player = viewer(display, BINARY)
            url = proxy.url(self.catalog.masters[0])
            if viewer is CliffhangerViewer:
                # The page shows its poster at once, so the program's own count is taken: to the first present of the picture.
                began = proxy.now()
                player.start(url, seconds=6 if network.trace else 3).wait()
                player.read_figures()
                milliseconds = player.stats["start"]["first_frame_ms"]
            else:
                screen = Screen(display.name)
                began = proxy.now()
                player.start(url)
                milliseconds = first_picture(screen, player.started)
                player.stop()
            shutil.rmtree(player.folder, ignore_errors=True)
            if milliseconds is None:
                return None, None
            media = [request for request in proxy.requests if re.search(r"-000\.(ts|m4s)$", request.url) and request.ended_s]
            first = min((request.ended_s for request in media), default=began + milliseconds / 1000)
            return milliseconds, sum(request.began_s < first for request in proxy.requests)

    def starts(self, network):
        found = {}
        for _ in range(self.options.rounds):
            for viewer in [CliffhangerViewer, *self.peers, *([FfplayViewer] if self.peers else [])]:
                milliseconds, requests = self.start_of(viewer, network)
                if milliseconds is not None:
                    found.setdefault(viewer.name, []).append((milliseconds, requests))
        return {name: {"start_ms": statistics.median(ms for ms, _ in values), "start_requests": max(count for _, count in values)} for name, values in found.items()}

    def viewing(self, viewer, network):
        end_s = self.options.minutes * 60
        with self.link(network) as (proxy, display):
            player = viewer(display, BINARY)
            began = proxy.now()
            visits = player.watch(proxy.url("feed.json"), [proxy.url(master) for master in self.catalog.masters], self.moves, end_s)
            shutil.rmtree(player.folder, ignore_errors=True)
            if self.options.log:
                proxy.write_log(self.options.log / (re.sub(r"\W+", "-", f"{viewer.name} {network.name}") + ".jsonl"))
            flow = traffic.summarize(proxy.requests, visits, self.catalog.folders)
            swipes = [visit for visit in visits[1:] if visit.first_frame_s is not None]
            milliseconds = {kind: [(v.first_frame_s - v.began_s) * 1000 for v in swipes if v.kind == kind] for kind in ("prepared", "unprepared", "start")}
            requests = {kind: [traffic.requests_to_first_frame(proxy.requests, v, self.catalog.folders[v.episode], began) for v in swipes if v.kind == kind]
                        for kind in ("prepared", "unprepared")}
        watched, stalled = sum(v.watched_s for v in visits), sum(v.stalled_s for v in visits)
        figures = {"swipes": len(visits) - 1, "without_picture": len(visits) - 1 - len(swipes), "stall_ratio": stalled / (watched + stalled) if watched else None,
                   "stalls": sum(v.stalled_s > 0 for v in visits), **dataclasses.asdict(flow)}
        for kind, values in milliseconds.items():
            kind = {"start": "swipe"}.get(kind, kind)
            figures |= {f"{kind}_count": len(values), f"{kind}_p50_ms": percentile(values, 50), f"{kind}_p95_ms": percentile(values, 95)}
        figures |= {f"{kind}_requests": max(values, default=None) for kind, values in requests.items()}
        return figures

    def ffplay(self, network):
        with self.link(network) as (proxy, display):
            player = FfplayViewer(display, BINARY)
            _, still = player.watch_one(proxy.url(self.catalog.masters[0]), FFPLAY_S)
            return {"stall_ratio": still, **dataclasses.asdict(traffic.summarize(proxy.requests, [], []))} | {"wasted": None, "rung_changes": None}

    def measure(self, network):
        figures = self.starts(network)
        for viewer in [CliffhangerViewer, *self.peers]:
            figures.setdefault(viewer.name, {}).update(self.viewing(viewer, network))
        if self.peers and FfplayViewer.available():
            figures.setdefault(FfplayViewer.name, {}).update(self.ffplay(network))
        return figures


def verdicts(figures, network):
    """(what, value, limit) of every gate that this network has."""
    ours = figures[Cliffhanger.name]
    found = [(key, ours.get(key), limit) for key, limit in network.gates.items()]
    found.append(("start_requests", ours.get("start_requests"), 3))
    best = min((peer["start_ms"] for name, peer in figures.items() if name != Cliffhanger.name and peer.get("start_ms")), default=None)
    if best and network.trace is None and ours.get("start_ms"):
        found.append(("start over the best peer's", ours["start_ms"] / best, 0.5))
    return found


COLUMNS = [("start ms", "start_ms", "{:.0f}"), ("requests", "start_requests", "{}"), ("prepared p50", "prepared_p50_ms", "{:.1f}"), ("p95", "prepared_p95_ms", "{:.1f}"),
           ("unprep. p50", "unprepared_p50_ms", "{:.0f}"), ("p95", "unprepared_p95_ms", "{:.0f}"), ("swipe p50", "swipe_p50_ms", "{:.0f}"), ("p95", "swipe_p95_ms", "{:.0f}"),
           ("no pict.", "without_picture", "{}"), ("stall", "stall_ratio", "{:.2%}"), ("rungs", "rung_changes", "{}"), ("MB", "bytes", "{:.1f}"), ("wasted", "wasted", "{:.1f}")]


def print_table(network, figures):
    print(f"\n{network.name}\n  {'':13}" + "".join(f"{title:>13}" for title, _, _ in COLUMNS))
    for name, values in figures.items():
        cells = []
        for _, key, form in COLUMNS:
            value = values.get(key)
            value = value / 1e6 if key in ("bytes", "wasted") and value is not None else value
            cells.append("-" if value is None else form.format(value))
        print(f"  {name:13}" + "".join(f"{cell:>13}" for cell in cells))
    for what, value, limit in verdicts(figures, network):
        print(f"  {what}: {'no figure' if value is None else round(value, 4)}, wanted <= {round(limit, 4)}{'' if value is not None and value <= limit else '   MISSED'}")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--traces", nargs="+", type=pathlib.Path, help="files with Mbit/s each 0.5 s, instead of the usual four networks")
    parser.add_argument("--minutes", type=float, default=2, help="of viewing, a player and network")
    parser.add_argument("--rounds", type=int, default=3, help="starts, a player and network")
    parser.add_argument("--layout", choices=list(hls_catalog.LAYOUTS), default="ts")
    parser.add_argument("--seed", type=int, default=1, help="of the viewer")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--only", nargs="+", type=int, help="these of the usual networks, counted from 1")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--log", type=pathlib.Path, help="a folder for the proxy's logs")
    options = parser.parse_args()
    if options.log:
        options.log.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        catalog = Catalog(pathlib.Path(folder), options.layout, max([move.to for move in plan(options.minutes, options.seed)], default=0) + 4)
        chosen = networks(catalog.top_mbit, options.traces)
        if options.only:
            chosen = [chosen[number - 1] for number in options.only]
        report = []
        with Nginx(folder) as nginx:
            bench = Bench(catalog, nginx.address, options)
            if not options.json:
                print(f"{options.layout} segments, rungs {', '.join(str(kbits) for _, _, kbits in hls_catalog.RUNGS)} kbit/s, {options.minutes:g} min with {len(bench.moves)} swipes")
            for network in chosen:
                figures = bench.measure(network)
                report.append({"network": network.name, "players": figures, "gates": [{"what": w, "value": v, "limit": limit} for w, v, limit in verdicts(figures, network)]})
                if not options.json:
                    print_table(network, figures)
        if options.json:
            print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
