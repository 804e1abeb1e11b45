"""AWS App Runner: a web service from an image."""

from typing import Literal

from .facts import Access, Permission
from .managed import Managed


class AppRunner(Managed):
    """A web service that is run from an image or a repository; drawn and documented, without Terraform."""

    kind: Literal["app-runner"]
    icon_class = "aws.compute.AppRunner"
    drawio_shape = "app_runner"
    service_name = "AWS App Runner"
    words = ("apprunner",)
    usual_port = 443
    endpoint_service = "apprunner.requests"
    permissions = (Permission(Access.INVOKE, ("apprunner:DescribeService",)),)
    variables = ()
    is_entry = True
    terraform_type = None
    read_from = ()
    compared = ()
    may_serve_others = False
    name_limit = None


KIND = AppRunner
