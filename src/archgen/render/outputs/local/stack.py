"""The model as containers: what runs, what it is told, and whom it can reach.

Each container has a network of its own, which those join that the model lets connect to it. Services are
told of others by the variables that Terraform gives them, so that one image runs in both places. A load
balancer is an nginx; what belongs to zones, gateways and names is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import normpath

from archgen.findings.phrase import Phrase
from archgen.i18n.translate import say, word
from archgen.model.kinds import Service
from archgen.model.kinds.category import OUTSIDE, Category
from archgen.model.kinds.dynamodb import DynamoDb
from archgen.model.kinds.facts import LOCAL_PASSWORD, LOCAL_USER, Made, StandIn
from archgen.model.references import Reference, pieces, secret_of
from archgen.render.outputs.local import shared
from archgen.render.outputs.local.containers import Container, LocalStack, Proxy, Route, Setting
from archgen.topology.connections import Connection
from archgen.topology.graph import Topology

NGINX = "nginx:1.28-alpine"
SHIFT = 8000
"""Added to a port below 1024, which only an administrator may open on the own machine."""


def stack(topology: Topology, for_server: bool = False) -> LocalStack:
    """The containers of a topology; on a server that others use, without those that are made for tests."""
    made = _Maker(topology, for_server)
    services = tuple(made.containers())
    return LocalStack(
        services,
        tuple(dict.fromkeys(network for service in services for network in service.networks)),
        tuple(dict.fromkeys(made.volumes)),
        tuple(made.proxies.values()),
        tuple(
            made.settings[key]
            for key in dict.fromkeys((*made.keys.values(), *made.settings))
            if key in made.settings
        ),
        tuple(made.missing()),
        tuple(made.files()) if services else (),
    )


class _Maker:
    """What is known while containers are made."""

    def __init__(self, topology: Topology, for_server: bool = False) -> None:
        self.for_server = for_server
        self.topology = topology
        self.language = topology.architecture.language
        self.running = {id: service for id in topology.components if (service := self._service(id))}
        self.stores = {id: made for id in topology.components if (made := self._store(id))}
        self.proxies = {id: proxy for id in topology.components if (proxy := self._proxy(id))}
        self.tables = topology.of(Category.TABLE)
        self.servers = shared.servers(self.stores)
        self.schedulers = {id: clock for id in topology.components if (clock := self._scheduler(id))}
        self.volumes: list[str] = []
        self.settings: dict[str, Setting] = {}
        self.keys = dict(_keys(self.running))
        self.open_ports: set[int] = set()
        self.chosen = dict(_chosen(self.running, self.keys))

    def containers(self) -> Iterator[Container]:
        """All containers, in the file's order."""
        if not self.running:
            return
        for id in self.topology.components:
            if id in self.proxies:
                yield self._balancer(self.proxies[id])
            elif id in self.running:
                yield self._runner(id, self.running[id])
            elif id in self.stores and self._server(id) == id:
                yield self._keeper(id, self.stores[id])
                if id in self.tables:
                    yield self._maker_of_tables(id)
            elif id in self.schedulers:
                yield self.schedulers[id]

    def _server(self, id: str) -> str:
        """The container that stands for a component: one for all that clients reach at one endpoint."""
        return self.servers.get(id, id)

    def files(self) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        """The containers that read names from a file."""
        for id, store in self.stores.items():
            if store.names_file and self._server(id) == id:
                yield id, store.port, shared.those_of(id, self.servers)

    def missing(self) -> Iterator[str]:
        """What the model's services use or are, and nothing here stands for."""
        for id, component in self.topology.components.items():
            used = any(c.source in self.running for c in self.topology.connections_to(id))
            stands = id in {*self.running, *self.stores, *self.proxies, *self.schedulers}
            asked = used or component.is_compute or component.schedule_expression is not None
            outside = component.is_way or component.category in (
                Category.EXTERNAL,
                Category.CLIENT,
                Category.FILE_SYSTEM,
            )
            if asked and not stands and not outside:
                why = dict(component.lacks).get(Made.LOCAL, "")
                text = "no stand-in for {id} ({kind}): {why}" if why else "no stand-in for {id} ({kind})"
                yield Phrase(text, id=id, kind=component.kind, why=Phrase(why))

    def _service(self, id: str) -> Service | None:
        return self.topology.components[id].runs

    def _store(self, id: str) -> StandIn | None:
        made = self.topology.components[id].stand_in(variable(id).lower())
        left_out = made is not None and made.only_local and (self.for_server or not self._is_used(id))
        return None if left_out else made

    def _is_used(self, id: str) -> bool:
        """Whether something that runs here uses it: a bucket of a page is no part of the stack."""
        callers = [connection.source for connection in self.topology.connections_to(id)]
        return any(c in self.running or self.topology.components[c].schedule_expression for c in callers)

    def _proxy(self, id: str) -> Proxy | None:
        """A load balancer with something behind it; what is not its first target has a path of its own."""
        component = self.topology.components[id]
        is_api = component.category is Category.API
        if not component.is_load_balancer and not is_api:
            return None
        balanced = [other for other in self.topology.components if is_api and self._balances(other)]
        behind = [c for c in self.topology.connections_from(id) if c.target in {*self.running, *balanced}]
        same_work: dict[str, list[Connection]] = {}
        for each in behind:
            same_work.setdefault(self.topology.peers(each.target)[0], []).append(each)
        routes = [
            Route(
                f"/{same[0].target}/" if number else "/",
                tuple(each.target for each in same),
                (same[0].ports or (80,))[0],
            )
            for number, same in enumerate(same_work.values())
        ]
        callers = self.topology.connections_to(id)
        ports = tuple(dict.fromkeys(port for c in callers for port in c.ports or (443,))) or (443,)
        udp = tuple(dict.fromkeys(port for c in callers if c.protocol == "udp" for port in c.ports))
        http = is_api or component.category is Category.APPLICATION_BALANCER
        return Proxy(id, ports, tuple(routes if http else routes[:1]), http, udp) if routes else None

    def _balances(self, id: str) -> bool:
        """Whether it is a load balancer with something behind it that runs here."""
        found = self.topology.components[id].is_load_balancer
        return found and any(c.target in self.running for c in self.topology.connections_from(id))

    def _balancer(self, proxy: Proxy) -> Container:
        first = proxy.routes[0].port
        kind = "the API gateway" if proxy.id in self.topology.of(Category.API) else "the load balancer"
        return Container(
            proxy.id,
            self.topology.components[proxy.id].label or word(kind, self.language),
            NGINX,
            published=tuple(self._published(proxy.id, {first: proxy.ports[0]})),
            udp=proxy.udp,
            volumes=(f"./{proxy.id}.conf:/etc/nginx/nginx.conf:ro",),
            networks=self._networks(proxy.id),
        )

    def _runner(self, id: str, service: Service) -> Container:
        environment = dict(self._told(id))
        asked = {
            name: self._asked(id, self.keys[id, name], say("{name} of {id}", self.language, name=name, id=id))
            for name in service.secrets
        }
        environment |= {
            name: self._set(id, name, value) for name, value in service.environment.items()
        } | asked
        files = [
            f"{c.target}:/mnt/{c.target}"
            for c in self.topology.connections_from(id)
            if self.topology.components.get(c.target)
            and self.topology.components[c.target].category is Category.FILE_SYSTEM
        ]
        self.volumes += [file.partition(":")[0] for file in files]
        port = self.topology.components[id].served_port
        return Container(
            id,
            self.topology.components[id].title,
            service.image,
            service.folder,
            dockerfile(id, service) if service.runtime else None,
            environment=environment,
            published=tuple(self._published(id, {port: port} if port else {})),
            volumes=tuple(files),
            waits_for=tuple(self._waits_for(id)),
            networks=self._networks(id),
            once=self.topology.components[id].category is Category.JOBS,
        )

    def _set(self, id: str, name: str, value: object) -> str:
        """A variable of a service: what `.env` says, else what the model says."""
        given = self._given(id, value)
        if (id, name) not in self.keys or secret_of(value) or not _PLAIN.fullmatch(given):
            return given
        key = self.keys[id, name]
        self.settings.setdefault(key, Setting(id, key, given, ""))
        return f"${{{key}-{given}}}"

    def _given(self, id: str, value: object) -> str:
        """A value of the environment of a service, as Compose reads it."""
        return "".join(
            _text(piece) if isinstance(piece, str) else self._referred(id, piece) for piece in pieces(value)
        )

    def _referred(self, id: str, reference: Reference) -> str:
        """What a reference is here; what nothing here stands in for is as AWS would call it."""
        other, attribute = reference.id, reference.attribute
        if attribute == "password":
            return self._password(other)
        region = next(iter(self.topology.regions), "us-east-1")
        plain = {"region": region, "name": other, "arn": f"arn:aws:local:{region}:000000000000:{other}"}
        if attribute in plain:
            return plain[attribute]
        if other in self.proxies:
            port = self._port_between(id, other)
            scheme = "http" if self.proxies[other].http else "tcp"
            return {"host": other, "port": str(port)}.get(attribute, f"{scheme}://{other}:{port}")
        if attribute in ("user", "database"):
            return self._named(other, attribute)
        return str(self._store_port(other)) if attribute == "port" else other

    def _port_between(self, id: str, other: str) -> int:
        """The port by which a service connects to a load balancer, else the first that it listens on."""
        asked = (c.ports for c in self.topology.connections_from(id) if c.target == other)
        return next((ports[0] for ports in asked if ports), self.proxies[other].ports[0])

    def _store_port(self, id: str) -> int:
        """The port of a database or cache: what all connections name, as in AWS, else the engine's."""
        named = {port for c in self.topology.connections_to(id) for port in c.ports}
        usual = self.stores[id].port if id in self.stores else self.topology.components[id].default_port
        return named.pop() if len(named) == 1 and id not in self.servers else usual or 0

    def _asked(self, id: str, key: str, about: str) -> str:
        """A value that has to be in `.env`, or in the server's secret: without it Compose starts nothing."""
        self.settings.setdefault(key, Setting(id, key, None, about))
        return f"${{{key}:?{self._where_values_are}}}"

    @property
    def _where_values_are(self) -> str:
        """What Compose says of a value that it lacks."""
        if not self.for_server:
            return word("set it in .env, see .env.example", self.language)
        secret = f"{self.topology.architecture.identity.name}/server"
        return say("put it into the secret {secret}", self.language, secret=secret)

    def _password(self, id: str) -> str:
        """The password of a database or cache: from `.env` where the model refers to it."""
        if (id, "password") not in self.chosen:
            return LOCAL_PASSWORD
        owner, key = self.chosen[id, "password"]
        return self._asked(owner, key, say("the password of {id}", self.language, id=id))

    def _named(self, id: str, attribute: str) -> str:
        """The user or the name of a database: `.env` may have another one where the model refers to it."""
        usual = LOCAL_USER if attribute == "user" else variable(id).lower()
        if (id, attribute) not in self.chosen or variable(id).lower() == LOCAL_USER:
            return usual
        owner, key = self.chosen[id, attribute]
        self.settings.setdefault(key, Setting(owner, key, usual, ""))
        return f"${{{key}-{usual}}}"

    def _keeper(self, id: str, made: StandIn) -> Container:
        port = self._store_port(id)
        environment = {name: self._argument(value, id, made) for name, value in made.environment.items()}
        if port != made.port and made.port_variable:
            environment[made.port_variable] = str(port)
        environment |= shared.named(id, made, self.servers)
        data = (f"{id}:{made.data}",) if made.data else ()
        names = (f"./{id}.conf:{made.names_file}:ro",) if made.names_file else ()
        self.volumes += [id] if made.data else []
        return Container(
            id,
            self.topology.components[id].title,
            made.image,
            command=tuple(self._argument(word, id, made) for word in made.command),
            environment=environment,
            volumes=(*data, *names),
            healthy=tuple(self._argument(word, id, made) for word in made.healthy),
            networks=(id,),
        )

    def _argument(self, word: str, id: str, made: StandIn) -> str:
        """A word of a stand-in, with the port, the password and the names that it has here."""
        if word == LOCAL_PASSWORD:
            return self._password(id)
        if word == str(made.port):
            return str(self._store_port(id))
        names = {LOCAL_USER: "user", variable(id).lower(): "database"}
        return self._named(id, names[word]) if word in names else word

    def _maker_of_tables(self, id: str) -> Container:
        """What makes the tables where they are not there yet: DynamoDB local begins with none."""
        return Container(
            f"{id}_tables",
            word("makes the tables", self.language),
            shared.CLI,
            entrypoint=("sh", "-ec"),
            command=(shared.creation(self._tables(), id),),
            environment=shared.access(),
            waits_for=((id, "service_healthy"),),
            networks=(id,),
            once=True,
        )

    def _tables(self) -> Iterator[tuple[str, DynamoDb]]:
        for id in self.tables:
            model = self.topology.components[id]
            assert isinstance(model, DynamoDb)
            yield id, model

    def _scheduler(self, id: str) -> Container | None:
        """What sends to queues when a schedule says so."""
        schedule = self.topology.components[id].schedule_expression
        queues = [c.target for c in self.topology.connections_from(id) if c.target in self.servers]
        queues = [queue for queue in queues if self.stores[queue].told == "QUEUE_URL"]
        if schedule is None or not queues:
            return None
        ends = [self._address(queue) for queue in queues]
        command = shared.ticking(schedule, id, ends)
        return (
            Container(
                id,
                word("sends what the schedule says", self.language),
                shared.CLI,
                entrypoint=("sh", "-ec"),
                command=(command,),
                environment=shared.access(),
                waits_for=tuple(dict.fromkeys((self._server(queue), "service_healthy") for queue in queues)),
                networks=self._networks(id),
            )
            if command
            else None
        )

    def _address(self, queue: str) -> tuple[str, str]:
        """A queue, and its server."""
        server = f"http://{self._server(queue)}:{self.stores[queue].port}"
        return f"{server}/{shared.ACCOUNT}/{queue}", server

    def _told(self, id: str) -> Iterator[tuple[str, str]]:
        """The variables by which a service finds what it may connect to."""
        for connection in self.topology.connections_from(id):
            other = connection.target
            name = variable(other)
            if other in self.proxies:
                port = (connection.ports or (443,))[0]
                scheme = "http" if self.proxies[other].http else "tcp"
                yield f"{name}_URL", f"{scheme}://{other}:{port}"
            elif other in self.servers:
                yield from shared.told(other, name, self.stores[other], self._server(other))
            elif other in self.stores:
                yield from self._store_facts(name, other)

    def _store_facts(self, name: str, id: str) -> Iterator[tuple[str, str]]:
        component = self.topology.components[id]
        given = [end for end, _ in component.given_variables] or ["HOST", "PORT"]
        place = id if "PORT" in given else f"{id}:{self.stores[id].port}"  # who is told no port has it here
        told = {"PORT": str(self._store_port(id)), "USER": self._named(id, "user")}
        told["URL"] = f"{self.stores[id].scheme}{place}"
        for end in given:
            yield f"{name}_{end}", told.get(end, place)
        if component.has_password or component.secret_attribute:
            yield f"{name}_PASSWORD", self._password(id)
        if component.is_database:
            readers = "READER_HOST" if component.resource_type == "aws_rds_cluster" else "READER_HOSTS"
            if any(copy.serves_reads for copy in self.topology.copies_of(id)):
                yield f"{name}_{readers}", id
            yield f"{name}_USER", self._named(id, "user")
            yield f"{name}_PASSWORD", self._password(id)
            yield f"{name}_DATABASE", self._named(id, "database")

    def _published(self, id: str, ports: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """Ports on the own machine, for what is reached from outside; a taken one gives way to the next."""
        callers = [self.topology.components[c.source].category for c in self.topology.connections_to(id)]
        if not any(each in (*OUTSIDE, Category.DISTRIBUTION) for each in callers):
            return
        for wanted, own in ports.items():
            port = wanted if wanted >= 1024 else wanted + SHIFT
            while port in self.open_ports:
                port += 1
            self.open_ports.add(port)
            yield port, own

    def _networks(self, id: str) -> tuple[str, ...]:
        """Its own, and those of all that it may connect to."""
        standing = {*self.running, *self.stores, *self.proxies}
        targets = [c.target for c in self.topology.connections_from(id) if c.target in standing]
        return tuple(dict.fromkeys((id, *map(self._server, targets))))

    def _waits_for(self, id: str) -> Iterator[tuple[str, str]]:
        targets = [c.target for c in self.topology.connections_from(id) if c.target in self.stores]
        for target in dict.fromkeys(map(self._server, targets)):
            if target in self.tables:
                yield f"{target}_tables", "service_completed_successfully"
            else:
                yield target, "service_healthy"


def dockerfile(id: str, service: Service) -> str:
    """The Dockerfile that is written for a service, seen from its folder."""
    parts = [part for part in normpath(service.folder or ".").split("/") if part not in (".", "")]
    return "../" * len(parts) + f"output/local/{id}.Dockerfile"


def variable(id: str) -> str:
    """An id as the beginning of environment variables: `web-lb` becomes `WEB_LB`."""
    return id.replace("-", "_").upper()


_PLAIN = re.compile(r"(?:[\w.:/@,=-]+(?: +[\w.:/@,=-]+)*)?")
"""Values that mean the same in `.env` and as a default in the Compose file."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OF_SHELLS = frozenset({"HOME", "HOSTNAME", "LANG", "LANGUAGE", "PATH", "PWD", "SHELL", "TERM", "TZ", "USER"})
"""What shells set: Compose would take their values for those of `.env`."""


def _keys(running: Mapping[str, Service]) -> Iterator[tuple[tuple[str, str], str]]:
    """What each variable of a service is called in `.env`: the app's own name where it has one meaning."""
    means: dict[str, set[object]] = {}
    for id, service in running.items():
        for name, value in service.environment.items():
            means.setdefault(name, set()).add(secret_of(value) or pieces(value))
        for name in service.secrets:
            means.setdefault(name, set()).add(id)
    for id, service in running.items():
        for name in (*service.secrets, *service.environment):
            shared = len(means[name]) > 1 or name in _OF_SHELLS
            if _NAME.fullmatch(name):
                yield (id, name), f"{variable(id)}_{name}" if shared else name


def _chosen(
    running: Mapping[str, Service], keys: Mapping[tuple[str, str], str]
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """What services call the password, user and database of others; the first name is that of `.env`."""
    known: dict[tuple[str, str], tuple[str, str]] = {}
    for id, service in running.items():
        for name, value in service.environment.items():
            match pieces(value):
                case (Reference(id=other, attribute="password" | "user" | "database" as attribute),):
                    usual = f"{variable(other)}_{attribute.upper()}"
                    known.setdefault((other, attribute), (id, keys.get((id, name), usual)))
    yield from known.items()


def _text(value: object) -> str:
    """A value as text in which Compose replaces nothing."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.replace("$", "$$")
