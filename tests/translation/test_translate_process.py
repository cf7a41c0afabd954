"""``svodka translate`` with a model server on the loopback: layout, encodings, streams that break, exit codes."""

import json
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from openai_server import Answer, LoopbackServer, chat
from openai_server.server import Asked
from svodka_process import SECONDS, arguments, environment, svodka

LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстувшхйз", strict=True))
KEPT = re.compile(r"(https?://\S+|@\w+|#\w+|`[^`]*`|<[^>]+>|\d+)")


def in_cyrillic(sentence: str) -> str:
    """Return English as a model would give it back that knows the letters of Russian and nothing else."""
    parts = KEPT.split(sentence)
    return "".join(
        part if number % 2 else "".join(LETTERS.get(c.lower(), c) for c in part) for number, part in enumerate(parts)
    )


def answer(asked: Asked) -> Answer:
    """Answer a prompt of one sentence, or of several that are numbered."""
    lines = asked.user.splitlines()
    numbered = [found for line in lines if (found := re.match(r"\[(\d+)\] (.*)", line))]
    if not numbered:
        return chat(in_cyrillic(lines[-1]))
    return chat("\n".join(f"[{one[1]}] {in_cyrillic(one[2])}" for one in numbered))


def settings(server: LoopbackServer) -> dict[str, str]:
    """Return the variables that make a server the one that translates."""
    return {
        "SVODKA_MODELS__SERVER_URL": server.url,
        "SVODKA_MODELS__SERVER_MODEL": "tiny",
        "SVODKA_MODELS__SERVER_FOR": "translation",
    }


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    """A server that answers at once."""
    with LoopbackServer(answer).running() as running:
        yield running


@contextmanager
def stopping_at(reached: threading.Event, sentence: str) -> Iterator[LoopbackServer]:
    """Give a server that says nothing more once it is asked for a sentence."""

    def reply(asked: Asked) -> Answer:
        if sentence in asked.user:
            reached.set()
            return Answer(silent=True)
        return answer(asked)

    with LoopbackServer(reply).running() as running:
        yield running


MARKDOWN = """\
---
title: Harbour news
draft: true
---

# Harbour news

The **old** port, [the map](img/map.png) of @harbour and `make all` in 12 days &amp; #boats 👨‍👩‍👧‍👦

- [x] Feed the birds.
- [ ] Buy a ticket, see https://example.org/a?b=c now.

| Name | Age |
|------|----:|
| captain | 50 |

Footnote here[^1].

[^1]: The note.

[map]: https://example.org/map "The map"

```sh
echo the port
```
"""
EXPECTED = """\
---
title: Harbour news
draft: true
---

# харбоур нешс

тхе **олд** порт, [тхе мап](img/map.png) оф @harbour анд `make all` ин 12 дайс &amp; #boats 👨‍👩‍👧‍👦

- [x] феед тхе бирдс.
- [ ] буй а тиккет, сее https://example.org/a?b=c нош.

| наме | аге |
|------|----:|
| каптаин | 50 |

фоотноте хере[^1].

[^1]: тхе ноте.

[map]: https://example.org/map "The map"

```sh
echo the port
```
"""


def test_markdown_stays_markdown(tmp_path: Path) -> None:
    (tmp_path / "news.md").write_text(MARKDOWN, encoding="utf-8")
    with LoopbackServer(answer).running() as server:
        done = svodka(tmp_path, "translate", "--to", "ru", "news.md", extra=settings(server))
    assert (done.returncode, done.stdout.decode()) == (0, EXPECTED)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_encodings_and_line_ends_of_a_file_are_understood(
    tmp_path: Path, server: LoopbackServer, encoding: str
) -> None:
    (tmp_path / "a.txt").write_bytes("The port — it is open.\r\n\r\nIt rains here.\r\n".encode(encoding))
    done = svodka(tmp_path, "translate", "--to", "ru", "a.txt", extra=settings(server))
    assert done.returncode == 0
    assert done.stdout.decode() == "тхе порт — ит ис опен.\r\n\r\nит раинс хере.\r\n"


@pytest.mark.parametrize("text", ["12 345 50 %", "👨‍👩‍👧‍👦 https://example.org/ #harbour", "port" * 500])
def test_a_text_without_words_comes_out_as_it_is_and_no_model_is_asked(
    tmp_path: Path, server: LoopbackServer, text: str
) -> None:
    done = svodka(tmp_path, "translate", "--to", "ru", stdin=text.encode(), extra=settings(server))
    assert (done.returncode, done.stdout.decode()) == (0, f"{text}\n")
    assert server.asked == []
    assert done.stderr


@pytest.mark.parametrize(
    ("stdin", "said"), [(b"", b"empty"), (b" \r\n\t", b"empty"), (bytes(range(256)) * 20, b"binary")]
)
def test_nothing_and_binary_data_are_refused_in_one_sentence(tmp_path: Path, stdin: bytes, said: bytes) -> None:
    done = svodka(tmp_path, "translate", "--to", "ru", stdin=stdin)
    assert (done.returncode, done.stdout) == (1, b"")
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("--to", "fr", "A text."), ("--to", "ru", "--from", "xx", "A text."), ("--tu", "ru")]
)
def test_unknown_languages_are_wrong_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = svodka(tmp_path, "translate", *words)
    assert (done.returncode, done.stdout) == (2, b"")


def test_sentences_of_other_languages_in_one_paragraph_are_told_apart(tmp_path: Path, server: LoopbackServer) -> None:
    text = "The port is open. Порт открыт. It rains here."
    done = svodka(tmp_path, "translate", "--to", "ru", text, extra=settings(server))
    assert (done.returncode, done.stdout.decode()) == (0, "тхе порт ис опен. Порт открыт. ит раинс хере.\n")


def test_json_tells_each_sentence_and_what_was_left(tmp_path: Path) -> None:
    def reply(asked: Asked) -> Answer:
        return chat("♪") if "rains" in asked.user else answer(asked)

    with LoopbackServer(reply).running() as server:
        text = "The port is open.\n\nIt rains on the harbour.\n"
        done = svodka(tmp_path, "translate", "--to", "ru", "--json", stdin=text.encode(), extra=settings(server))
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert set(told) == {"schema", "source", "language", "text", "segments", "engines", "notices"}
    assert told["text"] == "тхе порт ис опен.\n\nIt rains on the harbour.\n"
    assert [one["status"] for one in told["segments"]] == ["translated", "untranslated"]
    assert told["engines"] == {"translation": "tiny", "route": ["en", "ru"]}
    assert [one["code"] for one in told["notices"]] == ["partly_translated"]


def test_the_sentence_that_was_left_is_the_one_that_is_marked(tmp_path: Path) -> None:
    def reply(asked: Asked) -> Answer:
        return chat("♪") if asked.user.rstrip().endswith("It rains.") else answer(asked)

    with LoopbackServer(reply).running() as server:
        done = svodka(tmp_path, "translate", "--to", "ru", "The port is open.\nIt rains.\n", extra=settings(server))
    assert done.stdout.decode() == "тхе порт ис опен.\n⟦It rains.⟧\n"


def test_who_reads_only_the_beginning_ends_the_work_without_a_word_too_many(tmp_path: Path) -> None:
    reached = threading.Event()
    text = "".join(f"The port {number} is open.\n" for number in range(100))
    with stopping_at(reached, "port 99 ") as server, _started(tmp_path, server) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(text.encode())
        process.stdin.close()
        assert process.stdout.readline().decode() == "тхе порт 0 ис опен.\n"
        process.stdout.close()
        assert process.wait(SECONDS) == 1
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()


def test_an_interrupted_translation_keeps_what_was_done(tmp_path: Path) -> None:
    reached = threading.Event()
    text = "".join(f"The port {number} is open.\n" for number in range(40))
    with stopping_at(reached, "port 39 ") as server, _started(tmp_path, server) as process:
        assert process.stdin
        process.stdin.write(text.encode())
        process.stdin.close()
        process.stdin = None
        assert reached.wait(SECONDS)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert out.decode().splitlines()[0] == "тхе порт 0 ис опен."
    assert b"Traceback" not in err
    assert b"32/40" in err


@contextmanager
def _started(home: Path, server: LoopbackServer) -> Iterator[subprocess.Popen[bytes]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own command
        arguments("translate", "--to", "ru"),
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        env=environment(home, settings(server)),
        cwd=home,
    ) as process:
        yield process


@pytest.mark.parametrize("text", ["He works at Example.com", "They came from the U.S.", "Is it open/closed today?"])
def test_a_sentence_that_ends_like_an_address_is_a_sentence(tmp_path: Path, text: str) -> None:
    done = svodka(tmp_path, "translate", "--to", "en", text)
    assert (done.returncode, done.stdout.decode()) == (0, f"{text}\n")
