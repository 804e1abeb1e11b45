"""What a team promises itself: the types of `policies`, and the words that select components in them."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PrivateAttr, StringConstraints, model_validator

from archgen.findings import Route, nearest
from archgen.findings.phrase import Phrase, did_you_mean
from archgen.model.kinds import kinds
from archgen.model.kinds.copies import Tier
from archgen.model.kinds.fields import Strict, Text
from archgen.model.shapes import ONE_LINE_PATTERN, listed, refused

INTERNET_WORD = "internet"
SORTS = ("never", "only", "through", "always", "every")
PREFIXES = ("id", "kind", "tier", "group", "tag")
_ARROW = re.compile(r"\s*->\s*")
_COMPARED = re.compile(r"(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\Z")


def _list_or_one(value: Any) -> Any:
    return (value,) if isinstance(value, str) else listed(value)


Word = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=ONE_LINE_PATTERN)]
Words = Annotated[
    tuple[Word, ...],
    Field(min_length=1, max_length=64),
    BeforeValidator(_list_or_one, json_schema_input_type=str | list[str]),
]


class Selector(NamedTuple):
    """A word taken apart: `("tier", "data")`; a plain id is `("id", ...)`."""

    by: str
    value: str

    def __str__(self) -> str:
        return {"id": self.value, "internet": INTERNET_WORD}.get(self.by, f"{self.by}:{self.value}")


def selector(word: str) -> Selector:
    """A word taken apart; a component called `internet` is `id:internet`."""
    by, colon, value = word.partition(":")
    if colon and by in PREFIXES:
        return Selector(by, value)
    return Selector("internet", "") if word == INTERNET_WORD else Selector("id", word)


def stops(text: str) -> list[str]:
    """The words between the arrows of a text: `a -> b` has two, `a` is one."""
    return _ARROW.split(text.strip())


def _ends(value: Any) -> Any:
    """`a -> b` as a map with both ends."""
    if not isinstance(value, str):
        return value
    parts = stops(value)
    if len(parts) != 2 or not all(parts) or any(" " in part for part in parts):
        raise refused(
            "ends", Phrase("is not of the form `a -> b`, with a component or a selector on each side")
        )
    return {"from": parts[0], "to": parts[1]}


class Ends(Strict):
    """From whom to whom."""

    source: Words = Field(alias="from", description="who opens the connection")
    target: Words = Field(alias="to", description="whom it reaches")


Path = Annotated[Ends, BeforeValidator(_ends, json_schema_input_type=str | dict[str, Any])]


class Through(Strict):
    """Whatever gets from one end to the other passes something."""

    path: Path = Field(description="from whom to whom, such as `app -> internet`")
    via: Words = Field(description="what it must pass")


class Always(Strict):
    """A path that works whatever is lost."""

    path: Path = Field(description="from whom to whom, such as `client -> web`")
    losing: Words = Field(description="zone, region, or the name of a zone, a region or a component")


class Every(Strict):
    """What each component of a sort has."""

    id: Words | None = Field(default=None, description="only these")
    kind: Words | None = Field(default=None, description="of these kinds")
    tier: Words | None = Field(default=None, description="of these tiers")
    group: Words | None = Field(default=None, description="of these groups")
    tag: Words | None = Field(default=None, description="with these tags: `team` or `team=orders`")
    has: dict[str, Any] = Field(
        min_length=1, description="fields and values; a list: one of them; `>= 2`: a number as large"
    )

    @property
    def selectors(self) -> Iterator[tuple[Selector, ...]]:
        """The words of each key: a component fits one of each."""
        for by in PREFIXES:
            words = self.value_of(by)
            if words:
                yield tuple(Selector(by, word) for word in words)


class Policy(Strict):
    """One promise, or a file with promises."""

    file: str | None = Field(
        default=None, max_length=1000, description="a file with policies, beside this one"
    )
    never: Path | None = Field(default=None, description="no connection leads from one end to the other")
    only: Ends | None = Field(default=None, description="nobody else may connect to it")
    through: Through | None = Field(default=None, description="whatever gets there passes something")
    always: Always | None = Field(default=None, description="a path that works whatever is lost")
    every: Every | None = Field(default=None, description="what each component of a sort has")
    because: Text | None = Field(default=None, description="why; printed with the finding")
    severity: Literal["error", "warning", "info"] | None = Field(
        default=None, description="the severity of its findings; error unless set"
    )
    _route: Route = PrivateAttr(default=())
    _origin: str | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _one_sort(self) -> "Policy":
        given = [sort for sort in ("file", *SORTS) if self.value_of(sort) is not None]
        if len(given) != 1:
            if given:
                text = Phrase("has both `{one}` and `{two}`; make two of it", one=given[0], two=given[1])
            else:
                text = Phrase("promises nothing; write one of {sorts}", sorts=", ".join(SORTS))
            raise refused("one_sort", text)
        for word in self.words:
            _known(selector(word))
        return self

    @property
    def route(self) -> Route:
        """Where the model has it, or has the file that it is in; empty where nobody has said."""
        return self._route

    @property
    def origin(self) -> str | None:
        """The file and line of a shared policy."""
        return self._origin

    def at(self, route: Route, origin: str | None = None) -> "Policy":
        """The same policy with its place."""
        placed = self.model_copy()
        placed._route, placed._origin = route, origin
        return placed

    @property
    def sort(self) -> str:
        """Which sort of promise it is."""
        return next(sort for sort in ("file", *SORTS) if self.value_of(sort) is not None)

    @property
    def words(self) -> tuple[str, ...]:
        """All words that select components."""
        return tuple(self._words())

    def _words(self) -> Iterator[str]:
        for ends in (
            self.never,
            self.only,
            self.through and self.through.path,
            self.always and self.always.path,
        ):
            if isinstance(ends, Ends):
                yield from (*ends.source, *ends.target)
        if self.through:
            yield from self.through.via
        for words in self.every.selectors if self.every else ():
            yield from map(str, words)


def as_policy(value: Any) -> Any:
    """A name alone is that of a file."""
    return {"file": value} if isinstance(value, str) else value


def _known(word: Selector) -> None:
    """Refuse a kind or a tier that there is not."""
    known: tuple[str, ...] = ()
    if word.by == "kind":
        known = kinds()
    elif word.by == "tier":
        known = tuple(tier.value for tier in Tier)
    if known and word.value not in known:
        meant = nearest(word.value, known)
        hint = did_you_mean(meant) or Phrase("; they are {known}", known=", ".join(known))
        text = 'names the kind "{value}", which does not exist{hint}'
        if word.by == "tier":
            text = 'names the tier "{value}", which does not exist{hint}'
        raise refused("unknown_word", Phrase(text, value=word.value, hint=hint))


def agrees(value: Any, wanted: Any) -> bool:
    """Whether a field has what `has` wants: the value, one of a list, a number as large, part of a map."""
    if isinstance(wanted, list | tuple):
        return any(agrees(value, each) for each in wanted)
    if isinstance(wanted, dict):
        return all(agrees(_inner(value, key), each) for key, each in wanted.items())
    compared = _COMPARED.match(wanted) if isinstance(wanted, str) else None
    if compared and isinstance(value, int | float) and not isinstance(value, bool):
        sign, number = compared[1], float(compared[2])
        return {">=": value >= number, "<=": value <= number, ">": value > number, "<": value < number}[sign]
    return bool(value == wanted and isinstance(value, bool) == isinstance(wanted, bool))


def _inner(value: Any, key: str) -> Any:
    return (
        value.get(key)
        if isinstance(value, dict)
        else value.value_of(key)
        if isinstance(value, Strict)
        else None
    )
