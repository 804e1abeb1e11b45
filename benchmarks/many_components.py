"""How long it takes to read and validate models of 1,000 to 10,000 components, and how it grows.

The models are made of many small services (load balancer, group, database, cache, table, queue, partner) over
three zones, each with defects of its own, so that rules have findings. Prints the best of three runs
for each size, in seconds of one core; 10,000 may take 4 s, and time may grow no worse than n^1.15 from 1,000.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from math import log

from archgen.pipeline import examine
from archgen.yamlfile.parser import read

SIZES = (1_000, 3_000, 10_000)
PARTS = 8
HEAD = """\
archgen: 1
name: many
description: many services
regions:
  eu-west-1: {zones: [eu-west-1a, eu-west-1b, eu-west-1c], cidr: 10.0.0.0/16}
subnets:
  web: {access: public}
  app: {access: private}
  db: {access: isolated}
components:
  client: {kind: client}
  dns: {kind: route53, domain: example.com}
  cdn: {kind: cloudfront}
  igw: {kind: internet-gateway}
  nat: {kind: nat-gateway, subnets: web}
  door: {kind: alb, subnets: web}
  to-tables: {kind: vpc-endpoint, service: dynamodb}
  web: {kind: auto-scaling-group, tier: frontend, subnets: web, capacity: {min: 3, max: 6}}
"""
SERVICE = """\
  lb-N: {kind: alb, subnets: app}
  app-N: {kind: ecs-service, tier: backend, subnets: app, capacity: {min: MIN, max: 4}}
  db-N: {kind: rds, subnets: db, multi_az: STANDBY, read_replicas: 1}
  cache-N: {kind: elasticache, subnets: db, replicas: 1}
  table-N: {kind: dynamodb}
  jobs-N: {kind: sqs}
  worker-N: {kind: lambda, tier: backend}
  partner-N: {kind: external, label: Partner N}
"""
CHAINS = """\
  - web -> lb-N: 80
  - lb-N -> app-N: 8000
  - app-N -> db-N
  - app-N -> cache-N
  - app-N -> to-tables -> table-N
  - app-N -> jobs-N
  - worker-N -> jobs-N
  - app-N -> nat -> partner-N
"""


def model(components: int) -> str:
    """A model of about so many components, as text."""
    return "".join(_parts(components))


def _parts(components: int) -> Iterator[str]:
    services = range((components - 8) // PARTS)
    yield HEAD
    for number in services:
        odd = number % 10 == 3
        text = SERVICE.replace("N: {", f"{number}: {{").replace("Partner N", f"Partner {number}")
        yield text.replace("MIN", "1" if odd else "3").replace("STANDBY", str(not odd).lower())
    yield "connections:\n  - client -> dns -> cdn -> igw -> door: 443\n  - door -> web: 8080\n"
    for number in services:
        yield CHAINS.replace("-N", f"-{number}")


def seconds(raw: bytes) -> tuple[float, int]:
    """The best of three runs, in seconds of one core, and how many findings there were."""
    best, found = float("inf"), 0
    for _ in range(3):
        start = time.process_time()
        examination = examine(read(raw, "many.yaml"))
        best = min(best, time.process_time() - start)
        found = len(examination.findings)
    return best, found


def main() -> None:
    """Measure and print, with the garbage collector as the command line sets it."""
    gc.set_threshold(100_000, 50, 50)
    times: dict[int, float] = {}
    for size in SIZES:
        times[size], found = seconds(model(size).encode())
        print(f"{size:6,} components  {times[size]:6.2f} s  {found:6,} findings")
    growth = log(times[SIZES[-1]] / times[SIZES[0]]) / log(SIZES[-1] / SIZES[0])
    print(f"grows as n^{growth:.2f}    at most n^1.15, and 4 s at 10,000")


if __name__ == "__main__":
    main()
