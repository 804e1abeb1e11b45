"""What roles may do in a Kafka cluster: topics and groups have ARNs of their own."""

from __future__ import annotations

from terraforming import calls, configuration, kept


def test_a_client_may_use_the_topics_of_its_cluster() -> None:
    policy = calls(configuration(kept()["stores"]))["app"]
    topics = '"${replace(aws_msk_cluster.stream.arn, ":cluster/", ":topic/")}/*"'
    assert topics in policy and "kafka-cluster:WriteData" in policy
    assert policy.count('"kafka-cluster:Connect"') == 2  # on each of two clusters


def test_a_function_that_is_called_with_records_only_reads() -> None:
    policy = calls(configuration(kept()["stores"]))["mail"]
    assert "kafka:GetBootstrapBrokers" in policy and "kafka-cluster:ReadData" in policy
    assert "kafka-cluster:WriteData" not in policy
