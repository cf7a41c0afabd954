"""A cached brief as somebody wants to see it: in which language, with how many points.

What is cached holds the most points there are, with the rank of each (``bot.brief_worker``).
"""

from typing import Any


def with_points(stored: dict[str, Any], points: int | None) -> dict[str, Any]:
    """Return a brief with the most important points, in the order of the article.

    Args:
        stored: as ``MadeBriefs.briefs`` has it.
        points: how many; None or 0 for as many as the article's length asks for.
    """
    brief, ranks = dict(stored["brief"]), stored["ranks"]
    wanted = points or stored["points"]
    kept = sorted(sorted(range(len(ranks)), key=lambda number: (ranks[number], number))[:wanted])
    brief["points"] = [brief["points"][number] for number in kept]
    return brief
