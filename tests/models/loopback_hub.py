"""The model hub's own HTTP protocol on the loopback interface, with real files, and with what goes wrong there.

As huggingface.co speaks it: ``/api/models/<id>/revision/<revision>`` and ``…/tree/…`` list files with sizes, Git's blob
ids and, for large files, SHA-256; ``/<id>/resolve/<revision>/<file>`` answers HEAD and GET with ETag and X-Repo-Commit,
sends large files on to another host with X-Linked-Size and X-Linked-Etag, and serves ranges. A test lets
huggingface_hub's own downloader, which is not ours, loose on it.
"""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGE_BYTES = 20_000
"""From here on a file is stored apart, as Git LFS does for large ones."""
PIECE_BYTES = 8192


@dataclass
class Repository:
    """Files by name, at one commit, to which each of the revisions leads."""

    files: dict[str, bytes]
    revisions: set[str] = field(default_factory=lambda: {"main"})
    token: str = ""
    gated: bool = False

    @property
    def commit(self) -> str:
        """What Git would call it: it changes with the content."""
        return hashlib.sha1(
            b"".join(n.encode() + d for n, d in sorted(self.files.items())), usedforsecurity=False
        ).hexdigest()


@dataclass
class Fault:
    """What happens to the next ``times`` requests for a path that ends in ``path``.

    An answer of ``status`` with ``headers``; or with ``cut`` the body ends, and the connection with it, after so many
    bytes; or with ``body`` other content comes under the same name. ``before_piece`` is called with the offset of each
    piece before it is sent.
    """

    path: str
    times: int = 1
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    body: bytes | None = None
    before_piece: Callable[[int], None] | None = None
    ignore_range: bool = False


@dataclass
class Asked:
    """A request."""

    method: str
    path: str
    headers: dict[str, str]


class LoopbackHub:
    """Serves repositories by id and remembers what was asked."""

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.faults: list[Fault] = []
        self.requests: list[Asked] = []
        self.cdn: dict[str, bytes] = {}
        self.cdn_faults: dict[str, Fault] = {}
        self._lock = threading.Lock()
        hub = self

        class Handler(_Handler):
            def setup(self) -> None:
                self.hub = hub
                super().setup()

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "LoopbackHub":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def content_url(self) -> str:
        """Where large files are: another host, which must not see the token."""
        return f"http://localhost:{self._server.server_port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def add(self, name: str, directory: Path, **more: object) -> Repository:
        """Serve all files of a directory under ``owner/name``."""
        paths = (p for p in directory.rglob("*") if p.is_file())
        files = {path.relative_to(directory).as_posix(): path.read_bytes() for path in paths}
        self.repositories[name] = Repository(files, **more)
        return self.repositories[name]

    def fetched(self, name: str = "") -> list[Asked]:
        """Return the requests for files, those of one name, in order; where large ones are sent on to is left out."""
        return [r for r in self.requests if "/resolve/" in r.path and r.path.endswith(name)]

    def fault_for(self, path: str) -> Fault | None:
        with self._lock:
            for fault in self.faults:
                if fault.times > 0 and path.endswith(fault.path):
                    fault.times -= 1
                    return fault
        return None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: LoopbackHub

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.requests.append(Asked(self.command, path, {k.lower(): v for k, v in self.headers.items()}))
        fault = None if path.startswith("/cdn/") else self.hub.fault_for(path)
        if fault and fault.status:
            self._refuse(fault.status, **fault.headers)
        elif path.startswith("/api/models/"):
            self._api(path.removeprefix("/api/models/"))
        elif path.startswith("/cdn/"):
            self._content(self.hub.cdn[path], {}, self.hub.cdn_faults.pop(path, None))
        else:
            self._resolve(path, fault)

    def _repository(self, name: str, revision: str) -> Repository | None:
        found = self.hub.repositories.get(name)
        if found is None:
            self._refuse(404, **{"X-Error-Code": "RepoNotFound"})
        elif found.token and self.headers.get("Authorization") != f"Bearer {found.token}":
            known = "Authorization" in self.headers
            self._refuse(
                403 if found.gated and known else 401, **({"X-Error-Code": "GatedRepo"} if found.gated else {})
            )
        elif revision not in (*found.revisions, found.commit):
            self._refuse(404, **{"X-Error-Code": "RevisionNotFound"})
        else:
            return found
        return None

    def _api(self, rest: str) -> None:
        verb = "/tree/" if "/tree/" in rest else "/revision/"
        name, _, revision = rest.partition(verb)
        repository = self._repository(name, revision)
        if repository is None:
            return
        files = sorted(repository.files.items())
        siblings = [_sibling(n, data) for n, data in files]
        about = {"id": name, "sha": repository.commit, "gated": repository.gated, "siblings": siblings}
        plain = [_leaf(n, data) for n, data in files] if verb == "/tree/" else about
        self._content(json.dumps(plain).encode(), {"Content-Type": "application/json"}, None)

    def _resolve(self, path: str, fault: Fault | None) -> None:
        name, _, rest = path.lstrip("/").partition("/resolve/")
        revision, file = self._split(name, rest)
        repository = self._repository(name, revision)
        if repository is None:
            return
        data = repository.files.get(file)
        if data is None:
            self._refuse(404, **{"X-Error-Code": "EntryNotFound", "X-Repo-Commit": repository.commit})
            return
        headers = {"X-Repo-Commit": repository.commit, "Accept-Ranges": "bytes"}
        if len(data) < LARGE_BYTES:
            self._content(data, {**headers, "ETag": f'"{_git_blob(data)}"'}, fault)
            return
        digest = hashlib.sha256(data).hexdigest()
        place = f"/cdn/{digest}"
        self.hub.cdn[place] = data
        if fault:
            self.hub.cdn_faults[place] = fault
        linked = {
            "X-Linked-Size": str(len(data)),
            "X-Linked-Etag": f'"{digest}"',
            "Location": self.hub.content_url + place,
        }
        self._head(302, {**headers, **linked, "Content-Length": "0"})

    def _split(self, name: str, rest: str) -> tuple[str, str]:
        repository = self.hub.repositories.get(name)
        known = (*repository.revisions, repository.commit) if repository else ()
        revision = next((r for r in known if rest.startswith(f"{r}/")), rest.partition("/")[0])
        return revision, rest[len(revision) + 1 :]

    def _content(self, data: bytes, headers: dict[str, str], fault: Fault | None) -> None:
        data = fault.body if fault and fault.body is not None else data
        start = 0
        asked = self.headers.get("Range", "")
        if asked.startswith("bytes=") and not (fault and fault.ignore_range):
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            headers = {**headers, "Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
        self._head(206 if start else 200, {**headers, "Content-Length": str(len(data) - start)})
        if self.command == "HEAD":
            return
        end = min(len(data), start + fault.cut) if fault and fault.cut is not None else len(data)
        try:
            self._write(data, start, end, fault)
        except ConnectionError:
            self.close_connection = True

    def _write(self, data: bytes, start: int, end: int, fault: Fault | None) -> None:
        for offset in range(start, end, PIECE_BYTES):
            if fault and fault.before_piece:
                fault.before_piece(offset)
            self.wfile.write(data[offset : min(offset + PIECE_BYTES, end)])
            self.wfile.flush()
        if end < len(data):
            self.close_connection = True

    def _refuse(self, status: int, **headers: str) -> None:
        self._head(status, {"Content-Length": "0", **headers})

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


def _sibling(name: str, data: bytes) -> dict[str, object]:
    plain: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": _git_blob(data)}
    if len(data) >= LARGE_BYTES:
        plain["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
    return plain


def _leaf(name: str, data: bytes) -> dict[str, object]:
    plain: dict[str, object] = {"type": "file", "path": name, "size": len(data), "oid": _git_blob(data)}
    if len(data) >= LARGE_BYTES:
        plain["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
    return plain


def _git_blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
