"""One line of ``svodka doctor``, as the parts of it that look at something hand it over."""

from dataclasses import dataclass, field
from typing import Literal

State = Literal["ok", "missing", "absent"]
"""``missing`` is what nothing works without; ``absent`` what one can do without."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; ``code`` is its key in ``doctor.toml``, ``values`` fill the sentences there."""

    code: str
    state: State
    values: dict[str, str | int] = field(default_factory=dict)
