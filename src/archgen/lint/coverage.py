"""What a verdict covers: how much was checked, and what was not, with the cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from archgen.findings.phrase import Phrase


class Cause(StrEnum):
    """Why something was not checked. The values are in JSON reports: they stay."""

    OUTSIDE = "outside-the-plan"
    ENDS_OUTSIDE = "ends-outside-the-plan"
    PART = "part-of-unchecked"
    USE_AFTER_APPLY = "use-after-apply"
    OTHER_VPC = "other-vpc"
    UNKNOWN_TYPE = "unknown-type"
    OTHER_PROVIDER = "other-provider"
    PLACE_AFTER_APPLY = "place-after-apply"
    VALUES_AFTER_APPLY = "values-after-apply"
    REFERENCES_AFTER_APPLY = "references-after-apply"
    ROUTES_ELSEWHERE = "routes-elsewhere"
    LOCAL_ZONE = "local-zone"
    UNUSED = "unused"
    SERVING = "serving"
    UNSUPPORTED = "unsupported"
    CUSTOM = "custom"
    FORCED = "forced"
    SHARED = "shared-gateway"
    LEAVES_THE_FILE = "leaves-the-file"
    OTHER_ACCOUNT = "other-account"
    UNCONNECTED = "unconnected"


class Gap(NamedTuple):
    """One cause and its argument: a type, the name of a data source, attributes."""

    cause: Cause
    detail: str = ""

    @property
    def reason(self) -> Phrase:
        """Why one resource was not checked, or not wholly, as a sentence about it."""
        text = REASONS[self.cause]
        if "{detail}" in text:
            return Phrase(text, detail=self.detail)
        if self.detail:
            return Phrase("{reason} ({detail})", reason=Phrase(text), detail=self.detail)
        return Phrase(text)


REASONS: Mapping[Cause, str] = {
    Cause.OUTSIDE: "its subnets are outside of the plan",
    Cause.ENDS_OUTSIDE: "it joins what is outside of the plan",
    Cause.PART: "it is part of {detail}, which is not checked",
    Cause.USE_AFTER_APPLY: "what {detail} refers to is known only after it is applied, and may be this",
    Cause.OTHER_VPC: "it is in another VPC than the one of its region that is checked",
    Cause.UNKNOWN_TYPE: "archgen does not know its type",
    Cause.OTHER_PROVIDER: "it is of another provider",
    Cause.PLACE_AFTER_APPLY: "where it is, is known only after it is applied",
    Cause.VALUES_AFTER_APPLY: "some of its values are known only after it is applied",
    Cause.REFERENCES_AFTER_APPLY: "what its {detail} refers to is known only after it is applied",
    Cause.ROUTES_ELSEWHERE: "its default route is not known",
    Cause.LOCAL_ZONE: "it is in {detail}, a local zone; archgen knows availability zones only",
    Cause.UNUSED: "nothing in the plan says who uses it",
    Cause.SERVING: "its type ({detail}) is checked with what it serves, and nothing of that is in the plan",
    Cause.UNSUPPORTED: "{detail}",
    Cause.CUSTOM: "its kind is custom: archgen knows its place and its connections only",
    Cause.FORCED: "it was rendered although it has errors",
    Cause.SHARED: "networks that the file does not describe are attached to it",
    Cause.LEAVES_THE_FILE: (
        "its default route leads over {detail} to a network that the file does not describe"
    ),
    Cause.OTHER_ACCOUNT: (
        "it is called from the account {detail}, and no policy in the file lets that account in"
    ),
    Cause.UNCONNECTED: "no connection names it, so nothing says who reaches it",
}
"""What is said of each cause; with its detail in parentheses where that is not in the sentence."""
GROUPS: Mapping[Cause, str] = {
    Cause.OUTSIDE: "in subnets outside of the plan",
    Cause.ENDS_OUTSIDE: "that join what is outside of the plan",
    Cause.PART: "that are part of what is not checked",
    Cause.USE_AFTER_APPLY: "whose use is known only after apply",
    Cause.OTHER_VPC: "in another VPC",
    Cause.UNKNOWN_TYPE: "of types that archgen does not know",
    Cause.OTHER_PROVIDER: "of other providers",
    Cause.PLACE_AFTER_APPLY: "in places known only after apply",
    Cause.VALUES_AFTER_APPLY: "with values known only after apply",
    Cause.REFERENCES_AFTER_APPLY: "with references known only after apply",
    Cause.ROUTES_ELSEWHERE: "with routes that are not known",
    Cause.LOCAL_ZONE: "in local zones",
    Cause.UNUSED: "that nothing uses",
    Cause.SERVING: "of types that serve others, which are not in the plan",
    Cause.UNSUPPORTED: "that the format cannot describe",
    Cause.CUSTOM: "of kind custom",
    Cause.FORCED: "that have errors",
    Cause.SHARED: "shared with networks outside of the file",
    Cause.LEAVES_THE_FILE: "with a default route out of the file",
    Cause.OTHER_ACCOUNT: "called from other accounts",
    Cause.UNCONNECTED: "in no connection",
}
_TYPED = (Cause.UNKNOWN_TYPE, Cause.OTHER_PROVIDER, Cause.OUTSIDE, Cause.LOCAL_ZONE, Cause.SERVING)
"""The causes whose details say more in a summary than the addresses do."""
_MOST = 3
"""Names in a summary at most, for each cause."""


class NotChecked(NamedTuple):
    """One thing that was not checked, or not wholly: an address or a component, and the gap."""

    address: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many resources (of a plan) or components (of a model) there are, and which were not checked."""

    total: int = 0
    not_checked: tuple[NotChecked, ...] = ()
    what: str = "resources"

    @property
    def checked(self) -> int:
        """How many were checked wholly."""
        return self.total - len({each.address for each in self.not_checked})

    @property
    def whole(self) -> bool:
        """Whether everything was checked."""
        return not self.not_checked

    @property
    def nothing(self) -> bool:
        """Whether there was something, and nothing of it was checked."""
        return not self.whole and not self.checked

    @property
    def percent(self) -> float:
        """How much was checked, in percent; everything of nothing is everything."""
        return 100 * self.checked / self.total if self.total else 100.0

    @property
    def line(self) -> Phrase:
        """`checked 3 of 4 resources; not checked: 1 of types that archgen does not know (aws_x)`."""
        groups: str = ""
        for cause, found in self._by_cause().items():
            group = _group(cause, found)
            groups = Phrase("{first}; {second}", first=groups, second=group) if groups else group
        text = "checked {checked} of {total} {what}; not checked: {groups}"
        counts = {"checked": self.checked, "total": self.total}
        return Phrase(text, what=Phrase(self.what), groups=groups, **counts)

    def _by_cause(self) -> dict[Cause, list[NotChecked]]:
        found: dict[Cause, list[NotChecked]] = {}
        for each in self.not_checked:
            found.setdefault(each.gap.cause, []).append(each)
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _group(cause: Cause, found: Sequence[NotChecked]) -> Phrase:
    details = [each.gap.detail for each in found if each.gap.detail] if cause in _TYPED else []
    names = list(dict.fromkeys(details or [each.address for each in found]))
    said: str = ", ".join(names[:_MOST])
    if len(names) > _MOST:
        said = Phrase("{names} and {count} more", names=said, count=len(names) - _MOST)
    group = Phrase(GROUPS[cause])
    return Phrase("{count} {group} ({names})", count=len(found), group=group, names=said)


def together(coverages: Iterable[Coverage]) -> Coverage:
    """The coverage of several files."""
    every = list(coverages)
    kinds = {each.what for each in every if each.total}
    what = next(iter(kinds)) if len(kinds) == 1 else "resources and components"
    missing = tuple(item for each in every for item in each.not_checked)
    total = sum(each.total for each in every)
    return Coverage(total, missing, what)
