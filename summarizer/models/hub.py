"""A repository on the model hub, or on a mirror of it, through huggingface_hub.

Its session brings proxies, certificates, the mirror (HF_ENDPOINT), the token (HF_TOKEN) and the offline switch
(HF_HUB_OFFLINE). Its ``hf_hub_download`` is not used: that of 2.4 throws away what has arrived when it is interrupted,
and its headers tell the hub which packages are installed here. So files are fetched here, by ranges
(https://www.rfc-editor.org/rfc/rfc9110#name-range-requests), and all that the hub hears of us is the program's name.
"""

import email.utils
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

from summarizer.engines.errors import PackageMissing
from summarizer.models.errors import (
    HubBusy,
    HubError,
    HubFailed,
    HubOffline,
    HubRefused,
    HubUnreachable,
    ModelGated,
    NotOnHub,
)
from summarizer.models.source import Snapshot, SourceFile, is_plain, writing
from summarizer.version import __version__

TIMEOUT_SECONDS = 30.0
"""Of connecting, and of silence in the middle of a file."""
MAX_FAILURES = 5
"""In a row, without a byte in between; then the pull gives up and can be gone on with later."""
MAX_WAIT_SECONDS = 60
"""That the hub may ask for before we say so to the person instead of waiting."""
_PARTIAL_CONTENT = 206
_UNKNOWN = frozenset({"RepoNotFound", "RevisionNotFound", "EntryNotFound"})


class HubRepository:
    """A repository at a revision.

    Args:
        repository: ``owner/name``.
        revision: commit, branch or ``refs/pr/3``.
        offline: whether the network must not be used, whatever the environment says.
        endpoint: address of the hub; empty for that of HF_ENDPOINT, or huggingface.co.
        pause: what waits between tries.

    Raises:
        PackageMissing: huggingface_hub is not installed.
    """

    def __init__(
        self,
        repository: str,
        revision: str,
        *,
        offline: bool = False,
        endpoint: str = "",
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        try:
            from huggingface_hub import constants
        except ImportError as error:
            raise PackageMissing(package="huggingface-hub", extra="models") from error
        self._endpoint = endpoint or constants.ENDPOINT
        self._offline = offline or constants.HF_HUB_OFFLINE
        self._host = urlsplit(self._endpoint).netloc or self._endpoint
        self._repository, self._revision = repository, revision
        self._pause = pause

    @property
    def name(self) -> str:
        """``owner/name``."""
        return self._repository

    def snapshot(self) -> Snapshot:
        """Return the commit that the revision is now, and the files of it with sizes and checksums.

        Raises:
            HubError: the hub does not say.
        """
        path = f"/api/models/{quote(self._repository)}/revision/{quote(self._revision, safe='')}?blobs=true"
        failures = 0
        while True:
            try:
                return _snapshot(self._json(path), self._host)
            except HubError as error:
                failures += 1
                self._wait_or_raise(error, failures)

    def fetch(self, file: SourceFile, snapshot: Snapshot, part: Path, on_bytes: Callable[[int], None]) -> None:
        """Write a file to ``part``, going on behind what is there.

        Raises:
            HubError: the hub does not give it.
            DiskFull, StoreUnwritable: it cannot be written.
        """
        url = f"{self._endpoint}/{quote(self._repository)}/resolve/{snapshot.commit}/{quote(file.name)}"
        if part.exists() and (file.size is None or part.stat().st_size > file.size):
            on_bytes(-part.stat().st_size)
            part.unlink()
        failures = 0
        while True:
            had = part.stat().st_size if part.exists() else 0
            if had and had == file.size:
                return
            try:
                self._stream(url, part, had, file.size, on_bytes)
                if file.size is None or part.stat().st_size >= file.size:
                    return
                error: HubError = HubUnreachable("the body ended early", host=self._host)
            except HubError as caught:
                error = caught
            moved = part.exists() and part.stat().st_size > had
            failures = 1 if moved else failures + 1
            self._wait_or_raise(error, failures)

    def _json(self, path: str) -> Any:
        with self._answer(self._endpoint + path) as response:
            response.read()
            try:
                return response.json()
            except ValueError as error:
                raise HubFailed("no JSON", host=self._host, status=response.status_code) from error

    def _stream(self, url: str, part: Path, had: int, size: int | None, on_bytes: Callable[[int], None]) -> None:
        with self._answer(url, {"Range": f"bytes={had}-"} if had else {}) as response:
            goes_on = had > 0 and response.status_code == _PARTIAL_CONTENT
            if had and not goes_on:
                on_bytes(-had)
            with writing(part.parent, size), part.open("ab" if goes_on else "wb") as target:
                for chunk in response.iter_bytes():
                    target.write(chunk)
                    on_bytes(len(chunk))

    @contextmanager
    def _answer(self, url: str, headers: Mapping[str, str] = MappingProxyType({})) -> Iterator[Any]:
        """Ask for an address; what fails in asking, or in reading the answer within the block, becomes ours."""
        from huggingface_hub import errors, get_session

        if self._offline:
            raise HubOffline(host=self._host)
        transport_error: type[Exception] = vars(errors)["HTTPError"]  # of httpx or httpx2, whichever the library uses
        asked = {**_headers(), **headers}
        try:
            with get_session().stream("GET", url, headers=asked, timeout=TIMEOUT_SECONDS) as response:
                if response.is_error:
                    raise self._refusal(response)
                yield response
        except errors.OfflineModeIsEnabled as error:
            raise HubOffline(host=self._host) from error
        except transport_error as error:
            raise HubUnreachable(type(error).__name__, host=self._host) from error

    def _refusal(self, response: Any) -> HubError:
        status, code = response.status_code, response.headers.get("X-Error-Code", "")
        if code == "GatedRepo":
            return ModelGated(host=self._host, repository=self._repository)
        if code in _UNKNOWN or status == 404:
            return NotOnHub(host=self._host, repository=self._repository, revision=self._revision)
        if status in (401, 403):
            return HubRefused(f"HTTP {status}", host=self._host)
        if status == 429:
            return HubBusy(host=self._host, seconds=_seconds(response.headers.get("Retry-After", "")))
        return HubFailed(host=self._host, status=status)

    def _wait_or_raise(self, error: HubError, failures: int) -> None:
        """Wait before the next try, or raise the error if it will not pass, or not soon."""
        status = error.fields.get("status", 500)
        lasting = error.permanent or (isinstance(status, int) and status < 500)
        asked = error.fields.get("seconds", 0)
        seconds = asked if isinstance(asked, int) and asked else 2 ** (failures - 1)
        if lasting or failures >= MAX_FAILURES or seconds > MAX_WAIT_SECONDS:
            raise error
        self._pause(seconds)


def _headers() -> dict[str, str]:
    from huggingface_hub import constants, get_token

    token = None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else get_token()
    authorization = {"Authorization": f"Bearer {token}"} if token else {}
    # Compressed, a range would count bytes of the compressed file.
    return {"User-Agent": f"svodka/{__version__}", "Accept-Encoding": "identity", **authorization}


def _snapshot(answer: Any, host: str) -> Snapshot:
    try:
        commit, files = str(answer["sha"]), tuple(_file(sibling) for sibling in answer["siblings"])
    except (KeyError, TypeError, AttributeError) as error:
        raise HubFailed(f"repository: {error}", host=host, status=200) from error
    if not commit.isalnum() or not all(is_plain(file.name) for file in files):
        raise HubFailed("repository: commit or file names", host=host, status=200)
    return Snapshot(commit, files)


def _file(sibling: Any) -> SourceFile:
    """Read a file's entry: large ones have their SHA-256, small ones what Git calls their content."""
    lfs = sibling.get("lfs") or {}
    return SourceFile(
        name=str(sibling["rfilename"]),
        size=lfs.get("size", sibling.get("size")),
        sha256=str(lfs.get("sha256") or lfs.get("oid") or ""),
        git_blob="" if lfs else str(sibling.get("blobId") or ""),
    )


def _seconds(retry_after: str) -> int:
    """Read a Retry-After header: seconds, or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after)."""
    if retry_after.strip().isdigit():
        return int(retry_after)
    try:
        return max(0, round(email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time()))
    except (ValueError, TypeError):
        return 0
