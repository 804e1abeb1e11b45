"""Amazon SES: an identity that sends mail."""

from typing import Literal

from pydantic import Field

from archgen.model.shapes import HostName

from .facts import Access, Made, Permission
from .managed import Managed


class Ses(Managed):
    """A domain to send mail from, run in at least three zones by the service."""

    kind: Literal["ses"]
    domain: HostName = Field(default="example.com", description="the domain that mail is sent from")
    icon_class = "aws.engagement.SimpleEmailServiceSes"
    drawio_shape = "simple_email_service"
    service_name = "Amazon SES"
    words = ("email", "mail", "smtp", "simpleemailservice")
    usual_port = 443
    hands_to = ()
    endpoint_service = "email"
    permissions = (Permission(Access.SEND, ("ses:SendEmail", "ses:SendRawEmail")),)
    variables = (("IDENTITY", "email_identity"),)
    terraform_type = "aws_sesv2_email_identity"
    read_from = ("aws_sesv2_email_identity", "aws_ses_domain_identity")
    read_fields = (("domain", ("email_identity",)), ("domain", ("domain",)))
    read_if_used = True
    compared = ("domain",)
    may_serve_others = False
    name_limit = None
    lacks = ((Made.LOCAL, "no AWS container provides its API; the local stack sends no mail"),)

    @property
    def domain_name(self) -> str | None:
        return self.domain


KIND = Ses
