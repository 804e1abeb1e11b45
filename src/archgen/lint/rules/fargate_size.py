"""AG807 fargate-size: a combination of CPU and memory that Fargate does not offer.

Fargate offers certain sizes only: for each number of CPU units a range of memory in steps. Any other pair
is refused when the task or job definition is registered, which a plan does not show.

| `cpu` | `memory` in MiB |
|---|---|
| 256 | 512, 1024, 2048 |
| 512 | 1024 to 4096 in steps of 1024 |
| 1024 | 2048 to 8192 in steps of 1024 |
| 2048 | 4096 to 16384 in steps of 1024 |
| 4096 | 8192 to 30720 in steps of 1024 |
| 8192 | 16384 to 61440 in steps of 4096 |
| 16384 | 32768 to 122880 in steps of 8192 |

```yaml bad
components:
  app: {kind: ecs-service, instance_type: null, cpu: 256, memory: 4096}
```

```yaml bad
components:
  app: {kind: ecs-service, instance_type: null, cpu: 1000, memory: 2048}
```

```yaml bad
components:
  renders: {kind: batch, subnets: app, cpu: 2048, memory: 2048}
connections+: [app -> renders]
```

```yaml good
components:
  app: {kind: ecs-service, instance_type: null, cpu: 512, memory: 4096}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from archgen.findings import Severity
from archgen.findings.phrase import Phrase
from archgen.lint.rules.fault import Fault
from archgen.lint.rules.ways import written
from archgen.model.kinds.category import TASKS
from archgen.topology.graph import Topology

CODE = "AG807"
SEVERITY = Severity.ERROR
IMPLIES: tuple[str, ...] = ()
REFERENCES = ("Amazon ECS Developer Guide: task definition invalid CPU or memory errors",)
_SIZES = {
    256: (512, 1024, 2048),
    512: range(1024, 4097, 1024),
    1024: range(2048, 8193, 1024),
    2048: range(4096, 16385, 1024),
    4096: range(8192, 30721, 1024),
    8192: range(16384, 61441, 4096),
    16384: range(32768, 122881, 8192),
}
"""The MiB that a task may have, by its CPU units."""


def faults(topology: Topology) -> Iterator[Fault]:
    """Each task whose size there is not."""
    for id in topology.of(*TASKS):
        component = topology.components[id]
        if component.on_own_hosts:
            continue
        cpu, memory = component.task_size or (0, 0)
        if memory in _SIZES.get(cpu, ()):
            continue
        better = next(((units, mib) for units, mib in _larger() if units >= cpu and mib >= memory), None)
        field = "memory" if cpu in _SIZES and "memory" in component.model_fields_set else "cpu"
        yield Fault(
            ("components", id, field),
            Phrase(
                "{id} asks for {cpu} CPU units and {memory} MiB, a combination that Fargate does not offer",
                id=id,
                cpu=cpu,
                memory=memory,
            )
            + (
                Phrase(
                    "; the next larger size is {larger_cpu} and {larger_memory}",
                    larger_cpu=better[0],
                    larger_memory=better[1],
                )
                if better
                else ""
            ),
            help=written(id, f"cpu: {better[0]}", f"memory: {better[1]}") if better else None,
        )


def _larger() -> Iterator[tuple[int, int]]:
    """All sizes, the smallest first."""
    for units, memories in _SIZES.items():
        for mib in memories:
            yield units, mib
