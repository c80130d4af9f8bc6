#!/usr/bin/env python3
"""A proxy in front of a web server that behaves like a mobile link: bandwidth after a trace, shared by all connections; a round-trip time;
connections that are cut, or refused for a while. It logs every request with its bytes. HTTP/1.1 on loopback, GET and HEAD.

By hand: shaping_proxy.py --upstream 127.0.0.1:8080 --port 9000 --mbit 10 --rtt-ms 80; --self-check measures the proxy itself.
Not modelled: TCP's slow start, reordering, loss of single packets.
"""
import argparse
import asyncio
import contextlib
import dataclasses
import http.client
import http.server
import json
import pathlib
import socket
import statistics
import struct
import threading
import time

TRACE_STEP_S = 0.5
CHUNK = 4096  # what one connection may send before another one's turn
CATCH_UP_S = 0.02  # a timer that fires late costs no bandwidth up to here; an idle link saves up no more
SEND_BUFFER = 32768  # what the kernel takes unasked is counted as sent


@dataclasses.dataclass
class Request:
    url: str
    began_s: float  # since the proxy's start
    first_byte_s: float | None = None
    ended_s: float | None = None
    status: int = 0
    sent: int = 0  # bytes of the body
    complete: bool = False


class Link:
    """When the next bytes have passed a link whose rate follows the trace; the trace begins anew at its end."""

    def __init__(self, trace_mbit):
        self.rates = [max(rate, 1e-3) * 1e6 / 8 for rate in trace_mbit]  # bytes a second
        self.began = None
        self.free_at = 0.0

    def rate_at(self, moment):
        return self.rates[int((moment - self.began) / TRACE_STEP_S) % len(self.rates)]

    def book(self, size, now):
        """The moment at which these bytes are through."""
        if self.began is None:
            self.began = now
        moment = max(self.free_at, now - CATCH_UP_S, self.began)
        while True:
            step_end = self.began + (int((moment - self.began) / TRACE_STEP_S + 1e-9) + 1) * TRACE_STEP_S
            rate = self.rate_at(moment + 1e-9)
            if moment + size / rate <= step_end:
                self.free_at = moment + size / rate
                return self.free_at
            size -= (step_end - moment) * rate
            moment = step_end


class ShapingProxy:
    """Runs on a thread of its own; `requests` is its log."""

    def __init__(self, upstream, trace_mbit=None, rtt_s=0.0, port=0):
        self.upstream = upstream  # (host, port)
        self.link = Link(trace_mbit) if trace_mbit else None
        self.rtt_s = rtt_s
        self.requests = []
        self.cut_after = None  # bytes of a body, once; then None again
        self.refusing = False
        self.writers = set()
        self.listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)  # inherited by what it accepts
        # As every web server has it: otherwise a body waits for the acknowledgement of its head, 40 ms. asyncio leaves it out here.
        self.listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port = self.listener.getsockname()[1]
        self.loop = asyncio.new_event_loop()
        self.began = time.monotonic()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(self.serve, sock=self.listener))
        self.loop.run_forever()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self.shut(), self.loop).result()
        self.call(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def shut(self):
        self.server.close()
        self.close_all()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def call(self, function):
        self.loop.call_soon_threadsafe(function)

    def close_all(self):
        for writer in self.writers:
            reset(writer)

    def refuse(self, refusing):
        """The network is gone: what is open is reset, and what is opened is reset at once; or it is back."""
        self.refusing = refusing
        if refusing:
            self.call(self.close_all)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}/{path.lstrip('/')}"

    def now(self):
        return time.monotonic() - self.began

    def bytes_sent(self):
        return sum(request.sent for request in self.requests)

    async def serve(self, reader, writer):
        if self.refusing:
            return reset(writer)
        self.writers.add(writer)
        writer.transport.set_write_buffer_limits(high=0)
        try:
            await asyncio.sleep(self.rtt_s)  # the handshake; the kernel's own took no time
            while head := await reader.readuntil(b"\r\n\r\n"):
                if not await self.answer(head, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, OSError):
            pass
        finally:
            self.writers.discard(writer)
            writer.close()

    async def answer(self, head, writer):
        _, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        request = Request(target, self.now())
        self.requests.append(request)
        up_reader, up_writer = await asyncio.open_connection(*self.upstream)
        try:
            up_writer.write(b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:"))[:-2] + b"Connection: close\r\n\r\n")
            await asyncio.sleep(self.rtt_s)
            answer = await up_reader.readuntil(b"\r\n\r\n")
            request.status = int(answer.split(b" ", 2)[1])
            request.first_byte_s = self.now()
            await self.send(writer, b"\r\n".join(line for line in answer.split(b"\r\n") if not line.lower().startswith(b"connection:")))
            while block := await up_reader.read(CHUNK):
                if self.cut_after is not None and request.sent + len(block) > self.cut_after:
                    self.cut_after = None
                    reset(writer)
                    return False
                await self.send(writer, block)
                request.sent += len(block)
            request.complete = not writer.is_closing()
            return request.complete
        finally:
            request.ended_s = self.now()
            up_writer.close()

    async def send(self, writer, block):
        if self.link:
            through = self.link.book(len(block), time.monotonic())
            # A reader that does not read books nothing more: its bytes wait here.
            await asyncio.sleep(max(0.0, through - time.monotonic()))
        if writer.is_closing():
            raise ConnectionResetError
        writer.write(block)
        await writer.drain()

    def write_log(self, path):
        pathlib.Path(path).write_text("".join(json.dumps(dataclasses.asdict(request)) + "\n" for request in self.requests))


def reset(writer):
    """RST instead of an orderly end."""
    with contextlib.suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def read_trace(path):
    return [float(line) for line in pathlib.Path(path).read_text().split()]


def self_check():
    """What the proxy makes of known sizes; returns whether all is within 3 %."""
    body = bytes(25_000_000)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            size = int(self.path[1:])
            self.send_response(200)
            self.send_header("Content-Length", str(size))
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body[:size])

        def log_message(self, *_):
            pass

    origin = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=origin.serve_forever, daemon=True).start()

    def fetch(proxy, size, connection=None):
        connection = connection or http.client.HTTPConnection("127.0.0.1", proxy.port)
        began = time.monotonic()
        connection.request("GET", f"/{size}")
        answer = connection.getresponse()
        first = time.monotonic() - began
        assert len(answer.read()) == size
        return first, time.monotonic() - began

    good = True

    def report(what, expected, measured, tolerance=0.03):
        nonlocal good
        fine = abs(measured / expected - 1) <= tolerance
        good = good and fine
        print(f"  {what:58} expected {expected:7.3f} s   measured {measured:7.3f} s   {measured / expected - 1:+6.1%}{'' if fine else '   OFF'}", flush=True)

    for mbit in (1, 10, 50):
        size = mbit * 250_000
        with ShapingProxy(origin.server_address, [mbit]) as proxy:
            report(f"{size / 1e6:.2f} MB at {mbit} Mbit/s", 2.0, fetch(proxy, size)[1])
    with ShapingProxy(origin.server_address, [2, 8, 4]) as proxy:
        report("0.875 MB at 2, 8, 4 Mbit/s, half a second each", 1.5, fetch(proxy, 875_000)[1])
    with ShapingProxy(origin.server_address, [10]) as proxy:
        threads, times = [], []
        for _ in range(4):
            threads.append(threading.Thread(target=lambda: times.append(fetch(proxy, 625_000)[1])))
            threads[-1].start()
        for thread in threads:
            thread.join()
        report("4 x 0.625 MB at 10 Mbit/s together, the last", 2.0, max(times))
        report("4 x 0.625 MB at 10 Mbit/s together, the first", 2.0, min(times), 0.1)
    with ShapingProxy(origin.server_address, [100], rtt_s=0.08) as proxy:
        connection = http.client.HTTPConnection("127.0.0.1", proxy.port)
        report("first byte of a new connection, RTT 80 ms", 0.160, fetch(proxy, 1000, connection)[0], 0.1)
        report("first byte of a kept connection, RTT 80 ms", 0.080, statistics.median(fetch(proxy, 1000, connection)[0] for _ in range(5)), 0.1)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upstream", help="HOST:PORT of the web server")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mbit", type=float)
    parser.add_argument("--trace", type=pathlib.Path, help="Mbit/s, one value each 0.5 s")
    parser.add_argument("--rtt-ms", type=float, default=0)
    parser.add_argument("--log", type=pathlib.Path, help="requests as JSON lines, written at the end")
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    if options.self_check:
        return 0 if self_check() else 1
    if not options.upstream:
        parser.error("--upstream is missing")
    host, _, port = options.upstream.rpartition(":")
    trace = read_trace(options.trace) if options.trace else [options.mbit] if options.mbit else None
    with ShapingProxy((host, int(port)), trace, options.rtt_ms / 1000, options.port) as proxy:
        print(proxy.url(""), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
        if options.log:
            proxy.write_log(options.log)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
