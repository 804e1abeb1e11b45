"""The local stack as values: containers, the proxies among them, and what `.env` has to give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Container:
    """One service of the Compose file.

    `published` are pairs of a port of the machine and one of its own; those of its own in `udp` are of UDP.
    """

    id: str
    about: str
    image: str
    build: str | None = None
    dockerfile: str | None = None
    """Where its Dockerfile is, seen from the folder that it is built from; that folder's own unless set."""
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    published: tuple[tuple[int, int], ...] = ()
    udp: tuple[int, ...] = ()
    volumes: tuple[str, ...] = ()
    healthy: tuple[str, ...] = ()
    waits_for: tuple[tuple[str, str], ...] = ()
    networks: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """Where a load balancer sends what comes below a path; `/` for all that is left.

    It has several targets where single instances serve the same.
    """

    path: str
    targets: tuple[str, ...]
    port: int

    @property
    def share(self) -> str:
        """What each target gets, in percent."""
        return f"{100 / len(self.targets):.2f}%"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A load balancer as an nginx: the ports that it listens on, and its routes, the most special first."""

    id: str
    ports: tuple[int, ...]
    routes: tuple[Route, ...]
    http: bool
    udp: tuple[int, ...] = ()
    """Those of its ports that are of UDP."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable of `.env`. One without a default has to be given: Compose names it and starts nothing."""

    owner: str
    key: str
    default: str | None
    about: str


@dataclass(frozen=True, slots=True)
class LocalStack:
    """The whole."""

    services: tuple[Container, ...]
    networks: tuple[str, ...]
    volumes: tuple[str, ...]
    proxies: tuple[Proxy, ...]
    settings: tuple[Setting, ...]
    missing: tuple[str, ...]
    queues: tuple[tuple[str, int, tuple[str, ...]], ...] = ()
    """The containers that read the names of what they stand in for from a file: id, port and names."""

    @property
    def secrets(self) -> tuple[tuple[str, str], ...]:
        """What has to be given, and what it is."""
        return tuple((setting.key, setting.about) for setting in self.settings if setting.default is None)

    @property
    def groups(self) -> dict[str, tuple[Setting, ...]]:
        """The variables of `.env` by the component that they belong to."""
        owners = dict.fromkeys(setting.owner for setting in self.settings)
        return {owner: tuple(each for each in self.settings if each.owner == owner) for owner in owners}
