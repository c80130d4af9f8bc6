"""A session bus of its own for tests, so that nobody's desktop is touched."""
import os
import subprocess


class SessionBus:
    def __enter__(self):
        read_end, write_end = os.pipe()
        self.process = subprocess.Popen(["dbus-daemon", "--session", "--nofork", f"--print-address={write_end}"], pass_fds=[write_end],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            self.address = pipe.readline().strip()
        assert self.address, "dbus-daemon did not start"
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": self.address}
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def playerctl(self, *words):
        """What it prints; empty when there is no player yet."""
        done = subprocess.run(["playerctl", *map(str, words)], env={**os.environ, **self.environment}, capture_output=True, text=True)
        return done.stdout.strip()

    def watch(self, interface="org.freedesktop.DBus.Properties", kind="signal"):
        """The signals of an interface, as dbus-monitor prints them."""
        return subprocess.Popen(["dbus-monitor", "--address", self.address, f"type='{kind}',interface='{interface}'"],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
