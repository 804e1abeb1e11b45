"""Amazon ECR: a repository of images."""

from typing import Literal

from .facts import Access, Made, Permission
from .managed import Managed


class Ecr(Managed):
    """A private repository of container images, stored in at least three zones by the service."""

    kind: Literal["ecr"]
    icon_class = "aws.compute.EC2ContainerRegistry"
    drawio_shape = "ecr"
    service_name = "Amazon ECR"
    words = ("registry", "containerregistry", "elasticcontainerregistry", "images")
    usual_port = 443
    hands_to = ()
    endpoint_service = "ecr.api"
    permissions = (
        Permission(
            Access.READ,
            ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        ),
        Permission(
            Access.WRITE,
            (
                "ecr:BatchCheckLayerAvailability",
                "ecr:CompleteLayerUpload",
                "ecr:InitiateLayerUpload",
                "ecr:PutImage",
                "ecr:UploadLayerPart",
            ),
        ),
    )
    variables = (("REPOSITORY_URL", "repository_url"),)
    terraform_type = "aws_ecr_repository"
    read_from = ()
    read_if_used = True
    compared = ()
    may_serve_others = True
    name_limit = None
    lacks = (
        (Made.IMPORT, "repositories belong to the services whose images are in them"),
        (Made.LOCAL, "images are built on the machine itself"),
    )


KIND = Ecr
