"""``svodka brief`` and ``svodka facts`` as processes: exit codes, streams, sources, languages, terminals."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.text import Text

from pdf_writer import pdf_of
from svodka_process import SECONDS, arguments, environment, svodka

fcntl = pytest.importorskip("fcntl", reason="pseudo-terminals are POSIX")
import pty  # noqa: E402 - POSIX only, as above
import struct  # noqa: E402
import termios  # noqa: E402

Run = Callable[..., "Future[subprocess.CompletedProcess[bytes]]"]

HEADLINE = "Norway and Poland agree on a fisheries treaty"
LINES = [
    "OSLO, May 7. Norwegian Foreign Minister Ingrid Halvorsen met her Polish counterpart Marek Zielony on Tuesday.",
    "The ministers agreed that a fisheries agreement between the two countries will be signed in Warsaw in June 2024.",
    "Halvorsen said that quotas for cod would fall by a fifth over three years, and that inspectors would go on board.",
    "Zielony told reporters that Polish crews had waited for the agreement for ten years and would respect the quotas.",
]
ENGLISH = "\n\n".join([HEADLINE, *LINES])
RUSSIAN = """Норвегия и Польша договорились о рыболовстве

Министр иностранных дел Норвегии Ингрид Халворсен встретилась во вторник с главой МИД Польши Мареком Зелоны.

Министры договорились, что соглашение о рыболовстве подпишут в Варшаве в июне 2024 года.

Халворсен сообщила, что квоты на треску за три года сократятся на пятую часть."""
JAPANESE = """ノルウェーとポーランド、漁業協定で合意

ノルウェーのハルボルセン外相は7日、オスロでポーランドのジェロニー外相と会談した。

両外相は、両国の漁業協定に来月ワルシャワで署名することで合意した。

ハルボルセン氏は、タラの漁獲枠を3年間で2割減らすと説明した。"""
UKRAINIAN = (
    "Міністр закордонних справ України зустрівся у Києві з польським колегою. Вони домовилися про співпрацю. " * 5
)
PAGE = (
    f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{HEADLINE}</title>"
    "<meta property='article:published_time' content='2024-05-07T10:00:00Z'></head><body><nav>Home World Sport</nav>"
    f"<article><h1>{HEADLINE}</h1>{''.join(f'<p>{line}</p>' for line in LINES)}</article></body></html>"
)
LOGIN = (
    "<html><head><title>Log in</title></head><body><form action='/login' method='post'><h1>Log in</h1>"
    "<p>Please log in to continue reading.</p><input name='user'><input type='password' name='password'></form>"
    "</body></html>"
)
LETTERS = {"en": r"[A-Za-z]{3}", "ru": r"[а-яё]{3}", "ja": r"[ぁ-ん]"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    contents: dict[str, bytes] = {
        "en.txt": ENGLISH.encode(),
        "en.md": f"# {HEADLINE}\n\n".encode() + "\n\n".join(LINES).encode(),
        "en.html": PAGE.encode(),
        "en.pdf": pdf_of([[HEADLINE, ""] + [part for line in LINES for part in re.findall(r".{1,70}(?:\s|$)", line)]]),
        "ja.txt": JAPANESE.encode(),
        "ru-1251.txt": RUSSIAN.encode("cp1251"),
        "ja-sjis.txt": JAPANESE.encode("shift_jis"),
        "en-16.txt": ENGLISH.encode("utf-16"),
        "uk.txt": UKRAINIAN.encode(),
        "short.txt": b"Too short.",
        "long.txt": (" ".join(LINES) + "\n\n").encode() * 2000,
        "large.txt": b"a" * (6 << 20),
        "broken.pdf": b"%PDF-1.7\nnothing",
        "login.html": LOGIN.encode(),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "folder").mkdir()
    return folder


@pytest.fixture(scope="module")
def run(home: Path) -> Iterator[Run]:
    """Starts ``svodka`` in the background; two at a time."""
    started: dict[tuple[Any, ...], Future[subprocess.CompletedProcess[bytes]]] = {}
    with ThreadPoolExecutor(2) as pool:

        def start(*words: str, stdin: bytes = b"") -> "Future[subprocess.CompletedProcess[bytes]]":
            if (words, stdin) not in started:
                started[words, stdin] = pool.submit(svodka, home, *words, stdin=stdin)
            return started[words, stdin]

        for words, _, _ in FAILURES:
            start(*words)
        for source in SOURCES:
            start("facts", source, "--json")
        for words in USAGE:
            start(*words)
        yield start


FAILURES = [
    (("brief", "no-such-file.txt", "--lang", "ru"), "ru", "no-such-file.txt"),
    (("brief", "folder", "--lang", "ja"), "ja", "folder"),
    (("brief", "ftp://example.com/a", "--lang", "ja"), "ja", "ftp://example.com/a"),
    (("brief", "http://127.0.0.1:1/", "--lang", "ru"), "ru", "127.0.0.1"),
    (("facts", "http://[::1]/", "--lang", "en"), "en", "::1"),
    (("brief", "uk.txt", "--lang", "ja"), "ja", "ウクライナ語"),
    (("facts", "uk.txt", "--lang", "ru"), "ru", "украинский"),
    (("brief", "short.txt", "--lang", "en"), "en", "10"),
    (("brief", "long.txt", "--lang", "ru"), "ru", ""),
    (("brief", "large.txt", "--lang", "ja"), "ja", "MB"),
    (("brief", "login.html", "--lang", "ru"), "ru", ""),
    (("facts", "picture.txt", "--lang", "en"), "en", ""),
]
SOURCES = ("en.txt", "en.md", "en.html", "en.pdf", "en-16.txt", "ru-1251.txt", "ja-sjis.txt")
USAGE = [
    ("brief", "en.txt", "--points", "0"),
    ("brief", "en.txt", "--points", "11"),
    ("brief", "en.txt", "--points", "three"),
    ("brief", "en.txt", "--date", "2019-13-40"),
    ("facts", "en.txt", "--date", "yesterday"),
    ("facts", "en.txt", "--points", "3"),
    ("brief", "en.txt", "--lang", "fr"),
    ("brief", "en.txt", "--no-such-option"),
    ("brief",),
    ("facts", "en.txt", "ja.txt"),
]


def complaints(stderr: bytes) -> list[str]:
    """What standard error holds besides progress."""
    return [line for line in stderr.decode().splitlines() if not line.endswith(" …")]


@pytest.mark.parametrize(
    ("words", "language", "names"), FAILURES, ids=lambda v: " ".join(v) if isinstance(v, tuple) else ""
)
def test_what_fails_exits_with_1_and_one_line_in_the_reader_s_language(
    run: Run, words: tuple[str, ...], language: str, names: str
) -> None:
    done = run(*words).result()
    lines = complaints(done.stderr)
    assert done.returncode == 1
    assert done.stdout == b""
    assert len(lines) == 1
    assert "Traceback" not in lines[0]
    assert names in lines[0]
    assert re.search(LETTERS[language], lines[0])


@pytest.mark.xfail(
    strict=True, reason="pypdf's log reaches standard error, and the file is called PDF, not by its name"
)
def test_a_damaged_pdf_is_named_in_one_line(run: Run) -> None:
    lines = complaints(run("brief", "broken.pdf", "--lang", "en").result().stderr)
    assert len(lines) == 1
    assert "broken.pdf" in lines[0]


@pytest.mark.parametrize(("words", "language"), [(w, code) for w, code, _ in FAILURES[:2]])
def test_the_reason_of_an_unreadable_file_is_in_the_reader_s_language_too(
    run: Run, words: tuple[str, ...], language: str
) -> None:
    (line,) = complaints(run(*words).result().stderr)
    assert not re.search(r"no such file|directory", line)


@pytest.mark.parametrize("words", USAGE, ids=" ".join)
def test_wrong_usage_exits_with_2_and_says_how_to_get_help(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words).result()
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"--help" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("source", SOURCES)
def test_files_of_every_kind_and_encoding_give_their_people(run: Run, source: str) -> None:
    done = run("facts", source, "--json").result()
    assert done.returncode == 0
    card = json.loads(done.stdout)
    assert "points" not in card
    assert "engines" not in card
    offices = {(p["role_key"], p["country"]) for p in card["facts"]["people"]}
    assert offices == {("foreign_minister", "NO"), ("foreign_minister", "PL")}
    assert any(a["key"] == "fisheries_agreement" for a in card["facts"]["agreements"])


def test_standard_input_is_read_and_json_alone_goes_to_standard_output(run: Run) -> None:
    done = run("brief", "-", "--json", "--lang", "ja", "--date", "2024-05-07", stdin=ENGLISH.encode()).result()
    assert done.returncode == 0
    brief = json.loads(done.stdout)
    assert brief["language"] == "ja"
    assert brief["source"]["published_from"] == "option"
    assert "ノルウェー外相" in {p["role"] for p in brief["facts"]["people"]}
    assert complaints(done.stderr) == []


def test_piped_output_is_plain_lines_with_the_number_of_points_asked_for(run: Run) -> None:
    done = run("brief", "en.html", "--points", "2").result()
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "\x1b" not in text
    assert "╭" not in text
    assert text.splitlines()[0] == HEADLINE
    assert 1 <= len(re.findall(r"^• ", text, re.MULTILINE)) <= 2
    assert "Ingrid Halvorsen ≈ — Norwegian Foreign Minister" in text or "Ingrid Halvorsen — Norwegian Foreign" in text


def test_evidence_quotes_the_numbered_sentences_behind_points_and_facts(run: Run) -> None:
    done = run("brief", "en.html", "--evidence", "--lang", "ru").result()
    quotes = re.findall(r"^ +\[(\d+)\] (.*)$", done.stdout.decode(), re.MULTILINE)
    brief = json.loads(run("brief", "en.html", "--json", "--lang", "ru").result().stdout)
    assert {int(number) for number, _ in quotes} >= {n for p in brief["points"] for n in p["sentences"]}
    assert {p["source_text"] for p in brief["points"]} <= {text for _, text in quotes}


def on_terminal(home: Path, columns: int, *words: str, **extra: str) -> str:
    """Return what ``svodka`` writes to a pseudo-terminal of this width."""
    control, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(  # noqa: S603 - our own command
        arguments(*words),
        stdin=terminal,
        stdout=terminal,
        stderr=subprocess.DEVNULL,
        env=environment(home, {"TERM": "xterm-256color", **extra}),
        cwd=home,
    )
    os.close(terminal)
    written = bytearray()
    try:
        while chunk := os.read(control, 65536):
            written += chunk
    except OSError:  # how Linux says that the other side of a pseudo-terminal has gone
        pass
    os.close(control)
    assert process.wait(SECONDS) == 0
    return written.decode()


@pytest.mark.parametrize(("columns", "source"), [(50, "ja.txt"), (160, "en.html")])
def test_on_a_terminal_a_panel_is_drawn_and_no_line_is_wider_than_the_terminal(
    home: Path, columns: int, source: str
) -> None:
    written = on_terminal(home, columns, "brief", source, "--evidence", "--lang", "ja")
    lines = [Text.from_ansi(line).plain for line in written.splitlines()]
    assert lines[0].startswith("╭")
    assert any(line.startswith("╰") for line in lines)
    assert max(cell_len(line) for line in lines) <= columns
    assert re.search(r"\x1b\[[0-9;]*3[0-9]m", written)


def test_no_color_is_respected_on_a_terminal(home: Path) -> None:
    written = on_terminal(home, 80, "facts", "en.html", NO_COLOR="1")
    assert "╭" in written
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?[349][0-9](?:;[0-9;]*)?m", written)
