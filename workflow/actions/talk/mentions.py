"""Speaking to a colleague by name: "@name" in a comment or in a turn of its thread."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from workflow.actions.scene import Scene
from workflow.store import Comment, CommentReply, Mention, Person, db
from workflow.store.person import people_there

SIGN = "@"


def colleagues_of(scene: Scene) -> list[Person]:
    """Who may be spoken to: those with a part in the report, for only they may see it."""
    return people_there(scene.report_people.participants)


def named_in(text: str, people: Iterable[Person], chosen: Collection[int] = ()) -> list[Person]:
    """Those whose "@name" stands in the text, a longer name before one that it begins with.

    Of namesakes the ``chosen`` are meant, or all of them where none was chosen.
    """
    namesakes: dict[str, list[Person]] = {}
    for one in people:
        namesakes.setdefault(one.name, []).append(one)
    found: list[Person] = []
    for name in sorted(namesakes, key=len, reverse=True):
        if name and SIGN + name in text:
            text = text.replace(SIGN + name, SIGN)
            meant = [one for one in namesakes[name] if one.id in chosen]
            found += meant or namesakes[name]
    return found


def mention(
    scene: Scene,
    comment: Comment,
    text: str,
    chosen: Collection[int],
    reply: CommentReply | None = None,
) -> set[int]:
    """Store whom the text names; their ids."""
    people = named_in(text, colleagues_of(scene), chosen) if SIGN in text else []
    for one in people:
        comment.mentions.append(Mention(reply_id=reply.id if reply else None, person_id=one.id))
    db.session.flush()
    return {one.id for one in people}
