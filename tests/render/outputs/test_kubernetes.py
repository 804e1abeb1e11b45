"""`output: kubernetes`: manifests that Kubernetes' own schemas take, and that say what the model says."""

from __future__ import annotations

import re
from typing import Any

import kubernetes_validate
import pytest
import yaml

from archgen.pipeline import examine, view_of
from archgen.render.outputs import kubernetes
from archgen.render.outputs.artifact import Artifact, Note
from archgen.yamlfile.document import Document
from models import brief
from terraforming import configuration, kept

OTHERS = {"Kustomization", "SecurityGroupPolicy", "TargetGroupBinding"}
"""Kinds that are not of Kubernetes itself."""


def made(data: Any) -> tuple[dict[str, str], list[str]]:
    items = list(kubernetes.artifacts(view_of(examine(Document("architecture.yaml", "", data)))))
    texts = {each.path: each.content.decode() for each in items if isinstance(each, Artifact)}
    return texts, [each.text for each in items if isinstance(each, Note)]


def manifests(data: Any) -> list[dict[str, Any]]:
    texts = (text for path, text in made(data)[0].items() if path.endswith(".yaml"))
    return [each for text in texts for each in yaml.safe_load_all(text)]


def manifest(data: Any, kind: str, name: str) -> dict[str, Any]:
    (found,) = (m for m in manifests(data) if m["kind"] == kind and m["metadata"]["name"] == name)
    return found


def wrong(each: dict[str, Any], version: str) -> list[str]:
    """What the schema of Kubernetes says of a manifest, unknown fields included."""
    try:
        kubernetes_validate.validate(each, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        return [str(error)]
    return []


def cluster(**fields: Any) -> dict[str, Any]:
    data = kept()["kubernetes"]
    for id, component in data["components"].items():
        component.update(fields.get(id, {}))
    return data


def fargate() -> dict[str, Any]:
    return cluster(platform={"fargate": True})


@pytest.mark.parametrize("version", ["1.29", "1.35"])
@pytest.mark.parametrize("data", [cluster(), fargate()], ids=["nodes", "fargate"])
def test_kubernetes_takes_each_manifest(data: dict[str, Any], version: str) -> None:
    data["components"]["platform"]["version"] = version
    every = [each for each in manifests(data) if each["kind"] not in OTHERS]
    assert {each["kind"] for each in every} >= {"Deployment", "Service", "NetworkPolicy", "ServiceAccount"}
    assert [(each["kind"], text) for each in every for text in wrong(each, version)] == []


def test_the_schemas_find_what_is_wrong() -> None:
    broken = manifest(cluster(), "Deployment", "offers")
    container = broken["spec"]["template"]["spec"]["containers"][0]
    container["imagePullPolicies"] = "Always"
    assert "imagePullPolicies" in wrong(broken, "1.33")[0]
    del container["imagePullPolicies"]
    container["ports"] = "8080"
    assert "8080" in wrong(broken, "1.33")[0]


def test_a_deployment_has_probes_resources_and_no_root() -> None:
    spec = manifest(cluster(offers={"cpu": 512, "memory": 768}), "Deployment", "offers")["spec"]
    pod, container = spec["template"]["spec"], spec["template"]["spec"]["containers"][0]
    assert container["readinessProbe"]["httpGet"] == {"path": "/healthz", "port": 8080}
    assert container["resources"]["requests"] == {"cpu": "500m", "memory": "768Mi"}
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    zone, _ = pod["topologySpreadConstraints"]
    assert (zone["topologyKey"], zone["whenUnsatisfiable"]) == (
        "topology.kubernetes.io/zone",
        "DoNotSchedule",
    )
    assert "replicas" not in spec  # their number is the autoscaler's


def test_a_worker_has_neither_service_nor_probes() -> None:
    every = [each for each in manifests(cluster()) if each["kind"] != "Kustomization"]
    kinds = {each["kind"] for each in every if each["metadata"]["name"] == "indexer"}
    container = manifest(cluster(), "Deployment", "indexer")["spec"]["template"]["spec"]["containers"][0]
    assert "Service" not in kinds and "Deployment" in kinds
    assert not {"readinessProbe", "livenessProbe", "ports"} & set(container)


def test_a_fixed_number_of_pods_has_no_autoscaler() -> None:
    data = cluster(offers={"capacity": {"min": 4, "max": 4}})
    assert manifest(data, "Deployment", "offers")["spec"]["replicas"] == 4
    scaled = [each for each in manifests(data) if each["kind"] == "HorizontalPodAutoscaler"]
    assert [each["metadata"]["name"] for each in scaled] == ["indexer"]
    assert (scaled[0]["spec"]["minReplicas"], scaled[0]["spec"]["maxReplicas"]) == (3, 6)


def test_a_network_policy_allows_the_connections_of_the_model() -> None:
    data = cluster()
    data["connections"].append("indexer -> offers")
    spec = manifest(data, "NetworkPolicy", "offers")["spec"]
    lb, indexer = spec["ingress"]
    assert [peer["ipBlock"]["cidr"] for peer in lb["from"]] == ["10.0.0.0/22", "10.0.4.0/22", "10.0.8.0/22"]
    assert lb["ports"] == indexer["ports"] == [{"port": 8080, "protocol": "TCP"}]
    chosen = {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "indexer"}}}
    assert indexer["from"] == [chosen]
    asked = [sorted(port["port"] for port in rule["ports"]) for rule in spec["egress"]]
    assert asked == [[53, 53], [80], [5432], [443], [9098]]
    everywhere = [peer for rule in spec["egress"] for peer in rule["to"] if "0.0.0.0/0" in str(peer)]
    assert everywhere == []


def test_nobody_connects_to_a_worker() -> None:
    assert manifest(cluster(), "NetworkPolicy", "indexer")["spec"]["ingress"] == []


def test_services_find_each_other_by_name() -> None:
    data = cluster()
    data["connections"].append("indexer -> offers")
    container = manifest(data, "Deployment", "indexer")["spec"]["template"]["spec"]["containers"][0]
    assert {"name": "OFFERS_URL", "value": "http://offers:8080"} in container["env"]


def test_the_manifests_and_terraform_agree() -> None:
    from terraforming import blocks, configuration, entries

    data = cluster()
    terraform = configuration(data)
    binding = manifest(data, "TargetGroupBinding", "offers-8080")["spec"]
    groups = entries(terraform, "aws_lb_target_group").items()
    named = [(key, re.search(r'name\s+= "([^"]+)"', text)) for key, text in groups]
    names = [found[1].replace("${each.key}", key) for key, found in named if found]
    assert [binding["targetGroupName"]] == names
    association = blocks(terraform, "aws_eks_pod_identity_association")["offers"]
    account = manifest(data, "ServiceAccount", "offers")["metadata"]
    for name in (account["namespace"], account["name"]):
        assert f'"{name}"' in association
    told = made(data)[0]["kubernetes/platform/offers.yaml"]
    known = re.search(r"# (.*): what Terraform knows", told)
    assert known is not None
    for name in known[1].split(", "):
        assert f"    {name} " in terraform["outputs.tf"]


def test_on_fargate_roles_and_security_groups_come_from_terraform() -> None:
    texts, notes = made(fargate())
    joined = yaml.safe_load(texts["kubernetes/platform/kustomization.yaml"])
    fields = [target["fieldPaths"][0] for each in joined["replacements"] for target in each["targets"]]
    assert fields[0] == "spec.securityGroups.groupIds.0" and "role-arn" in fields[1]
    spread = manifest(fargate(), "Deployment", "offers")["spec"]["template"]["spec"]
    assert "topologySpreadConstraints" not in spread and notes == []


def test_a_model_without_services_has_no_manifests() -> None:
    assert made(brief()) == (
        {},
        ["kubernetes: the model has no kubernetes-service, so there are no manifests"],
    )


def mounting(**fields: Any) -> dict[str, Any]:
    data = cluster(**fields)
    data["components"]["files"] = {"kind": "efs", "subnets": "data"}
    data["connections"].append("offers -> files")
    return data


def test_a_file_system_is_mounted_by_a_claim() -> None:
    data = mounting()
    pod = manifest(data, "Deployment", "offers")["spec"]["template"]["spec"]
    assert {"name": "volume-files", "mountPath": "/mnt/files"} in pod["containers"][0]["volumeMounts"]
    claim = {"claimName": "files"}
    assert {"name": "volume-files", "persistentVolumeClaim": claim} in pod["volumes"]
    (volume,) = (each for each in manifests(data) if each["kind"] == "PersistentVolume")
    assert volume["spec"]["csi"]["driver"] == "efs.csi.aws.com"
    assert volume["spec"]["mountOptions"] == ["tls", "iam"]
    bound = manifest(data, "PersistentVolumeClaim", "files")["spec"]
    assert bound["volumeName"] == volume["metadata"]["name"]
    every = [each for each in manifests(data) if each["kind"] not in OTHERS]
    assert [(each["kind"], text) for each in every for text in wrong(each, "1.33")] == []
    egress = manifest(data, "NetworkPolicy", "offers")["spec"]["egress"]
    assert any({"port": 2049, "protocol": "TCP"} in rule.get("ports", ()) for rule in egress)
    assert made(data)[1] == []


def test_the_handle_of_a_volume_comes_from_terraform() -> None:
    data = mounting()
    joined = yaml.safe_load(made(data)[0]["kubernetes/platform/kustomization.yaml"])
    assert "volumes.yaml" in joined["resources"]
    (handle,) = (each for each in joined["replacements"] if each["source"]["fieldPath"] == "data.files")
    assert handle["targets"][0]["fieldPaths"] == ["spec.csi.volumeHandle"]
    files = configuration(data)
    assert '"aws-efs-csi-driver"' in files["compute.tf"]
    assert "efs-csi-node-sa" in files["compute.tf"]
    assert (
        'files = "${aws_efs_file_system.files.id}::${aws_efs_access_point.files.id}"' in files["outputs.tf"]
    )


def test_what_mounts_nothing_has_no_driver() -> None:
    files = configuration(cluster())
    assert "efs" not in files["compute.tf"] and "platform_volumes" not in files["outputs.tf"]
    assert all(each["kind"] != "PersistentVolume" for each in manifests(cluster()))


def test_a_file_system_is_said_not_to_be_mounted_on_fargate() -> None:
    (note,) = made(mounting(platform={"fargate": True}))[1]
    assert note.startswith("kubernetes: files is not mounted in offers: pods on Fargate")


def test_the_page_is_in_spanish() -> None:
    readme = made(cluster() | {"language": "es"})[0]["kubernetes/platform/README.md"]
    assert "# Servicios de platform" in readme and "Los pods se reparten entre las zonas" in readme


HOSTILE = "a: b\n- c # d {e} [f] \"g\" 'h' $(HOME) ${i} \u2028 \x85 --- ñ"


def test_hostile_text_stays_text() -> None:
    data = cluster(offers={"description": HOSTILE, "label": "x: y # z"})
    data["components"]["offers"]["service"]["environment"] = {"WORD": HOSTILE, "ON": True}
    found = manifest(data, "Deployment", "offers")
    assert found["metadata"]["annotations"] == {"description": HOSTILE}
    given = {v["name"]: v.get("value") for v in found["spec"]["template"]["spec"]["containers"][0]["env"]}
    assert given["WORD"] == HOSTILE.replace("$(", "$$(")  # which the kubelet reads as $(
    assert given["ON"] == "true"
    assert [
        text for each in manifests(data) if each["kind"] not in OTHERS for text in wrong(each, "1.33")
    ] == []
