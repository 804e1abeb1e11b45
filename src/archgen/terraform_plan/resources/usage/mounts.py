"""Which code mounts which file system: a function, or the tasks of a service, name its access point or it."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.terraform_plan.resources.observed import Use
from archgen.terraform_plan.source.plan import Plan, Resource

_FILES, _POINT = "aws_efs_file_system", "aws_efs_access_point"
_VOLUME = ("volume", "efs_volume_configuration")
_PATHS = {
    "aws_lambda_function": (("file_system_config", "arn"),),
    "aws_ecs_task_definition": (
        (*_VOLUME, "file_system_id"),
        (*_VOLUME, "authorization_config", "access_point_id"),
    ),
}


def mounts(plan: Plan) -> Iterator[Use]:
    """What mounts file systems, and which."""
    for function in plan.of_type("aws_lambda_function"):
        yield from _mounted(plan, function, function)
    for service in plan.of_type("aws_ecs_service"):
        for task in plan.linked(service, "task_definition", types=("aws_ecs_task_definition",)):
            yield from _mounted(plan, service, task)


def _mounted(plan: Plan, user: Resource, said: Resource) -> Iterator[Use]:
    for path in _PATHS[said.type]:
        for named in plan.spoken_of(said, *path, types=(_FILES, _POINT), asks=False):
            points = named.type == _POINT
            files = plan.linked(named, "file_system_id", types=(_FILES,)) if points else (named,)
            yield from (Use(user.address, each.address, said.address, "mount") for each in files)
