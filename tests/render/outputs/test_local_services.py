"""Stand-ins of AWS's services in the local stack: queues, buckets, API gateways and schedules."""

from __future__ import annotations

from typing import Any

import compose_spec
import crossplane
import pytest

from archgen.render.outputs.local import shared
from archgen.render.outputs.local.stack import stack
from models import topology_of
from test_local import notes, rendered, services


def jobs() -> dict[str, Any]:
    worker = {"kind": "ecs-service", "tier": "backend", "subnets": "app"}
    return {
        "archgen": 1,
        "name": "jobs",
        "regions": {"eu-west-1": {"zones": ["eu-west-1a", "eu-west-1b"], "cidr": "10.0.0.0/16"}},
        "subnets": {"web": {"access": "public"}, "app": {"access": "private"}},
        "components": {
            "c": {"kind": "client"},
            "api": {"kind": "api-gateway", "subnets": "app"},
            "lb": {"kind": "alb", "subnets": "app"},
            "nat": {"kind": "nat-gateway", "subnets": "web"},
            "shop": {**worker, "service": {"image": "example/shop:1", "port": 8080}},
            "worker": {**worker, "service": {"image": "example/worker:1"}},
            "jobs": {"kind": "sqs"},
            "mail": {"kind": "sqs"},
            "files": {"kind": "s3"},
            "page": {"kind": "s3"},
            "nightly": {"kind": "eventbridge", "schedule": "cron(30 3 * * ? *)"},
            "often": {"kind": "eventbridge", "schedule": "rate(5 minutes)"},
            "odd": {"kind": "eventbridge", "schedule": "cron(0 9 ? * MON-FRI *)"},
        },
        "connections": [
            {"c -> api -> lb": 443},
            "lb -> shop",
            "shop -> nat -> jobs",
            "shop -> nat -> files",
            {"worker -> nat -> jobs": {"access": "receive"}},
            {"worker -> nat -> mail": {"access": "send"}},
            "nightly -> jobs",
            "often -> mail",
            "odd -> mail",
        ],
    }


def test_all_queues_are_in_one_container() -> None:
    made = services(jobs())
    assert made["jobs"]["image"].startswith("softwaremill/elasticmq") and "mail" not in made
    told = made["worker"]["environment"]
    assert told["MAIL_QUEUE_URL"] == "http://jobs:9324/000000000000/mail"
    assert told["AWS_ENDPOINT_URL_SQS"] == "http://jobs:9324"
    names = rendered(jobs())["local/jobs.conf"]
    assert '"jobs" {}' in names and '"mail" {}' in names


def test_a_bucket_that_services_use_has_a_stand_in() -> None:
    made = services(jobs())
    assert made["files"]["environment"] == {"COM_ADOBE_TESTING_S3MOCK_STORE_INITIAL_BUCKETS": "files"}
    assert made["shop"]["environment"]["FILES_BUCKET"] == "files"
    assert "files" in made["shop"]["networks"] and "page" not in made


def test_an_api_gateway_leads_to_what_runs_behind_it() -> None:
    made, text = services(jobs()), rendered(jobs())["local/api.conf"]
    assert made["api"]["ports"] == ["127.0.0.1:8443:443"] and "http://lb:443" in text


def test_a_configuration_of_an_api_gateway_is_one_of_nginx(tmp_path: Any) -> None:
    file = tmp_path / "api.conf"
    file.write_text(rendered(jobs())["local/api.conf"])
    assert crossplane.parse(str(file))["errors"] == []


def test_a_schedule_sends_to_queues() -> None:
    made = services(jobs())
    assert "while sleep 300; do aws sqs send-message" in made["often"]["command"][0]
    assert '[ "$$now" != "03:30" ]' in made["nightly"]["command"][0]
    (note,) = notes(jobs())
    assert "odd" not in made and note.startswith("local: no stand-in for odd (eventbridge): a small clock")


def stores() -> dict[str, Any]:
    data = jobs()
    data["subnets"]["db"] = {"access": "isolated"}
    data["components"] |= {
        "papers": {"kind": "documentdb", "subnets": "db"},
        "letters": {"kind": "mq", "subnets": "db", "engine": "rabbitmq"},
        "calls": {"kind": "mq", "subnets": "db"},
    }
    data["connections"] += ["shop -> papers", "shop -> letters", "shop -> calls"]
    return data


def test_documents_and_brokers_have_stand_ins_with_a_login() -> None:
    made = services(stores())
    told = made["shop"]["environment"]
    assert told["PAPERS_HOST"] == "papers" and told["PAPERS_PORT"] == "27017"
    assert (told["PAPERS_USER"], told["PAPERS_PASSWORD"]) == ("app", "local-only")
    assert made["papers"]["environment"]["MONGO_INITDB_ROOT_PASSWORD"] == told["PAPERS_PASSWORD"]
    assert told["LETTERS_URL"] == "amqp://letters:5672" and told["CALLS_URL"] == "amqp://calls:5672"
    assert made["letters"]["environment"]["RABBITMQ_DEFAULT_PASS"] == told["LETTERS_PASSWORD"]
    assert made["calls"]["environment"]["ACTIVEMQ_CONNECTION_USER"] == "app"


@pytest.mark.parametrize(
    ("schedule", "part"),
    [
        ("rate(1 hour)", "sleep 3600"),
        ("rate(2 days)", "sleep 172800"),
        ("cron(15 * * * ? *)", 'date -u +%M); [ "$$now" != "15" ]'),
        ("cron(0 9 ? * MON-FRI *)", None),
        ("at(2030-01-01T00:00:00)", None),
    ],
)
def test_what_a_schedule_says(schedule: str, part: str | None) -> None:
    said = shared.ticking(schedule, "clock", [("http://q:9324/0/q", "http://q:9324")])
    assert said is None if part is None else said is not None and part in said


def test_compose_accepts_it() -> None:
    accepted = compose_spec.PyCompose.from_yaml(rendered(jobs())["local/compose.yaml"])
    assert "nightly" in accepted.service_names()


def test_a_server_that_others_use_has_no_stand_ins_for_tests() -> None:
    found = {service.id for service in stack(topology_of(jobs()), for_server=True).services}
    assert not {"jobs", "files", "nightly"} & found and "shop" in found
