"""Texts that DNS, AWS, a shell or a container runtime reads as names have the shape that it takes."""

from __future__ import annotations

from typing import Any

import pytest

from archgen.model.reading import architecture
from models import brief

HOSTILE = (
    'x.example.com/${file("/etc/passwd")}', "a\nb", 'a"b', "a`id`b", "$(id)", "a;b", "<script>", "%{if true}",
    "{{ x }}", "", "a b", " a", "a ", "é{", "]]>",
)  # fmt: skip


def complaints(component: str, **fields: Any) -> list[str]:
    data = brief()
    data["components"][component].update(fields)
    return [finding.message for finding in architecture(data)[1]]


def service(**fields: Any) -> list[str]:
    data = brief()
    data["components"]["app"]["service"].update(fields)
    return [finding.message for finding in architecture(data)[1]]


@pytest.mark.parametrize("text", HOSTILE)
def test_names_are_told_apart_from_code(text: str) -> None:
    assert complaints("dns", domain=text)
    assert complaints("app", instance_type=text)
    assert complaints("orders", instance_class=text)
    assert not text or complaints("orders", replica_regions=[text])
    assert service(secrets=[text])
    assert service(health_check=f"/{text} " if text in ("", "a") else f"/{text}\n")


@pytest.mark.parametrize(
    "domain",
    ["example.com", "a.b-c.example.co.uk", "xn--mnchen-3ya.example", "EXAMPLE.com", "example.com."],
)
def test_a_host_name_is_one(domain: str) -> None:
    assert complaints("dns", domain=domain) == []


@pytest.mark.parametrize(
    ("domain", "help"),
    [
        ("https://Shop.example.com/a?b", "write `shop.example.com`"),
        ("*.example.com", "write `example.com`"),
        ("münchen.example", "write `xn--mnchen-3ya.example`"),
        ("10.0.0.1", None),
        ("a_b.example.com", None),
        ("-a.example.com", None),
        ("a..example.com", None),
        (f"{'a' * 64}.example.com", None),
    ],
)
def test_what_is_no_host_name_is_an_error_with_what_to_write(domain: str, help: str | None) -> None:
    data = brief()
    data["components"]["dns"]["domain"] = domain
    (finding,) = architecture(data)[1]
    assert (finding.code, finding.route) == ("AG004", ("components", "dns", "domain"))
    assert "which is not a host name" in finding.message
    assert finding.help == help


def test_names_of_variables_are_told_one_by_one() -> None:
    environment = {"": "a", "A=B": "c", "OK": 1, "spring.datasource.url": "d"}
    assert service(
        environment=environment, secrets=["OK", "X}${PATH}", "Y=1\nCOMPOSE_FILE=other.yaml\nZ"]
    ) == [
        'a key of `environment` is "", which is not the name of a variable: printable ASCII without =',
        'a key of `environment` is "A=B", which is not the name of a variable: printable ASCII without =',
        'an item of `secrets` is "X}${PATH}", which is not the name of a variable: '
        "letters, digits and _, no digit first",
        'an item of `secrets` is "Y=1\\u000aCOMPOSE_FILE=other.yaml\\u000aZ", '
        "which is not the name of a variable: letters, digits and _, no digit first",
    ]


@pytest.mark.parametrize(
    "image", ["nginx", "nginx:1.27", "localhost:5000/a/b_c:1", f"ghcr.io/a/b:1@sha256:{'0' * 64}"]
)
def test_images_by_tag_and_digest_are_names(image: str) -> None:
    assert service(image=image) == []


def test_tags_of_aws_itself_cannot_be_set() -> None:
    data = brief() | {"tags": {"aws:cost": "a", "Owner": "team & co", "two\nlines": "b"}}
    assert [finding.message for finding in architecture(data)[1]] == [
        'a key of `tags` is "aws:cost", which begins with aws:, which AWS keeps for itself',
        'a key of `tags` is "two\\u000alines", which has more than one line',
    ]


@pytest.mark.parametrize("value", ["plain", "${orders.password}", 1])
def test_a_variable_that_is_plain_text_and_a_secret_is_an_error(value: object) -> None:
    data = brief()
    data["components"]["app"]["service"] |= {
        "environment": {"OTHER": 1, "TOKEN": value},
        "secrets": ["KEY", "TOKEN"],
    }
    (finding,) = architecture(data)[1]
    assert (finding.code, finding.route, finding.key) == (
        "AG004",
        ("components", "app", "service", "environment", "TOKEN"),
        True,
    )
    assert finding.message == "TOKEN of app is under `environment` and under `secrets`; remove one of the two"
    del data["components"]["app"]["service"]["environment"]["TOKEN"]
    assert architecture(data)[1] == []


def test_only_a_function_is_given_a_secret_by_its_arn() -> None:
    data = brief()
    told = {"image": "example/a:1", "environment": {"TOKEN_ARN": "a", "KEY_ARN": "b"}, "secrets": ["TOKEN"]}
    data["components"]["app"]["service"] |= told
    assert architecture(data)[1] == []
    data["components"]["task"] = {"kind": "lambda", "tier": "backend", "service": told}
    assert [finding.message for finding in architecture(data)[1]] == [
        "TOKEN_ARN of task is how a function is given its secret TOKEN; rename one of them"
    ]
