"""`policies`: the words, what breaks them and how it is shown, against brute force, on models and plans."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from archgen.cli import run
from archgen.commands.policies import command
from archgen.lint.engine import check
from archgen.model.kinds import INTERNET
from archgen.model.policies import Policy, agrees, as_policy
from archgen.model.reading import architecture
from archgen.review.scopes import scopes
from archgen.topology.failures.outage import zone_outages
from archgen.topology.failures.simulation import Simulator, Verdict
from archgen.topology.graph import Topology
from archgen.topology.policies import Violation, broken, text_of, violations
from archgen.topology.routes.paths import paths_of
from archgen.topology.selectors import is_outside, selected_by
from models import BRIEF, brief, topology_of
from random_models import graph_of, seeded, seeds

SEEDS = seeds(60)


def promised(*policies: Any, **components: Any) -> tuple[Violation, ...]:
    data = brief()
    data["policies"] = list(policies)
    data["components"].update({id.replace("_", "-"): fields for id, fields in components.items()})
    return violations(topology_of(data))


def said(*policies: Any) -> list[str]:
    return [str(each.message) for each in promised(*policies)]


# --- what each sort says ---


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"never": "client -> orders"}, []),  # five others are between them
        ({"never": "app -> orders"}, ["app may connect to orders"]),
        ({"never": "app -> tier:data"}, ["app may connect to orders", "app may connect to sessions"]),
        ({"never": "internet -> tier:data"}, []),
        ({"never": "internet -> kind:cloudfront"}, ["client may connect to cdn"]),
        ({"never": "tier:backend -> internet"}, ["app may connect to partners"]),
        ({"never": {"from": ["web", "app"], "to": "orders"}}, ["app may connect to orders"]),
        ({"only": {"from": "app", "to": "orders"}}, []),
        ({"only": {"from": "web", "to": "orders"}}, ["app may connect to orders, which only web may"]),
        ({"through": {"path": "app -> internet", "via": "nat"}}, []),
        ({"through": {"path": "client -> orders", "via": "app-lb"}}, []),
        ({"through": {"path": "client -> web", "via": "dns"}}, []),
        ({"through": {"path": "client -> orders", "via": "assets"}},
         ["client reaches orders without passing assets"]),
        ({"always": {"path": "client -> web", "losing": "zone"}}, []),
        ({"always": {"path": "app -> orders", "losing": "us-east-1a"}}, []),
        ({"always": {"path": "client -> assets", "losing": "region"}},
         ["without us-east-1, client does not reach assets: cdn is down"]),
        ({"always": {"path": "assets -> web", "losing": "zone"}}, ["assets does not reach web at all"]),
        ({"every": {"kind": ["rds", "aurora"], "has": {"multi_az": True}}}, []),
        ({"every": {"tier": "data", "kind": "rds", "has": {"engine": ["mysql", "mariadb"]}}},
         ["`engine` of orders is postgres, and mysql or mariadb is promised"]),
        ({"every": {"kind": "auto-scaling-group", "has": {"capacity": {"min": ">= 2"}}}}, []),
        ({"every": {"kind": "rds", "has": {"multiaz": True}}},
         ['orders (rds) has no field `multiaz`; did you mean "multi_az"?']),
    ],
)  # fmt: skip
def test_each_sort_of_policy(policy: Any, expected: list[str]) -> None:
    found = said(policy)
    if policy.get("always", {}).get("losing") == "region":
        assert len(found) == 1
        assert found[0].startswith("without us-east-1, client does not reach assets")
    else:
        assert found == expected


def test_what_fails_breaks_always_with_the_hop() -> None:
    data = brief()
    data["components"]["orders"]["multi_az"] = False
    data["policies"] = [{"always": {"path": "client -> orders", "losing": "zone"}}]
    (found,) = violations(topology_of(data))
    assert found.hops[-3:] == ("app@us-east-1b", "orders@us-east-1a", "(fails)")
    assert found.connection is not None
    assert (found.connection.source, found.connection.target) == ("app", "orders")


def test_a_public_bucket_is_reached_by_the_internet() -> None:
    found = promised({"never": "internet -> assets"}, assets={"kind": "s3", "public": True})
    assert [(str(each.message), each.field) for each in found] == [
        ("anybody on the internet may connect to assets", ("components", "assets", "public"))
    ]


def test_tags_and_groups_select() -> None:
    data = brief()
    data["groups"] = {"billing": {}}
    data["components"]["orders"] |= {"group": "billing", "tags": {"team": "orders"}}
    for word in ("group:billing", "tag:team", "tag:team=orders", "id:orders"):
        data["policies"] = [{"never": f"app -> {word}"}]
        assert len(violations(topology_of(data))) == 1
    data["policies"] = [{"never": "app -> tag:team=billing"}]
    assert violations(topology_of(data)) == ()


def test_tags_are_on_the_resources_of_a_component() -> None:
    from archgen.lint.examination import Examination
    from archgen.pipeline import examine, view_of
    from archgen.render.outputs import output
    from archgen.render.outputs.artifact import Artifact
    from archgen.yamlfile.document import Document

    data = brief()
    data["components"]["orders"]["tags"] = {"team": "orders"}
    found: Examination = examine(Document("a.yaml", "", data))
    made = [each for each in output("terraform").artifacts(view_of(found)) if isinstance(each, Artifact)]
    text = b"\n".join(each.content for each in made).decode()
    assert '"team" = "orders"' in text or "team = " in text


def test_a_finding_is_at_the_policy_and_at_the_connection() -> None:
    data = brief()
    data["policies"] = [{"never": "app -> orders", "because": "board decision 12", "severity": "warning"}]
    (finding,) = [each for each in check(topology_of(data)).findings if each.code == "AG901"]
    assert (
        finding.message == "app may connect to orders, which breaks `never: app -> orders`: board decision 12"
    )
    assert (finding.route, finding.severity.value) == (("policies", 0), "warning")
    assert finding.hops == ("app@us-east-1a", "orders@us-east-1a")
    assert finding.related[0].route[:2] == ("connections", 5)


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        (True, True, True),
        (1, True, False),
        (2, ">= 2", True),
        (1, ">= 2", False),
        (3, "< 3", False),
        (True, ">= 0", False),
        ("postgres", ["mysql", "postgres"], True),
        ({"a": 1, "b": 2}, {"a": 1}, True),
        ({"a": 1}, {"c": 1}, False),
        (None, "x", False),
    ],
)
def test_has(value: Any, wanted: Any, expected: bool) -> None:
    assert agrees(value, wanted) is expected


# --- mistakes ---


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ({"never": "client orders"}, "not of the form `a -> b`"),
        ({"never": "clent -> orders"}, 'no component "clent"; did you mean "client"?'),
        ({"never": "client -> tier:dat"}, 'names the tier "dat", which does not exist; did you mean "data"?'),
        ({"never": "client -> kind:rdss"}, 'names the kind "rdss"'),
        ({"never": "client -> group:billing"}, 'no group "billing"'),
        ({"nevver": "client -> orders"}, 'unknown key "nevver"'),
        ({"never": "a -> b", "only": {"from": "app", "to": "orders"}}, "both `never` and `only`"),
        ({"because": "x"}, "promises nothing"),
        ({"every": {"kind": "rds"}}, "no `has`"),
        ({"only": {"from": "app"}}, "no `to`"),
    ],
)
def test_a_mistake_is_told_with_its_place(policy: Any, message: str) -> None:
    model, findings = architecture(brief() | {"policies": [policy]})
    assert model is None
    assert any(message in finding.message and finding.route[:2] == ("policies", 0) for finding in findings)


# --- brute force ---


def words(random: Random, topology: Topology) -> str:
    ids = list(topology.components)
    kind = topology.components[random.choice(ids)].kind
    return random.choice([random.choice(ids), f"kind:{kind}", "internet", "tier:data", "tier:backend"])


def random_policies(seed: int, topology: Topology) -> Iterator[Policy]:
    random = Random(seed)
    for _ in range(6):
        ends = {"from": words(random, topology), "to": words(random, topology)}
        via = random.choice(list(topology.components))
        for item in (
            {"never": ends},
            {"only": ends},
            {"through": {"path": ends, "via": via}},
            {"always": {"path": ends, "losing": "zone"}},
        ):
            yield Policy.model_validate(as_policy(item)).at(("policies", 0))


def fits(topology: Topology, words: tuple[str, ...], id: str) -> bool:
    """Written again, and plainly: whether a component is among those that words mean."""
    for word in words:
        if word == "internet":
            if id == INTERNET or is_outside(topology.components[id]):
                return True
        elif word.startswith("kind:"):
            if id != INTERNET and topology.components[id].kind == word[5:]:
                return True
        elif word.startswith("tier:"):
            tier = topology.components[id].in_tier if id != INTERNET else None
            if tier is not None and tier.value == word[5:]:
                return True
        elif word == id:
            return True
    return False


def every_chain(topology: Topology, source: str) -> Iterator[tuple[Any, ...]]:
    """Every chain of connections with a network path that visits nothing twice."""
    queue: list[tuple[Any, ...]] = [()]
    for chain in queue:
        last = chain[-1][0].target if chain else source
        for connection in topology.connections_from(last) if last != INTERNET else ():
            seen = {source, *(each.target for each, _ in chain)}
            if connection.target in seen:
                continue
            for path in paths_of(topology, connection):
                if path.broken is None:
                    yield (*chain, (connection, path))
                    if len(queue) < 3000:
                        queue.append((*chain, (connection, path)))


def passes(topology: Topology, chain: tuple[Any, ...], via: tuple[str, ...]) -> bool:
    for connection, path in chain:
        on = {topology.copies[stop].component for stop in path.stops[1:-1]}
        on |= {connection.target, *connection.names, *connection.guards}
        if any(fits(topology, via, id) for id in on):
            return True
    return False


def expected(topology: Topology, policy: Policy) -> bool:
    """Whether a policy is broken, by looking at everything."""
    open_ = [c for c in topology.connections if any(p.broken is None for p in paths_of(topology, c))]
    if policy.never:
        a, b = policy.never.source, policy.never.target
        return any(fits(topology, a, c.source) and fits(topology, b, c.target) for c in open_)
    if policy.only:
        a, b = policy.only.source, policy.only.target
        return any(not fits(topology, a, c.source) and fits(topology, b, c.target) for c in open_)
    if policy.through:
        ends, via = policy.through.path, policy.through.via
        return any(
            fits(topology, ends.target, chain[-1][0].target) and not passes(topology, chain, via)
            for id in topology.components
            if fits(topology, ends.source, id) and not fits(topology, via, id)
            for chain in every_chain(topology, id)
        )
    assert policy.always
    ends = policy.always.path
    sources = [id for id in topology.components if fits(topology, ends.source, id)]
    simulator = Simulator(topology, tuple(sources))
    known = {(need.source, need.target) for need in simulator.needs}
    targets = [id for id in topology.components if fits(topology, ends.target, id)]
    if "internet" not in ends.target and any(
        a != b and (a, b) not in known for a, b in product(sources, targets)
    ):
        return True
    return any(
        path.need.source in sources
        and fits(topology, ends.target, path.need.target)
        and path.promised is Verdict.FAILS
        for outage in zone_outages(topology)
        for path in simulator.simulate(outage).paths
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_verdict_equals_brute_force(seed: int) -> None:
    topology = graph_of(seeded(seed))
    for policy in random_policies(seed, topology):
        assert bool(list(broken(topology, policy))) is expected(topology, policy), text_of(policy)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_counter_example_replays(seed: int) -> None:
    """Each hop of a counter-example is a step of a network path of the system."""
    topology = graph_of(seeded(seed))
    steps = {
        (a if a != INTERNET else "internet", b if b != INTERNET else "internet")
        for connection in topology.connections
        for path in paths_of(topology, connection)
        if path.broken is None
        for a, b in pairwise(path.stops)
    }
    for policy in random_policies(seed, topology):
        for violation in broken(topology, policy):
            if policy.never or policy.only:
                ends = [topology.copies[stop].component for stop in violation.hops if stop in topology.copies]
                assert violation.connection is not None
                assert ends[0] == violation.connection.source
            if policy.never or policy.only or policy.through:
                hops = [hop if hop != INTERNET else "internet" for hop in violation.hops]
                joined = {
                    (a, b)
                    for a, b in pairwise(hops)
                    if a.partition("@")[0].partition(".")[0] != b.partition("@")[0].partition(".")[0]
                }
                assert joined <= steps


# --- shared files, plans, scopes ---


def shared(folder: Path, *policies: Any, model: Any = None) -> Path:
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "policies.yaml").write_text(yaml.safe_dump(list(policies)))
    (folder / "shop").mkdir(exist_ok=True)
    path = folder / "shop" / "architecture.yaml"
    path.write_text(yaml.safe_dump(brief() | {"policies": model or ["../policies.yaml"]}, sort_keys=False))
    return path


def test_a_shared_file_is_named_by_many_models(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = shared(tmp_path, {"never": "client -> orders"}, {"never": "app -> orders", "because": "no"})
    assert run(["validate", str(path), "--format", "concise"]) == 1
    text = capsys.readouterr().out
    assert "breaks `never: app -> orders` (../policies.yaml:2:3): no" in text
    assert text.count("AG901") == 1


def test_ids_that_a_model_has_not_are_no_mistake_in_a_shared_file(tmp_path: Path) -> None:
    path = shared(tmp_path, {"never": "other -> thing"}, {"only": {"from": "app", "to": "elsewhere"}})
    assert run(["validate", str(path)]) == 0


def test_a_mistake_in_a_shared_file_has_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = shared(tmp_path, {"never": "app"})
    assert run(["validate", str(path)]) == 2
    assert "../policies.yaml:1:" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../../policies.yaml", "/etc/passwd", "missing.yaml"])
def test_a_shared_file_is_within_the_repository(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policies.yaml").write_text("[]")
    (tmp_path / "repository").mkdir()
    path = shared(tmp_path / "repository", model=[name])
    assert run(["validate", str(path)]) == 2
    text = capsys.readouterr().out
    assert "outside of" in text or "no file" in text


def test_without_git_a_shared_file_is_below_the_model(tmp_path: Path) -> None:
    path = shared(tmp_path)
    (tmp_path / ".git").rmdir()
    assert run(["validate", str(path)]) == 2
    path.write_text(yaml.safe_dump(brief() | {"policies": ["more/policies.yaml"]}, sort_keys=False))
    (path.parent / "more").mkdir()
    (path.parent / "more" / "policies.yaml").write_text("policies:\n- never: app -> orders\n")
    assert run(["validate", str(path)]) == 1


def listed(*args: str) -> tuple[str, int]:
    result = CliRunner().invoke(command, args, standalone_mode=False)
    assert result.exception is None
    return str(result.output), int(result.return_value)


def test_the_command_shows_kept_and_broken(tmp_path: Path) -> None:
    more = tmp_path / "policies.yaml"
    more.write_text(yaml.safe_dump([{"never": "client -> orders"}, {"never": "app -> orders"}]))
    text, code = listed(str(BRIEF), "--policies", str(more))
    assert "kept    never: client -> orders" in text
    assert "BROKEN  never: app -> orders\n        app may connect to orders\n        path: app@" in text
    assert "1 of 2 policies are kept" in text
    assert code == 1
    found = json.loads(listed(str(BRIEF), "--policies", str(more), "--format", "json")[0])
    assert [each["kept"] for each in found["policies"]] == [True, False]
    assert found["policies"][1]["violations"][0]["connection"] == ["app", "orders"]


def test_a_scope_has_groups_and_the_internet_gateway() -> None:
    data = brief()
    data["policies"] = [
        {"never": "internet -> tier:data"},
        {"never": "app -> web"},
        {"never": "app -> assets"},
    ]
    made = scopes(topology_of(data), {"orders": ["sg-1"], "app": ["sg-2"], "web": ["sg-3"]})
    first, second = made.scopes
    assert first["MatchPaths"][0]["Source"]["ResourceStatement"] == {
        "ResourceTypes": ["AWS::EC2::InternetGateway"]
    }
    assert first["MatchPaths"][0]["Destination"]["ResourceStatement"] == {"Resources": ["sg-1"]}
    assert second["MatchPaths"][0]["Source"]["ResourceStatement"] == {"Resources": ["sg-2"]}
    assert first["ExcludePaths"][0]["ThroughResources"]
    assert made.left_out == ("never: app -> assets",)


def test_selectors_mean_the_same_everywhere() -> None:
    topology = topology_of(brief())
    for words_ in (("internet",), ("tier:data",), ("kind:alb", "app")):
        chosen = selected_by(topology, words_)
        for id in topology.components:
            assert (id in chosen) is fits(topology, words_, id)
