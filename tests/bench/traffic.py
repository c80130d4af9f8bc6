"""What a proxy's log says of an HLS viewer: bytes fetched and wasted, rung changes, requests that a picture took."""
import dataclasses
import re

SEGMENT_S = 2.0
ADDRESS = re.compile(r"^/(?P<episode>r\d+/[^/]+/\d+)/(?P<name>.+)$")
SEGMENT = re.compile(r"^(?P<rung>\w+)p-(?P<number>\d+)\.(ts|m4s)$")


@dataclasses.dataclass
class Traffic:
    requests: int
    bytes: int
    wasted: int
    rung_changes: int


def split(request):
    """(episode, rung or None, segment number or None) of an address; None for what is no episode's."""
    address = ADDRESS.match(request.url)
    if not address:
        return None
    segment = SEGMENT.match(address["name"])
    return address["episode"], segment and segment["rung"], segment and int(segment["number"])


def summarize(requests, visits, folders):
    """Wasted is what no visit came to see, and the smaller of two fetches of the same two seconds of picture."""
    watched = {}
    for visit in visits:
        watched[folders[visit.episode]] = max(watched.get(folders[visit.episode], 0.0), visit.watched_s)
    wasted, changes = 0, 0
    best, rungs = {}, {}
    for request in requests:
        parts = split(request)
        if not parts or parts[2] is None:
            continue
        episode, rung, number = parts
        if number * SEGMENT_S >= watched.get(episode, 0.0):
            wasted += request.sent
        else:
            known = best.get((episode, number), 0)
            wasted += min(known, request.sent)
            best[episode, number] = max(known, request.sent)
            before = rungs.get((episode, number - 1), {rung})
            changes += rung not in before and rung not in rungs.get((episode, number), ())
        rungs.setdefault((episode, number), set()).add(rung)
    return Traffic(len(requests), sum(request.sent for request in requests), wasted, changes)


def requests_to_first_frame(requests, visit, folder, process_began_s):
    """Requests for this episode from the intent to its picture, the later segments that are fetched meanwhile left out."""
    if visit.first_frame_s is None:
        return None
    began, ended = process_began_s + visit.began_s, process_began_s + visit.first_frame_s
    return sum(1 for request in requests
               if began <= request.began_s <= ended and (parts := split(request)) and parts[0] == folder and not request.url.endswith(".vtt")
               and "/text-" not in request.url and parts[2] in (None, 0))
