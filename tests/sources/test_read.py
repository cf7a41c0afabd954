"""What a user can name as a source: a URL, a file, standard input; and what not."""

import io
import os
import sys
from pathlib import Path

import pytest
from pages import ENGLISH, RUSSIAN

from pdf_writer import pdf_of
from summarizer.errors import NotAUrl, TooLarge, UnreadableFile, UnsupportedMediaType
from summarizer.sources.extract import extract
from summarizer.sources.fetch import FetchOptions
from summarizer.sources.read import read_source

OPTIONS = FetchOptions(max_bytes=100_000)


def put(path: Path, content: bytes | str) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


async def test_a_url_is_fetched(server, options):
    url = server.html("/story", ENGLISH.html())
    for source in (url, f"  {url}\n", url.replace("http:", "HTTP:")):
        assert extract(await read_source(source, options)).title == ENGLISH.title


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", "Text", "text/plain"),
        ("A.TXT", "Text", "text/plain"),
        ("a.md", "# Text", "text/markdown"),
        ("a.html", "<p>Text", "text/html"),
        ("a.htm", "no tags", "text/html"),
        ("a.pdf", pdf_of([["Text"]]), "application/pdf"),
        ("article", "Text", "text/plain"),
        ("saved page", "<!DOCTYPE html><p>Text", "text/html"),
        ("paper.download", pdf_of([["Text"]]), "application/pdf"),
        ("really-a-pdf.txt", pdf_of([["Text"]]), "application/pdf"),
    ],
)
async def test_a_file_is_read_as_what_it_is(tmp_path, name, content, media_type):
    resource = await read_source(put(tmp_path / name, content), OPTIONS)
    assert resource.media_type == media_type
    assert (resource.charset, resource.url) == (None, None)


async def test_a_file_in_a_legacy_encoding_comes_out_right(tmp_path):
    text = RUSSIAN.paragraphs[1]
    resource = await read_source(put(tmp_path / "a.txt", text.encode("windows-1251")), OPTIONS)
    assert extract(resource).text == text


async def test_a_file_may_be_called_like_a_host_and_with_a_relative_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "example.com", "Text")
    assert (await read_source("example.com", OPTIONS)).content == b"Text"
    assert (await read_source("./example.com", OPTIONS)).content == b"Text"


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/pdf"])
async def test_standard_input_is_read_as_what_it_is(media_type):
    content = {
        "text/plain": "Текст".encode(),
        "text/html": ENGLISH.html().encode(),
        "application/pdf": pdf_of([["x"]]),
    }[media_type]
    resource = await read_source("-", OPTIONS, stdin=io.BytesIO(content))
    assert (resource.content, resource.media_type) == (content, media_type)


async def test_standard_input_may_come_in_pieces_through_a_pipe():
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb", buffering=0) as reader, os.fdopen(write_end, "wb", buffering=0) as writer:
        writer.write("Первая ".encode())
        writer.write("вторая".encode())
        writer.close()
        assert (await read_source("-", OPTIONS, stdin=reader)).content.decode() == "Первая вторая"  # type: ignore[arg-type]


async def test_more_than_the_limit_is_refused_from_a_file_and_from_standard_input(tmp_path):
    fits, over = b"x" * 100_000, b"x" * 100_001
    assert len((await read_source(put(tmp_path / "a.txt", fits), OPTIONS)).content) == 100_000
    for source, stdin in ((put(tmp_path / "b.txt", over), None), ("-", io.BytesIO(over))):
        with pytest.raises(TooLarge):
            await read_source(source, OPTIONS, stdin=stdin)


@pytest.mark.skipif(sys.platform == "win32", reason="a device that never ends")
async def test_a_device_that_never_ends_stops_at_the_limit():
    with pytest.raises(TooLarge):
        await read_source("/dev/zero", OPTIONS)


async def test_a_binary_file_is_refused(tmp_path):
    with pytest.raises(UnsupportedMediaType):
        await read_source(put(tmp_path / "a.txt", bytes(range(256)) * 9), OPTIONS)


async def test_a_file_that_is_called_pdf_and_is_none_is_damaged(tmp_path):
    with pytest.raises(UnreadableFile):
        await read_source(put(tmp_path / "a.pdf", "Text"), OPTIONS)


@pytest.mark.parametrize("source", ["no/such/file", "missing.txt", "./example.com/x", "/no/such.pdf", "..", "."])
async def test_a_path_that_cannot_be_read_is_an_unreadable_file(source):
    with pytest.raises(UnreadableFile) as caught:
        await read_source(source, OPTIONS)
    assert source in caught.value.message("ja")


async def test_a_directory_is_an_unreadable_file(tmp_path):
    with pytest.raises(UnreadableFile):
        await read_source(str(tmp_path), OPTIONS)


async def test_a_name_too_long_for_the_file_system_is_no_crash():
    with pytest.raises((UnreadableFile, NotAUrl)):
        await read_source("x" * 5_000, OPTIONS)
    with pytest.raises((UnreadableFile, NotAUrl)):
        await read_source("/" + "x" * 200, OPTIONS)


@pytest.mark.parametrize(
    "source",
    [
        "example.com/path",
        "www.example.com",
        "example.com/story.html",
        "новости.рф/статья",
        "example.com:8080/x",
        "ftp://example.com/x",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,<p>x</p>",
        "mailto:me@example.com",
        "http://",
        "https:/example.com",
        "http:example.com",
        "hello",
        "",
        " ",
        "two words",
        "text\nof several\nlines",
        "null\0byte",
        "Министр иностранных дел прибыл в Токио.",
    ],
)
async def test_what_is_neither_a_web_address_nor_a_path_is_said_to_be_none(source):
    with pytest.raises(NotAUrl) as caught:
        await read_source(source, OPTIONS)
    assert "\n" not in caught.value.message("en")
