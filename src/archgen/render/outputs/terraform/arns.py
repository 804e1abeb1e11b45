"""What calls a part by its ARN or its name: a reference, unless the two would refer to each other."""

from __future__ import annotations

from archgen.render.outputs.terraform.parts import Part, Stack, remembered
from archgen.render.quoting import Hcl, hcl, inner, refer


def arn_of(stack: Stack, part: Part, user: Part | None = None) -> Hcl:
    """The ARN of a part, an expression: the replica of a table has its region in it.

    Where the part refers to its `user` itself, the ARN is made of its name.
    """
    home = stack.home_of(part)
    if user is not None and part.model.named_arn and part.model.name_attribute and refers(stack, part, user):
        name = inner(part.name(part.model.name_attribute[1]))
        return written(part, part.model.named_arn.format(name=name))
    if home == part or part.model.replica_arn is None:
        return refer(part.address, part.model.arn_attribute)
    arn = part.model.replica_arn.format(name=f"${{{home.address}.name}}")
    return Hcl(f'"arn:${{local.partition}}:{arn.replace("REGION", part.place.name)}"')


def written(part: Part, arn: str) -> Hcl:
    """An ARN in the region and account of a part, from its service on, with REGION and ACCOUNT in it."""
    end = arn.replace("REGION", part.place.name).replace("ACCOUNT", f"${{{part.place.number}}}")
    return Hcl(f'"arn:${{local.partition}}:{end}"')


def told_of(stack: Stack, part: Part, user: Part, attribute: str) -> Hcl:
    """An attribute of a part for what uses it: the name and ARN of one that refers back are written."""
    named = part.model.name_attribute
    if named and refers(stack, part, user):
        if attribute == named[0]:
            return hcl(part.name(named[1]))
        if attribute == part.model.arn_attribute:
            return arn_of(stack, part, user)
    return Hcl(f"{part.address}.{attribute}")


@remembered
def refers(stack: Stack, part: Part, other: Part) -> bool:
    """Whether calls lead from one part to another: then the two would wait for each other."""
    found = dict.fromkeys([part])
    queue = list(found)
    for one in queue:
        used = (target for target, _ in stack.uses(one) if target.model.named_arn)
        new = [target for target in dict.fromkeys(used) if target not in found]
        if other in new or (one is part and part is other):
            return True
        found |= dict.fromkeys(new)
        queue += new
    return False
