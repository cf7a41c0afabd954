"""Addresses as keys: the same page under as few of them as can be told from the address alone."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = frozenset({"fbclid", "gclid", "yclid", "msclkid", "igshid", "mc_cid", "mc_eid"})
_TRACKING_PREFIX = "utm_"


def clean_url(url: str) -> str:
    """Return an address without fragment and without the parameters that only say who shared it where.

    An address that is none is returned as it is; fetching will say what is wrong with it.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    if not parts.query:
        return urlunsplit(parts._replace(fragment=""))
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in _TRACKING and not name.startswith(_TRACKING_PREFIX)
    ]
    if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)):
        return urlunsplit(parts._replace(fragment=""))  # the query as written: sites may care for its spelling
    return urlunsplit(parts._replace(fragment="", query=urlencode(kept)))
