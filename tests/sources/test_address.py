"""Which addresses are read: spelling tricks, names of private networks, resolution and rebinding."""

import asyncio
import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import LoopbackServer

from summarizer.errors import AddressNotAllowed, ConfigurationError, ConnectionFailed, NotAUrl, SourceError
from summarizer.sources.address import AddressPolicy, is_public_address, is_public_name, parse_target
from summarizer.sources.fetch import FetchOptions, fetch

PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",  # noqa: S104 - refused, not bound
    "0.1.2.3",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "192.88.99.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001:0:53aa:64c:0:0:80ff:fffe",
    "2001:db8::1",
    "3fff::1",
    "100::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "5f00::1",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "172.15.0.1",
    "172.32.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2606:4700::1111",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address):
    assert not is_public_address(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address):
    assert is_public_address(ip_address(address))


@given(st.ip_addresses(v=4))
def test_wrapping_an_ipv4_address_in_ipv6_never_makes_it_public(address):
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public_address(ip_address(wrapped)) == is_public_address(address)
    assert not is_public_address(ip_address(f"::{address}"))


NUMERIC_TRICKS = [
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://127.1/",
    "http://127.0.1/",
    "http://017700000001/",
    "http://127.0.0.1.1/",
    "http://0x/",
    "http://256.256.256.256/",
    "http://127.0.0.0x1/",
    "http://127.0.0.01/",
    "http://１２７.1/",
    "http://127。1/",
]


@pytest.mark.parametrize("url", NUMERIC_TRICKS)
async def test_an_ipv4_address_in_disguise_is_refused(url):
    with pytest.raises(AddressNotAllowed):
        await fetch(url, FetchOptions(timeout_seconds=2))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1./",
        "http://１２７.０.０.１/",
        "http://⑫7.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:7f00:0001]/",
        "http://localhost/",
        "http://LOCALHOST:8080/",
        "http://localhost./",
        "http://ｌｏｃａｌｈｏｓｔ/",
        "http://service.localhost/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://nas.home.arpa/",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
async def test_a_private_host_is_refused_however_it_is_written(url):
    with pytest.raises(AddressNotAllowed):
        await fetch(url, FetchOptions(timeout_seconds=2))


@pytest.mark.parametrize(
    "url",
    [
        "http://user@127.0.0.1/",
        "http://example.com@127.0.0.1/",
        "http://user:secret@example.com/",
        "http://@example.com/",
        "http://example.com\\@127.0.0.1/",
        "http://127.0.0.1\t/",
        "http://exam\nple.com/",
        "http://example.com\r\nHost:x/",
        "http://exa mple.com/",
        "http://127%2e0.0.1/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://example.com:99999/",
        "http://example.com:0/",
        "http:///path",
        "http://",
        "http://-.-/ x",
        "http://.example.com/",
        "http://a..b/",
        "https:example.com",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "javascript:alert(1)",
        "http://" + "a" * 9000 + ".com/",
    ],
)
def test_a_url_that_two_readers_could_read_differently_is_refused(url):
    with pytest.raises(NotAUrl) as caught:
        parse_target(url)
    assert "secret" not in str(caught.value.fields) + caught.value.message("en")


def test_a_url_is_normalised_to_an_ascii_host_without_fragment():
    target = parse_target("  HTTPS://Пример.Рф:443/путь?q=1#часть ")
    assert target.host == "xn--e1afmkfd.xn--p1ai"
    assert target.url == "https://xn--e1afmkfd.xn--p1ai/путь?q=1"
    assert target.port == 443
    assert parse_target("http://Example.com").url == "http://example.com/"
    assert parse_target("http://[2606:4700::1111]:8080/x").url == "http://[2606:4700::1111]:8080/x"


@given(st.text(max_size=60))
def test_any_text_gives_a_target_or_an_error_of_ours(text):
    for url in (text, f"http://{text}", f"http://example.com/{text}"):
        try:
            target = parse_target(url)
        except SourceError:
            continue
        assert target.host.isascii()
        assert "@" not in target.url.split("/")[2]
        assert parse_target(target.url) == target


def test_names_of_private_networks_are_known_by_their_last_labels():
    assert not is_public_name("wiki.corp")
    assert not is_public_name("localhost.localdomain")
    assert is_public_name("corp.example.com")
    assert is_public_name("localhost.example.com")
    assert is_public_name("mylocalhost")


def test_allowed_hosts_may_be_names_ports_addresses_and_networks():
    policy = AddressPolicy({"wiki.corp", "127.0.0.1:8080", "10.0.0.0/8", "[fd00::1]:80", "NAS.local:5000"})
    loopback, inside, outside = ip_address("127.0.0.1"), ip_address("10.9.8.7"), ip_address("192.168.1.1")
    assert policy.permits("wiki.corp", outside, 443)
    assert policy.permits("127.0.0.1", loopback, 8080)
    assert not policy.permits("127.0.0.1", loopback, 8081)
    assert policy.permits("anything.example", inside, 80)
    assert not policy.permits("anything.example", outside, 80)
    assert policy.permits("fd00::1", ip_address("fd00::1"), 80)
    assert policy.permits("nas.local", outside, 5000)
    assert not policy.permits("nas.local", outside, 80)


@pytest.mark.parametrize("entry", ["", "http://wiki", "wiki/page", "10.0.0.0/99", "host:port", "user@host"])
def test_an_allowed_host_that_is_none_is_a_configuration_error(entry):
    with pytest.raises(ConfigurationError):
        AddressPolicy({entry})


async def test_a_host_that_is_allowed_is_read_and_only_at_its_port(server):
    url = server.html("/page", "<p>intranet</p>")
    for entry in (f"127.0.0.1:{server.port}", "127.0.0.1", "127.0.0.0/8"):
        assert (await fetch(url, FetchOptions(allow_hosts=frozenset({entry})))).content == b"<p>intranet</p>"
    with pytest.raises(AddressNotAllowed):
        await fetch(url, FetchOptions(allow_hosts=frozenset({"127.0.0.1:1"})))
    with pytest.raises(AddressNotAllowed):
        await fetch(url, FetchOptions())


async def test_localhost_by_name_is_read_where_it_is_allowed(server):
    server.html("/page", "<p>by name</p>")
    url = server.url("/page", host="localhost")
    allowed = FetchOptions(allow_hosts=frozenset({f"localhost:{server.port}"}))
    assert (await fetch(url, allowed)).content == b"<p>by name</p>"


class _Resolver(asyncio.SelectorEventLoop):
    """An event loop with a name server of its own: each lookup of a name gets the next answer."""

    def __init__(self, answers: list[list[str]]) -> None:
        super().__init__()
        self.answers = answers
        self.lookups = 0

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):  # noqa: A002 - asyncio's own name
        try:
            addresses = [str(ip_address(host))]
        except ValueError:
            addresses = self.answers[min(self.lookups, len(self.answers) - 1)]
            self.lookups += 1
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        kind = {4: socket.AF_INET, 6: socket.AF_INET6}
        return [(kind[ip_address(a).version], socket.SOCK_STREAM, 6, "", (a, int(port))) for a in addresses]


def fetch_with_answers(answers: list[list[str]], url: str) -> None:
    """Fetch on a loop with these name server answers."""
    with asyncio.Runner(loop_factory=lambda: _Resolver(answers)) as runner:
        runner.run(fetch(url, FetchOptions(timeout_seconds=2)))


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"]]
)
def test_a_public_name_for_a_private_address_is_refused_before_any_connection(addresses):
    with LoopbackServer() as server, pytest.raises(AddressNotAllowed) as caught:
        fetch_with_answers([addresses], server.url("/", host="news.example.com"))
    assert server.requests == []
    assert "resolves to" in caught.value.detail


def test_a_name_that_changes_to_a_private_address_after_the_check_is_refused():
    with LoopbackServer() as server:
        server.html("/", "<p>secret</p>")
        with pytest.raises(AddressNotAllowed) as caught:
            fetch_with_answers([["93.184.216.34"], ["127.0.0.1"]], server.url("/", host="rebind.example.com"))
        assert server.requests == []
    assert "SSRFProtectionError" in caught.value.detail


def test_a_name_without_address_is_a_failed_connection():
    with pytest.raises(ConnectionFailed):
        fetch_with_answers([[]], "http://no-such-name.example.com/")
