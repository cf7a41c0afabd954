"""Which addresses may be connected to: public web hosts, and the private ones that a setting names.

A URL is refused on what is written in it (scheme, user info, numeric tricks, names of private networks), and again on
what its host name resolves to. The connection itself is checked once more by httpx-secure with the same
``AddressPolicy``, so a name that changes its answer in between (DNS rebinding) gains nothing. Resolving first is not
redundant: httpx-secure opens a TCP connection before it judges, and whether that succeeds would tell a stranger which
private ports are open.
"""

import asyncio
import re
import socket
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from summarizer.errors import AddressNotAllowed, ConfigurationError, ConnectionFailed, NotAUrl

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_URL_LENGTH = 8000  # characters; RFC 9110 section 4.1 asks for at least that much, no news site needs more
MAX_SHOWN_LENGTH = 120  # characters of a refused URL that an error message repeats

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is reached
_NUMERIC_LABEL = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that passed the checks on its spelling.

    Attributes:
        url: without fragment, its host in ASCII.
        host: lower-case ASCII name or IP address (IPv6 without brackets), without a final dot.
        port: 1 to 65535.
    """

    url: str
    host: str
    port: int


def parse_target(url: str) -> Target:
    """Check how a URL is written and split it; nothing is resolved.

    Raises:
        NotAUrl: no http(s) URL with a host, or one with user info, white space, control characters or a backslash.
        AddressNotAllowed: an IPv4 address in decimal, octal, hexadecimal or shortened form.
    """
    url = url.strip()
    if len(url) > MAX_URL_LENGTH or _UNSAFE_IN_URL.search(url):
        raise _not_a_url(url, "too long, or characters that no URL holds")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _not_a_url(url, str(error)) from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise _not_a_url(url, "no http(s) scheme or no host")
    if "@" in parts.netloc:
        raise _not_a_url(f"{parts.scheme}://{parts.hostname}", "user info in the URL")
    if port == 0:
        raise _not_a_url(url, "port 0")
    host = _ascii_host(parts.hostname, url)
    return Target(_rebuild(parts, host, port), host, port or DEFAULT_PORTS[parts.scheme])


def _not_a_url(url: str, detail: str) -> NotAUrl:
    shown = url if len(url) <= MAX_SHOWN_LENGTH else url[: MAX_SHOWN_LENGTH - 1] + "…"
    return NotAUrl(detail, source=shown)


def _ascii_host(hostname: str, url: str) -> str:
    """Normalise as browsers do (UTS 46), so that no other spelling of a host escapes the checks."""
    if ":" in hostname:
        try:
            return str(
                IPv6Address(hostname.replace("%", "%%"))
            )  # a zone index, even encoded, is no part of a URL's host
        except ValueError as error:
            raise _not_a_url(url, str(error)) from error
    host = unicodedata.normalize("NFKC", hostname).lower().replace("。", ".").removesuffix(".")
    if not host.isascii():
        import idna

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise _not_a_url(url, str(error)) from error
    if not re.fullmatch(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", host):
        raise _not_a_url(url, "characters that no host name holds")
    if _NUMERIC_LABEL.fullmatch(host.rsplit(".", 1)[-1]):
        _require_dotted_quad(host)
    return host


def _require_dotted_quad(host: str) -> None:
    try:
        IPv4Address(host)
    except ValueError as error:
        raise AddressNotAllowed("numeric host that is not a dotted quad", host=host) from error


def _rebuild(parts: SplitResult, host: str, port: int | None) -> str:
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        netloc = f"{netloc}:{port}"
    return parts._replace(netloc=netloc, path=parts.path or "/", fragment="").geturl()


@cache
def _refused() -> tuple[tuple[IPNetwork, ...], tuple[str, ...]]:
    table = tomllib.loads(files("summarizer.sources").joinpath("networks.toml").read_text(encoding="utf-8"))["refused"]
    return tuple(ip_network(network) for network in table["networks"]), tuple(table["names"])


def is_public_address(address: IPAddress) -> bool:
    """Tell whether an address is a globally reachable unicast address, also behind IPv6 wrappings of IPv4."""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_public_address(address.ipv4_mapped)
        if address in _NAT64:
            return is_public_address(IPv4Address(address.packed[-4:]))
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return not any(address in network for network in _refused()[0] if network.version == address.version)


def is_public_name(host: str) -> bool:
    """Tell whether a host, by its name or as a literal address, can be a public one; nothing is resolved."""
    try:
        return is_public_address(ip_address(host))
    except ValueError:
        return not any(host == name or host.endswith("." + name) for name in _refused()[1])


class AddressPolicy:
    """Public addresses, and the private ones that the owner allows.

    Args:
        allow_hosts: ``host``, ``host:port``, ``[IPv6]:port``, an IP address, or a network such as ``10.0.0.0/8``.

    Raises:
        ConfigurationError: an entry is none of these.
    """

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        self._hosts: set[tuple[str, int | None]] = set()
        self._networks: list[IPNetwork] = []
        for entry in allow_hosts:
            self._add(entry.strip().lower())

    def _add(self, entry: str) -> None:
        try:
            self._networks.append(ip_network(entry))
        except ValueError:
            parts = urlsplit(f"//{entry}")
            try:
                host, port = parts.hostname, parts.port
            except ValueError:
                host, port = None, None
            if not host or "@" in entry or parts.path or parts.query:
                raise ConfigurationError(
                    "bad allow_hosts entry", name="fetch.allow_hosts", reason=f"{entry!r} is no host or network"
                ) from None
            self._hosts.add((host.removesuffix("."), port))

    def permits_name(self, host: str, port: int) -> bool:
        """Tell whether a host may be asked for; its addresses are judged by ``permits``."""
        return is_public_name(host) or self._names(host, port) or self._in_networks(host)

    def permits(self, host: str, address: IPAddress, port: int) -> bool:
        """Tell whether a connection to ``address`` on behalf of ``host`` is allowed."""
        if self._names(host, port) or self._names(str(address), port):
            return True
        return is_public_address(address) or any(
            address in network for network in self._networks if network.version == address.version
        )

    def _names(self, host: str, port: int) -> bool:
        return (host, None) in self._hosts or (host, port) in self._hosts

    def _in_networks(self, host: str) -> bool:
        try:
            address = ip_address(host)
        except ValueError:
            # A private name may stand for an address in an allowed network; its addresses decide.
            return bool(self._networks)
        return any(address in network for network in self._networks if network.version == address.version)

    async def check(self, target: Target) -> None:
        """Resolve a target and check every address it has.

        Raises:
            AddressNotAllowed: the name, or any of its addresses, is not allowed.
            ConnectionFailed: the name has no address.
        """
        if not self.permits_name(target.host, target.port):
            raise AddressNotAllowed("name of a private network, or private address", host=target.host)
        for address in await _resolve(target):
            if not self.permits(target.host, address, target.port):
                raise AddressNotAllowed(f"{target.host} resolves to {address}", host=target.host)


async def _resolve(target: Target) -> list[IPAddress]:
    try:
        return [ip_address(target.host)]
    except ValueError:
        loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ConnectionFailed(f"no address: {error}", host=target.host) from error
    return [ip_address(entry[4][0]) for entry in found]
