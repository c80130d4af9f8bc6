"""nginx and Caddy on loopback, as a content network would run them: right types, ranges, gzip for text, HTTP/1.1, or HTTP/2 over TLS with
a certificate authority of our own. `./dev` unpacks both under build/servers; installed ones serve as well."""
import dataclasses
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import urllib.request

from harness import ROOT, wait_for

TYPES = {"m3u8": "application/vnd.apple.mpegurl", "ts": "video/mp2t", "mp4": "video/mp4", "m4s": "video/iso.segment", "vtt": "text/vtt",
         "json": "application/json", "jpg": "image/jpeg"}
TEXT = ["m3u8", "vtt", "json"]


def program(name):
    """Where it is; None when it is neither installed nor unpacked."""
    unpacked = [str(ROOT / "build/servers/usr" / folder) for folder in ("sbin", "bin")]
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *unpacked]))


@dataclasses.dataclass
class Logged:
    path: str
    status: int
    protocol: str
    began_s: float  # Unix time
    ended_s: float
    gzip: bool


class CertificateAuthority:
    """A root of our own and a certificate for 127.0.0.1 that it signed; valid for a day."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.root, self.key, self.certificate = folder / "root.pem", folder / "server.key", folder / "server.pem"
        (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        for arguments in (["req", "-x509", *curve, "-keyout", folder / "root.key", "-out", self.root, "-days", "1", "-subj", "/CN=Cliffhanger tests"],
                          ["req", *curve, "-keyout", self.key, "-out", folder / "server.csr", "-subj", "/CN=127.0.0.1"],
                          ["x509", "-req", "-in", folder / "server.csr", "-CA", self.root, "-CAkey", folder / "root.key", "-CAcreateserial",
                           "-extfile", folder / "names", "-days", "1", "-out", self.certificate]):
            subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Server:
    """Serves `folder` from its start to its end; `authority` makes it speak TLS."""
    name = "?"

    def __init__(self, folder, authority=None):
        self.folder, self.authority = pathlib.Path(folder).resolve(), authority
        self.own = pathlib.Path(tempfile.mkdtemp(prefix=f"{self.name}-"))
        self.log_file = self.own / "access.log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = ("127.0.0.1", self.port)
        self.output = (self.own / "output").open("w+")
        environment = dict(os.environ, HOME=str(self.own), XDG_DATA_HOME=str(self.own), XDG_CONFIG_HOME=str(self.own))
        self.process = subprocess.Popen([program(self.name), *map(str, self.arguments())], env=environment, cwd=self.own,
                                        stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output)
        try:
            wait_for(f"{self.name} listening", self.listens)
        except AssertionError:
            self.__exit__()
            raise

    @classmethod
    def available(cls):
        return program(cls.name) is not None

    def listens(self):
        assert self.process.poll() is None, (self.own / "output").read_text()
        with socket.socket() as attempt:
            return attempt.connect_ex(self.address) == 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.output.close()
        shutil.rmtree(self.own, ignore_errors=True)

    def url(self, path):
        return f"http{'s' if self.authority else ''}://127.0.0.1:{self.port}/{str(path).lstrip('/')}"


class Nginx(Server):
    name = "nginx"

    def arguments(self):
        types = " ".join(f"{mime} {ending};" for ending, mime in TYPES.items())
        listen = f"127.0.0.1:{self.port}" + (" ssl http2" if self.authority else "")
        tls = f"ssl_certificate {self.authority.certificate}; ssl_certificate_key {self.authority.key};" if self.authority else ""
        scratch = " ".join(f"{what}_temp_path {self.own}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (self.own / "nginx.conf").write_text(f"""
{"user root;" if os.geteuid() == 0 else ""}
daemon off; worker_processes 1; pid {self.own}/pid; error_log stderr warn;
events {{ worker_connections 256; }}
http {{
  types {{ {types} }}
  {scratch}
  log_format requests '{{"path":"$uri","status":$status,"protocol":"$server_protocol","ended_s":$msec,"took_s":$request_time,"gzip":"$sent_http_content_encoding"}}';
  access_log {self.log_file} requests;
  sendfile on; keepalive_timeout 60;
  gzip on; gzip_min_length 64; gzip_types {" ".join(TYPES[ending] for ending in TEXT)};
  server {{ listen {listen}; {tls} root {self.folder}; }}
}}
""")
        return ["-p", self.own, "-c", self.own / "nginx.conf", "-e", "stderr"]

    def requests(self):
        entries = [json.loads(line) for line in self.log_file.read_text().splitlines()]
        return [Logged(e["path"], e["status"], e["protocol"], e["ended_s"] - e["took_s"], e["ended_s"], e["gzip"] == "gzip") for e in entries]


class Caddy(Server):
    name = "caddy"

    def arguments(self):
        types = "\n".join(f'  @{ending} path *.{ending}\n  header @{ending} Content-Type {mime}' for ending, mime in TYPES.items())
        text = "\n".join(f"      header Content-Type {TYPES[ending]}*" for ending in TEXT)
        (self.own / "Caddyfile").write_text(f"""{{
  admin off
  auto_https off
}}
{"https" if self.authority else "http"}://127.0.0.1:{self.port} {{
  bind 127.0.0.1
  {f"tls {self.authority.certificate} {self.authority.key}" if self.authority else ""}
  root * {self.folder}
{types}
  encode {{
    gzip
    minimum_length 64
    match {{
{text}
    }}
  }}
  file_server
  log {{
    output file {self.log_file}
    format json
  }}
}}
""")
        return ["run", "--config", self.own / "Caddyfile", "--adapter", "caddyfile"]

    def requests(self):
        found = []
        for line in self.log_file.read_text().splitlines() if self.log_file.exists() else []:
            entry = json.loads(line)
            if "request" in entry:
                encoding = entry["resp_headers"].get("Content-Encoding", [""])[0]
                found.append(Logged(entry["request"]["uri"].partition("?")[0], entry["status"], entry["request"]["proto"],
                                    entry["ts"] - entry["duration"], entry["ts"], encoding == "gzip"))
        return found


SERVERS = [Nginx, Caddy]
