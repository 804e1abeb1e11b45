"""What to write instead: for values of the wrong type, ids of the wrong form, and kinds by other names."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from archgen.findings.phrase import Phrase

_TRUE, _FALSE = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")
_NUMBER = re.compile(r"([0-9][0-9_]*)\s*[a-zA-Z]{0,3}")


def a_number(value: Any) -> Phrase | None:
    """For something that should be a whole number: a text with one in it, such as `50GB` or `1_000`."""
    found = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    digits = found[1].replace("_", "")
    return _instead(digits, value)


def a_truth(value: Any) -> Phrase | None:
    """For something that should be true or false."""
    word = value.lower() if isinstance(value, str) else str(value) if value in (0, 1) else ""
    meant = "true" if word in _TRUE else "false" if word in _FALSE else None
    return _instead(meant, value) if meant else None


def _instead(meant: str, value: Any) -> Phrase:
    if value == meant:
        return Phrase("write {meant}, without quotes", meant=meant)
    return Phrase("write {meant}", meant=meant)


def a_port(value: Any) -> Phrase | None:
    """For something that should be a port, or a list of them."""
    if not isinstance(value, str):
        return None
    if found := re.fullmatch(
        r"(tcp|udp|https?|tls)[/: ]+([0-9]+)|([0-9]+)[/: ]+(tcp|udp|https?|tls)", value.lower()
    ):
        meant = f"{{port: {found[2] or found[3]}, protocol: {found[1] or found[4]}}}"
        return Phrase("write {meant}", meant=meant)
    if re.fullmatch(r"[0-9]+ *[,;] *[0-9, ;]+", value):
        return Phrase("write {meant}", meant=f"[{', '.join(re.findall('[0-9]+', value))}]")
    if re.fullmatch(r"[0-9]+ *(-|\.\.|:) *[0-9]+", value):
        return Phrase("name each port, in a list: a range cannot be written")
    return a_number(value)


def a_host_name(text: str) -> Phrase | None:
    """For a text that should be a host name: one in a URL, with a wildcard or with letters beyond ASCII."""
    meant = text.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("*.")
    meant = re.split(r"[/:?]", meant)[0].rstrip(".")
    try:
        meant = meant.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return Phrase("write `{meant}`", meant=meant) if _HOST.fullmatch(meant) else None


_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")


def a_chain(text: str) -> Phrase | None:
    """For a text that should be a chain of ids with arrows between them."""
    if "<->" in text or "↔" in text or "<=>" in text:
        first, second = _sides(re.split(r"<->|↔|<=>", text, maxsplit=1))
        return Phrase(
            "write a line for each who opens connections: `{first} -> {second}`, and `{second} -> {first}`",
            first=first,
            second=second,
        )
    if re.search(r"<-|←|<=", text):
        meant = " -> ".join(reversed(_sides(re.split("<[-=]+|←", text))))
        return Phrase("write it the other way: `{meant}`", meant=meant)
    if re.search(r"=+>|-{2,}>|→|➔|⇒|–>", text):
        meant = " -> ".join(_sides(re.split("=+>|-+>|→|➔|⇒|–>", text)))
        return Phrase("write its arrows as ->: `{meant}`", meant=meant)
    if "," in text:
        return Phrase("write a line for each, such as `a -> c` and `b -> c`")
    return None


def _sides(parts: Sequence[str]) -> list[str]:
    return [part.strip() for part in parts]


def a_connection(value: Any) -> Phrase | None:
    """For something that should be a chain, written as a list or as a map of two ends."""
    if isinstance(value, Mapping):
        ends = [value.get(key) for key in ("from", "to")]
        ends = ends if all(ends) else [value.get(key) for key in ("source", "target")]
    else:
        ends = list(value) if isinstance(value, list | tuple) else []
    if len(ends) > 1 and all(isinstance(end, str) for end in ends):
        return Phrase("write `{meant}`", meant=" -> ".join(map(str, ends)))
    return None


def a_text(value: Any) -> Phrase | None:
    """For something that should be text: a number needs quotes, and of a list one is wanted."""
    if isinstance(value, bool):
        return Phrase('write "{meant}", in quotes', meant=str(value).lower())
    if isinstance(value, int | float):
        return Phrase('write "{meant}", in quotes', meant=value)
    if isinstance(value, list | tuple) and len(value) == 1 and isinstance(value[0], str):
        return Phrase("write {meant}, without the brackets", meant=value[0])
    return None


def a_list(value: Any) -> Phrase | None:
    """For something that should be a list."""
    if isinstance(value, str) and value:
        return Phrase("write {meant}", meant=f"[{', '.join(part.strip() for part in value.split(','))}]")
    if isinstance(value, Mapping):
        return Phrase("begin each of its items with a hyphen: `- `")
    return None


def a_map(value: Any, keys: Sequence[str]) -> Phrase | None:
    """For something that should be a map; `keys` are those that it may have, if they are known."""
    if isinstance(value, list | tuple):
        return Phrase("write its keys without hyphens or brackets")
    return Phrase("its keys are {keys}", keys=", ".join(keys)) if keys else None


def an_id(text: str) -> str | None:
    """The id that somebody meant who wrote one of another form."""
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+", text)
    meant = "-".join(words).lower()
    fits = re.fullmatch(r"[a-z][a-z0-9-]{0,39}", meant)
    return meant if fits and meant != text else None


def a_kind(word: str, kinds: Sequence[str], called: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The kinds that somebody may have meant by another word for them; `called` gives those of a word."""
    plain = re.sub(r"^(aws|amazon)[-_ ]?|[^a-z0-9]", "", word.lower())
    same = tuple(kind for kind in kinds if kind.replace("-", "") == plain)
    return same or called(plain) or called(plain.removesuffix("s"))


def no_kind(word: str) -> Phrase | None:
    """What to write for a thing of AWS's that is no component, or none of a kind of its own."""
    plain = re.sub(r"^(aws|amazon)[-_ ]?|[^a-z0-9]", "", word.lower())
    if plain in _ICONS:
        return as_custom(_ICONS[plain])
    return _NOT_COMPONENTS.get(plain) or _NOT_COMPONENTS.get(plain.removesuffix("s"))


def as_custom(icon: str) -> Phrase:
    """What to write for a service that is drawn, though it has no kind of its own."""
    return Phrase("write `kind: custom, icon: {icon}`", icon=icon)


_ICONS: Mapping[str, str] = {
    "kms": "aws.security.KeyManagementService",
}
"""Services that are drawn, though they have no kind of their own, by a node class of `diagrams`."""

_NOT_COMPONENTS: Mapping[str, Phrase] = {
    "ebs": Phrase(
        "a volume belongs to what it is attached to: instances get an encrypted root volume; "
        "draw a further one as `kind: custom, icon: aws.storage.EBS`"
    ),
    "vpc": Phrase("a VPC is no component: each of `regions` has one, with its `cidr`"),
    "subnet": Phrase("a subnet is no component: add a subnet tier under `subnets`"),
    "region": Phrase("a region is no component: write it under `regions`"),
    "zone": Phrase("a zone is no component: write it in `zones` of its region"),
    "availabilityzone": Phrase("a zone is no component: write it in `zones` of its region"),
    "securitygroup": Phrase("security groups are generated from `connections`"),
    "routetable": Phrase("route tables are generated from `access` of the subnet tiers"),
    "listener": Phrase("listeners are generated from `connections` to a load balancer"),
    "targetgroup": Phrase("target groups are generated from `connections` of a load balancer"),
    "iamrole": Phrase("roles are generated from `connections`"),
    "role": Phrase("roles are generated from `connections`"),
}
