"""Builds while something goes wrong, many times over, and looks at what is left after each: every file is whole, of the
specs as they are or as they were, and the next sound build comes out as a first one would. Files of somebody else lie around
everything that is written, and none of them is ever changed.

    python3 tests/faults/rounds.py PROGRAM [ROUNDS [SEED [FAULT]]]

Needs Python 3.10 on a Unix system and nothing else.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Seconds, far above what a build takes.
PATIENCE = 120
# What builds note of the files that they wrote.
KEPT = (".make-briefing-files", ".make-briefing-log")
# Files of somebody else, by path: what they hold, or where they lead.
FOREIGN = {}
# Where Rust's own handler of panics prints a backtrace, it waits for itself for ever when there is no memory for that.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "RUST_BACKTRACE"}


def files(folder):
    """The results in a folder; what is kept for the next build is none."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith((".cache/", *KEPT)) and path not in FOREIGN:
            found[name] = path.read_bytes()
    return found


def content(path):
    """What is at a path, without following it; `None` where there is nothing."""
    if path.is_symlink():
        return os.readlink(path)
    return (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns) if path.is_file() else None


class Workshop:
    def __init__(self, program, scratch, seed):
        self.program, self.scratch, self.random = program, scratch, random.Random(seed)
        self.specs, self.out = scratch / "specs", scratch / "out"
        shutil.copytree(ROOT / "specs", self.specs, ignore=shutil.ignore_patterns("gallery"))
        # The same survey with another figure, title and colour.
        self.versions = [self.texts(), self.texts()]
        self.versions[1]["series/digitalisierung-2020.yaml"] = self.versions[0][
            "series/digitalisierung-2020.yaml"
        ].replace("erhöhen: 54", "erhöhen: 55")
        self.versions[1]["briefing.yaml"] = self.versions[0]["briefing.yaml"].replace("title: ", "title: Auch ", 1)
        self.good = []
        for version in range(2):
            self.use(version)
            begun = time.monotonic()
            self.sound("--no-cache")
            # Kills come at any moment of a build, and at some after it.
            self.duration = 1.2 * (time.monotonic() - begun)
            self.good.append(files(self.out))
            shutil.rmtree(self.out)
        self.version = 1
        # How often the old set was left, and how often the new one.
        self.sets = [0, 0]
        self.settle_in()

    def settle_in(self):
        """Puts files of somebody else around everything that is written."""
        self.sound()
        digits = "0123456789abcdef"
        inside = [
            "letter.txt", "briefing.pdf.123-4.part", "manifest.json~", f".make-briefing-{digits}.part", ".gitignore",
            "charts/photo.png", "charts/kompetenzen.svg.part", f"charts/.make-briefing-{digits}.part", "charts/notes/a.svg",
            "charts/gone.svg", ".cache/runs/mine.json", f".cache/runs/{digits * 2}.json", ".cache/ab/notes.txt",
            f".cache/ab/{(digits * 4)[:62]}", f".cache/ab/.make-briefing-{digits}.part",
        ]  # fmt: skip
        beside = ["letter.txt", "out.part", ".cache/pip/wheel", "home/diary.txt", "home/ab/entry", "home/CACHEDIR.TAG"]
        paths = [self.out / name for name in inside] + [self.scratch / name for name in beside]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"the content of {path.name}", encoding="utf-8")
        link = self.out / "charts/link.svg"
        link.symlink_to(self.scratch / "letter.txt")
        FOREIGN.update((path, content(path)) for path in [*paths, link])

    def look_at_foreign(self, fault):
        for path, before in FOREIGN.items():
            assert content(path) == before, f"{fault}: {path} of somebody else was changed"

    def texts(self):
        return {
            path.relative_to(self.specs).as_posix(): path.read_text(encoding="utf-8")
            for path in self.specs.rglob("*.yaml")
        }

    def use(self, version):
        self.version = version
        for name, text in self.versions[version].items():
            path = self.specs / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")

    def command(self, *more):
        return [self.program, "--quiet", str(self.specs), "-o", str(self.out), *more]

    def sound(self, *more):
        done = subprocess.run(self.command(*more), capture_output=True, text=True)
        assert done.returncode == 0, f"a sound build fails: {done.returncode}\n{done.stderr}"

    def run(self, *more, limit=None, during=None):
        """One build; `during` is called with its process while it runs."""

        def prepare():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            if limit:
                resource.setrlimit(limit[0], (limit[1], limit[1]))

        process = subprocess.Popen(
            self.command(*more),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=prepare,
            env=ENVIRONMENT,
        )
        if during:
            during(process)
        try:
            _, said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise AssertionError(f"a build does not end within {PATIENCE} seconds") from None
        return process.returncode, said

    # What can go wrong. Each gives the status and what was said.

    def killed(self):
        wait = self.random.uniform(0, self.duration)
        return self.one_set(lambda build: (time.sleep(wait), build.kill()))

    def asked_to_stop(self):
        wait, what = self.random.uniform(0, self.duration), self.random.choice([signal.SIGINT, signal.SIGTERM])
        return self.one_set(lambda build: (time.sleep(wait), build.send_signal(what)))

    def one_set(self, during):
        """A build over the results of other specs: the results are the old set or the new one, once any run has
        completed what was begun."""
        wanted = self.version
        self.use(1 - wanted)
        self.sound("--force")
        self.use(wanted)
        found = self.run(during=during)
        subprocess.run(self.command("--only", "there-is-none"), capture_output=True)
        left = files(self.out)
        assert left in self.good, f"old and new results are mixed, status {found[0]}"
        self.sets[self.good.index(left) == wanted] += 1
        return found

    def full_disk(self):
        return self.run(limit=(resource.RLIMIT_FSIZE, int(10 ** self.random.uniform(0, 5.2))))

    def few_files(self):
        return self.run(limit=(resource.RLIMIT_NOFILE, self.random.randint(3, 16)))

    def little_memory(self):
        # Of less than 50 MB the program itself takes all.
        return self.run("-j8", limit=(resource.RLIMIT_AS, self.random.randint(50, 200) << 20))

    def files_that_come_and_go(self):
        return self.run(during=lambda build: self.meddle(build, self.move))

    def files_that_are_being_written(self):
        return self.run(during=lambda build: self.meddle(build, self.rewrite))

    def two_at_once(self):
        other = subprocess.Popen(self.command("-j1"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        found = self.run()
        other.wait()
        return found

    def damaged_cache(self):
        entries = [path for path in (self.out / ".cache").rglob("*") if path.is_file() and path not in FOREIGN]
        entries = [path for path in entries if path.name != "make-briefing-cache"]
        for path in self.random.sample(entries, min(len(entries), 6)):
            data = bytearray(path.read_bytes())
            match self.random.randrange(3):
                case 0 if data:
                    data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
                case 1:
                    data = data[: self.random.randrange(len(data) + 1)]
                case _:
                    data = bytearray(self.random.randbytes(100))
            path.write_bytes(data)
        return self.run()

    def edited_results(self):
        results = [self.out / name for name in files(self.out)]
        for path in self.random.sample(results, min(len(results), 4)):
            if self.random.random() < 0.5:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes()[: self.random.randrange(2000)])
        return self.run()

    def folder_in_the_way(self):
        name = self.random.choice(["briefing.pdf", "charts/kompetenzen.svg", "manifest.json"])
        target = self.out / name
        target.unlink(missing_ok=True)
        (target / "inside").mkdir(parents=True)
        found = self.run()
        shutil.rmtree(target)
        return found

    def foreign_file_in_the_way(self):
        """Somebody else's file or link in the place of a result: it stays, and so do all others."""
        name = self.random.choice(["briefing.pdf", "charts/kompetenzen.svg", "manifest.json", "charts/digitalbudget.csv"])
        target = self.out / name
        target.unlink(missing_ok=True)
        if self.random.random() < 0.5:
            target.symlink_to(self.scratch / "letter.txt")
        else:
            # A run that finds it removed takes it off the list.
            self.run("--only", "digitalbudget", "--format", "svg")
            target.write_text("mine", encoding="utf-8")
        there = content(target)
        found = self.run(*self.random.choice([[], ["--no-cache"], ["-j1"]]))
        assert content(target) == there, f"{name} of somebody else was replaced"
        assert found[0] == 3 and "foreign-file" in found[1], f"{name} is not named: {found}"
        target.unlink()
        return found

    def cache_of_somebody_else(self):
        folder = self.random.choice([self.scratch / "home", self.scratch, self.scratch / ".cache"])
        pruned = subprocess.run([self.program, "cache", str(folder), "--prune", "0"], capture_output=True)
        assert pruned.returncode == 2, f"{folder} is pruned"
        return self.run("--cache-dir", str(folder))

    def pruned_cache(self):
        most = self.random.choice(["0", "1"])
        subprocess.run([self.program, "cache", str(self.out), "--prune", most], capture_output=True, check=False)
        return self.run()

    def meddle(self, build, step):
        names = self.random.sample(sorted(self.versions[0]), 3)
        while build.poll() is None:
            for name in names:
                step(self.specs / name, self.versions[self.version][name])

    def move(self, path, _):
        aside = self.scratch / "aside"
        try:
            path.rename(aside)
            time.sleep(self.random.uniform(0, 0.002))
        finally:
            if aside.exists():
                aside.rename(path)

    def rewrite(self, path, text):
        """As an editor saves that does not write beside the old file."""
        with path.open("w", encoding="utf-8") as file:
            half = self.random.randrange(len(text))
            file.write(text[:half])
            file.flush()
            time.sleep(self.random.uniform(0, 0.002))
            file.write(text[half:])

    def round(self, only):
        """One fault, and what must hold after it."""
        self.use(self.random.randrange(2))
        faults = [
            self.killed, self.asked_to_stop, self.full_disk, self.few_files, self.little_memory,
            self.files_that_come_and_go, self.files_that_are_being_written, self.two_at_once, self.damaged_cache,
            self.edited_results, self.folder_in_the_way, self.foreign_file_in_the_way, self.cache_of_somebody_else,
            self.pruned_cache,
        ]  # fmt: skip
        fault = self.random.choice([one for one in faults if only in (None, one.__name__)])
        status, said = fault()
        name = fault.__name__
        # 127: the system could not even load the program.
        ended = {"killed": {-9}, "asked_to_stop": {130, 143, -2, -15}, "little_memory": {127}, "few_files": {127}}.get(name, set())
        assert status in {0, 1, 2, 3} | ended, f"{name}: status {status}\n{said}"
        if name != "little_memory":
            assert "panicked" not in said and "[internal]" not in said, f"{name}: {said}"
        self.look(name)
        self.look_at_foreign(name)
        self.use(self.version)
        # A build that read half a spec has made of it what it says.
        if name.startswith("files_that") or self.random.random() < 0.4:
            self.sound()
            assert files(self.out) == self.good[self.version], f"{name}: the next build differs from a first one"
            name += ", then sound"
        return name, status

    def look(self, fault):
        """Every file is whole. While files are being written, a build may rightly read half a spec."""
        if fault in ("files_that_are_being_written", "files_that_come_and_go"):
            return
        for name, data in files(self.out).items():
            whole = any(good.get(name) == data for good in self.good)
            # A manifest and a document of a run with faults tell of these faults.
            told = name in ("manifest.json", "briefing.pdf") and data.endswith((b"}\n", b"%%EOF\n"))
            edited = fault == "edited_results"
            half = name.endswith(".part")
            assert whole or told or half or edited, f"{fault}: {name} is not whole"


def main(program, rounds, seed, only):
    with tempfile.TemporaryDirectory() as scratch:
        workshop = Workshop(str(Path(program).resolve()), Path(scratch), seed)
        seen = Counter()
        for number in range(rounds):
            try:
                seen[workshop.round(only)] += 1
            except AssertionError as error:
                sys.exit(f"round {number} of seed {seed}: {error}")
        workshop.sound()
        assert files(workshop.out) == workshop.good[workshop.version]
    faults, statuses = Counter(), Counter()
    for (name, status), count in seen.items():
        faults[name.split(",")[0]] += count
        statuses[status] += count
    listed = lambda counts: ", ".join(f"{key} {count}" for key, count in sorted(counts.items()))
    old, new = workshop.sets
    print(f"{rounds} rounds, seed {seed}: {listed(faults)}\nstatus {listed(statuses)}\nsets: {old} old, {new} new")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100, int(sys.argv[3]) if len(sys.argv) > 3 else 1,
         sys.argv[4] if len(sys.argv) > 4 else None)
