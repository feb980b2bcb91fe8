"""Attacks the server of `make-briefing preview` as a stranger would, another page in the browser, or a browser that misbehaves,
and looks after each attack whether the page is still served, to its owner alone.

    python3 tests/faults/preview.py PROGRAM

Needs Python 3.10 on a Unix system and nothing else.
"""

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Seconds within which the owner of the page gets an answer, whatever strangers do.
PATIENCE = 30
# Megabytes that no attack may bring the server to.
MOST_MEMORY = 400


class Server:
    def __init__(self, program, specs, *more):
        command = [program, "preview", str(specs), *more]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said, self.address = [], None
        threading.Thread(target=self.listen, daemon=True).start()
        until = time.monotonic() + PATIENCE
        while self.address is None and self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)

    def listen(self):
        for line in self.process.stdout:
            self.said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)/([0-9a-f]+)/", line)
            if found and self.address is None:
                self.address = int(found[1]), found[2]

    @property
    def port(self):
        return self.address[0]

    @property
    def secret(self):
        return self.address[1]

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def connect(self, timeout=PATIENCE):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def send(self, data, timeout=PATIENCE):
        """The answer to raw bytes, up to the end or the first pause; empty where there is none."""
        try:
            with self.connect(timeout) as stream:
                try:
                    stream.sendall(data)
                except OSError:
                    pass  # It may answer, and close, before all is sent.
                return self.answer(stream)
        except OSError:
            return b""

    @staticmethod
    def answer(stream):
        got = b""
        try:
            while True:
                piece = stream.recv(1 << 16)
                if not piece:
                    return got
                got += piece
                head, found, body = got.partition(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: (\d+)", head)
                if found and length and len(body) >= int(length[1]):
                    return got
        except OSError:
            return got

    def get(self, path, host=None, method="GET", more=""):
        head = f"{method} {path} HTTP/1.1\r\nHost: {host or self.host}\r\n{more}Connection: close\r\n\r\n"
        return self.send(head.encode())

    def page(self):
        return self.get(f"/{self.secret}/")

    def memory(self):
        """Megabytes."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
        return int(found[1]) // 1024 if found else 0

    def stop(self, what=signal.SIGKILL):
        self.process.send_signal(what)
        self.process.wait(PATIENCE)


def status(answer):
    return answer.split(b" ", 2)[1].decode() if answer.startswith(b"HTTP/1.1 ") else "none"


def other_names(server):
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1", f"127.0.0.1:{server.port}.evil.example",
                 f"localhost.:{server.port}", f"[::1]:{server.port}", f"0.0.0.0:{server.port}", f"127.0.0.1:{server.port} x", "\u00e4"):
        answer = server.get(f"/{server.secret}/", host=host)
        assert status(answer) in ("403", "400"), f"Host {host!r}: {answer[:80]}"
        assert server.secret.encode() not in answer, f"Host {host!r} is told the secret"
    bare = server.send(f"GET /{server.secret}/ HTTP/1.1\r\n\r\n".encode())
    assert status(bare) in ("403", "400"), f"no Host: {bare[:80]}"
    old = server.send(f"GET /{server.secret}/ HTTP/1.0\r\n\r\n".encode())
    assert not re.match(rb"HTTP/1.\d 200", old), f"HTTP/1.0 without Host: {old[:80]}"
    two = f"GET /{server.secret}/ HTTP/1.1\r\nHost: evil.example\r\nHost: {server.host}\r\n\r\n"
    assert status(server.send(two.encode())) in ("403", "400"), "two Hosts"
    whole = f"GET http://evil.example/{server.secret}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    assert status(server.send(whole.encode())) in ("403", "400"), "a whole address"


def without_the_secret(server):
    wrong = ["/", "/index.html", "/events", "/page.js", f"/{'0' * 32}/", f"/{server.secret[:-1]}/", f"/{server.secret}", f"//{server.secret}/",
             f"/{server.secret.upper()}/", f"/%{ord(server.secret[0]):02x}{server.secret[1:]}/"]
    for path in wrong:
        answer = server.get(path)
        assert status(answer) in ("404", "400"), f"{path}: {answer[:80]}"
        assert server.secret.encode() not in answer, f"{path} is told the secret"


def paths_of_files(server):
    for path in ("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "spec/../briefing.yaml", "spec/%2e%2e", "spec/..", "piece/..", "font/-1",
                 "font/99999999999999999999", "image/../0", "image/bar/99", "image/bar/-1", "image//0", "spec/briefing.yaml", "spec/", "piece/",
                 "spec/a\\..\\b", "events/..", "spec/" + "a" * 60_000, "%00", "spec/%00", "/etc/passwd"):
        answer = server.get(f"/{server.secret}/{path}")
        assert status(answer) in ("404", "400", "414", "431", "none"), f"{path[:60]}: {answer[:80]}"
        assert b"root:" not in answer and b"sections:" not in answer, f"{path[:60]} is read"


def other_methods(server):
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "PATCH", "BREW"):
        answer = server.get(f"/{server.secret}/", method=method, more="Content-Length: 0\r\n")
        assert status(answer) in ("405", "400"), f"{method}: {answer[:80]}"
    body = f"POST /{server.secret}/ HTTP/1.1\r\nHost: {server.host}\r\nContent-Length: 99999999999\r\n\r\n".encode() + b"x" * (8 << 20)
    assert status(server.send(body)) in ("405", "400", "none"), "a long body"


def other_pages(server):
    """A page from elsewhere must not read what is here: there is no leave to, and no frame of it."""
    for more in ("Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"):
        head = server.get(f"/{server.secret}/", more=more).partition(b"\r\n\r\n")[0].lower()
        assert b"access-control" not in head, f"{more!r}: {head}"
        if not head.startswith(b"http/1.1 403"):
            for wanted in (b"cross-origin-resource-policy: same-origin", b"frame-ancestors 'self'", b"nosniff", b"no-referrer"):
                assert wanted in head, f"{more!r}: {wanted} is missing in {head}"


def oversized_heads(server):
    many = "".join(f"X-{number}: y\r\n" for number in range(100_000))
    for head in (f"GET /{server.secret}/ HTTP/1.1\r\n{many}Host: {server.host}\r\n\r\n", f"GET /{'a' * (16 << 20)} HTTP/1.1\r\n\r\n",
                 f"GET / HTTP/1.1\r\nHost: {'b' * (16 << 20)}\r\n\r\n", "\r\n" * (1 << 20), "GET " + " " * (4 << 20)):
        answer = server.send(head.encode(), timeout=5)
        assert not answer.startswith(b"HTTP/1.1 200"), answer[:80]


def nonsense(server):
    for data in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"\0" * 4096, os.urandom(1 << 16), b"GET\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                 b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nffffffffffffffff\r\n",
                 b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"):
        answer = server.send(data, timeout=2)
        assert not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 101")), answer[:80]


def connections(server, count, room=None):
    """So many connections on which nothing is said yet, with so much room for what is answered."""
    held = [socket.socket() for _ in range(count)]
    for stream in held:
        if room:
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        stream.setblocking(False)
        stream.connect_ex(("127.0.0.1", server.port))
    time.sleep(0.5)
    return held


def say(held, data):
    for stream in held:
        try:
            stream.send(data)
        except OSError:
            pass  # It was closed, or waits.


def many_connections(server):
    """A thousand connections of a stranger who says nothing, or one byte."""
    held = connections(server, 1000)
    say(held[::2], b"G")
    begun = time.monotonic()
    assert status(server.page()) == "200", f"no page beside 1,000 open connections within {PATIENCE} s"
    waited = time.monotonic() - begun
    for stream in held:
        stream.close()
    return f"the owner waited {waited:.1f} s beside 1,000 silent connections"


def slow_readers(server):
    """Two hundred who ask for the largest piece and never read it, with the secret."""
    held = connections(server, 200, room=1024)
    say(held, f"GET /{server.secret}/font/0 HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
    time.sleep(1)
    memory = server.memory()
    for stream in held:
        stream.close()
    assert status(server.page()) == "200", "no page after slow readers"
    return f"{memory} MB with 200 slow readers"


def many_listeners(server):
    """Three hundred who listen for messages and go away without a word."""
    held = connections(server, 300)
    say(held, f"GET /{server.secret}/events HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
    time.sleep(0.5)
    for stream in held:
        stream.close()
    assert status(server.page()) == "200", "no page after listeners went away"


def many_drawings(server):
    """A hundred images at once."""
    charts = sorted(path.stem for path in (ROOT / "specs/charts").glob("*.yaml"))
    answers = []

    def ask(number):
        answers.append(status(server.get(f"/{server.secret}/image/{charts[number % len(charts)]}/{number % 3}")))

    begun = time.monotonic()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(100)]
    for thread in threads:
        thread.start()
    most = 0
    while any(thread.is_alive() for thread in threads):
        most = max(most, server.memory())
        time.sleep(0.05)
    assert status(server.page()) == "200", "no page after many drawings"
    return f"100 drawings in {time.monotonic() - begun:.1f} s, {most} MB, answers {sorted(set(answers))}"


def while_specs_change(server):
    """Requests while specs are written, broken, removed and put back."""
    chart = server.specs / "charts/kompetenzen.yaml"
    text, seen = chart.read_text(encoding="utf-8"), set()
    for number in range(20):
        match number % 4:
            case 0:
                chart.write_text(text + f"# {number}\n", encoding="utf-8")
            case 1:
                chart.write_text(text[: len(text) // 2], encoding="utf-8")
            case 2:
                chart.unlink()
            case 3:
                chart.write_text(text, encoding="utf-8")
        seen.add(status(server.get(f"/{server.secret}/image/kompetenzen/0")))
        seen.add(status(server.page()))
        time.sleep(0.05)
    chart.write_text(text, encoding="utf-8")
    assert seen <= {"200", "404"}, seen


def a_build_beside_it(server):
    out = server.specs.parent / "out"
    built = subprocess.Popen([server.program, str(server.specs), "-o", str(out), "--quiet"])
    while built.poll() is None:
        assert status(server.page()) == "200", "no page while a build runs"
        time.sleep(0.02)
    assert built.returncode == 0, f"the build ended with {built.returncode}"


def only_this_machine(server):
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    port = f":{server.port:04X} "
    places = {line.split()[1] for line in listening.splitlines() if port in line and line.split()[3] == "0A"}
    assert places == {f"0100007F{port}".strip()}, f"it listens at {places}"


def a_port_that_is_taken(server):
    other = subprocess.run([server.program, "preview", str(server.specs), "--port", str(server.port)], capture_output=True, text=True, timeout=PATIENCE)
    assert other.returncode in (2, 3) and "panicked" not in other.stderr, f"{other.returncode}: {other.stderr}"
    assert str(server.port) in other.stderr or "port" in other.stderr, other.stderr


ATTACKS = [
    only_this_machine, other_names, without_the_secret, paths_of_files, other_methods, other_pages, oversized_heads, nonsense, many_connections,
    slow_readers, many_listeners, many_drawings, while_specs_change, a_build_beside_it, a_port_that_is_taken,
]  # fmt: skip


def main():
    program = str(Path(sys.argv[1]).resolve())
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        specs = Path(scratch) / "specs"
        shutil.copytree(ROOT / "specs", specs, ignore=shutil.ignore_patterns("gallery"))
        server = Server(program, specs, "--no-open")
        assert server.address, f"no address: {server.said}"
        server.specs, server.program = specs, program
        for attack in ATTACKS:
            try:
                said = attack(server)
                assert server.process.poll() is None, f"the server ended with {server.process.poll()}"
                assert status(server.page()) == "200", "the page is gone"
                assert server.memory() < MOST_MEMORY, f"it takes {server.memory()} MB"
                print(f"{attack.__name__}: held" + (f" ({said})" if said else ""), flush=True)
            except AssertionError as error:
                failed += 1
                print(f"{attack.__name__}: FAILED: {error}", flush=True)
        port = server.port
        server.stop()
        again = Server(program, specs, "--port", str(port), "--no-open")
        assert again.address and again.port == port, f"after a kill the port is not free: {again.said}"
        assert again.secret != server.secret, "the secret is the same again"
        again.stop(signal.SIGTERM)
        assert again.process.returncode in (0, 130, 143, -signal.SIGTERM), f"it ends with {again.process.returncode}"
    print(f"{len(ATTACKS)} attacks, {failed} not held")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
