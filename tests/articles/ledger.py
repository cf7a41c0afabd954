"""Writes ``known_misses.txt``, the cases of ``test_articles.py`` that fail today: ``python -m articles.ledger``.

Read the difference before you commit it: a line that comes is a fact lost, a line that goes a fact won.
"""

import sys
from pathlib import Path

import pytest

LEDGER = Path(__file__).with_name("known_misses.txt")
TESTS = Path(__file__).parent.parent / "test_articles.py"


class _Failures:
    def __init__(self) -> None:
        self.names: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # The held-out stories have floors instead: their single cases are nobody's business.
        if report.when == "call" and report.failed and "held_out" not in report.nodeid:
            self.names.append(report.nodeid.split("::", 1)[1])


def main() -> int:
    """Run the tests without the ledger and write down which fail."""
    LEDGER.unlink(missing_ok=True)
    failures = _Failures()
    pytest.main(["-q", "--no-header", "--tb=no", str(TESTS)], plugins=[failures])
    LEDGER.write_text("".join(f"{name}\n" for name in sorted(failures.names)), encoding="utf-8")
    return len(failures.names)


if __name__ == "__main__":
    sys.stdout.write(f"{main()} known misses\n")
