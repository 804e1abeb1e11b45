"""Amazon MQ: a message broker."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import Size

from .cluster import Brokers
from .copies import Territory
from .facts import LOCAL_PASSWORD, LOCAL_USER, StandIn


class Mq(Brokers):
    """A message broker (ActiveMQ, RabbitMQ), with a standby in another zone where its subnets have two."""

    kind: Literal["mq"]
    engine: Literal["activemq", "rabbitmq"] = Field(default="activemq", description="the broker's engine")
    instance_type: Size = Field(default="mq.m5.large", description="the type of its instances")
    icon_class = "aws.integration.MQ"
    drawio_shape = "mq"
    service_name = "Amazon MQ"
    words = ("broker", "activemq", "rabbitmq", "amazonmq", "amqp", "jms")
    usual_port = 5671
    hands_to = ("lambda",)
    endpoint_service = None
    permissions = ()
    variables = ()
    delivers = True
    event_source = "arn"
    terraform_type = "aws_mq_broker"
    read_from = ("aws_mq_broker",)
    read_fields = (("engine", ("engine_type",)), ("instance_type", ("host_instance_type",)))
    read_places = (("subnet_ids",),)
    read_groups = (("security_groups",),)
    compared = ("engine", "instance_type")
    may_serve_others = False
    other_sizes = ("mq.m7g.large", "mq.m7i.large")
    name_limit = (50, "a broker")
    lacks = ()

    def stand_in(self, name: str) -> StandIn:
        """Both speak AMQP, here without TLS."""
        if self.engine == "rabbitmq":
            login = {"RABBITMQ_DEFAULT_USER": LOCAL_USER, "RABBITMQ_DEFAULT_PASS": LOCAL_PASSWORD}
            alive = "rabbitmq-diagnostics -q ping"
            return StandIn("rabbitmq:4.1-alpine", 5672, ("CMD-SHELL", alive), login, scheme="amqp://")
        login = {"ACTIVEMQ_CONNECTION_USER": LOCAL_USER, "ACTIVEMQ_CONNECTION_PASSWORD": LOCAL_PASSWORD}
        alive = "bash -c '</dev/tcp/127.0.0.1/5672'"
        image = "apache/activemq-classic:6.1.6"
        return StandIn(image, 5672, ("CMD-SHELL", alive), login, scheme="amqp://")

    def zones_in(self, territory: Territory) -> tuple[str, ...]:
        """ActiveMQ has one broker and one standby (Amazon MQ Developer Guide, broker architecture)."""
        zones = super().zones_in(territory)
        return zones[:2] if self.engine == "activemq" else zones

    @property
    def given_variables(self) -> tuple[tuple[str, str], ...]:
        """The address for AMQP: RabbitMQ has no other, ActiveMQ lists it after that of its own protocol."""
        return (("URL", f"instances[0].endpoints[{0 if self.engine == 'rabbitmq' else 1}]"),)

    @property
    def has_password(self) -> bool:
        return True

    @classmethod
    def as_written(cls, field: str, value: str) -> str:
        """The provider writes engines with capitals."""
        return value.lower()

    @property
    def engine_name(self) -> str:
        return self.engine

    @property
    def size(self) -> str:
        return self.instance_type

    @property
    def catalogued_size(self) -> tuple[str, str]:
        return "instance_type", f"{self.kind} {self.engine}"


KIND = Mq
