"""Computes the evidence of this example from simulated deliveries. Standard library only; the seed is fixed, so
every run writes the same bytes. After a change: python3 produce.py && casebook evidence refresh"""

import json
import random
from pathlib import Path

HERE = Path(__file__).parent
FEATURES = ["distance_km", "stops_before", "rain_mm"]
HEAD = {
    "producer": {"name": "evidence/produce.py", "version": "1"},
    "model": "delivery-time",
    "model_version": "1.0.0",
    "provenance": "synthetic",
}


def deliveries(rng, n, longer=1.0):
    """n simulated parcels: three inputs and the minutes they took. Rain slows long rounds more than short ones."""
    rows = []
    for _ in range(n):
        distance = min(25.0, rng.gammavariate(4, 1.6) * longer)
        stops = min(40, int(rng.gammavariate(5, 3)))
        rain = 0.0 if rng.random() < 0.6 else min(30.0, rng.expovariate(1 / 3))
        minutes = 6 + 2.1 * distance + 1.4 * stops + 0.5 * rain + 0.35 * rain * distance
        rows.append(([distance, stops, rain], max(3.0, minutes + rng.gauss(0, 5))))
    return rows


def fit(rows):
    """Least squares by the normal equations: intercept and one weight per feature."""
    xs = [[1.0, *x] for x, _ in rows]
    size = len(xs[0])
    a = [[sum(x[i] * x[j] for x in xs) for j in range(size)] for i in range(size)]
    b = [sum(x[i] * y for x, (_, y) in zip(xs, rows)) for i in range(size)]
    for i in range(size):
        for k in range(i + 1, size):
            factor = a[k][i] / a[i][i]
            a[k] = [p - factor * q for p, q in zip(a[k], a[i])]
            b[k] -= factor * b[i]
    weights = [0.0] * size
    for i in reversed(range(size)):
        weights[i] = (b[i] - sum(a[i][j] * weights[j] for j in range(i + 1, size))) / a[i][i]
    return weights


def mean(values):
    return sum(values) / len(values)


def metric(kind, errors, rng, unit="min"):
    """The mean of some errors with a 95 % bootstrap interval."""
    means = sorted(mean(rng.choices(errors, k=len(errors))) for _ in range(400))
    return {
        "type": kind, "value": round(mean(errors), 3), "n": len(errors), "ci_lower": round(means[9], 3),
        "ci_upper": round(means[389], 3), "ci_level": 0.95, "ci_method": "bootstrap-400", "unit": unit,
    }


def counts(values, edges):
    """Counts in the bins (-inf, e1), [e1, e2) ... [en, inf)."""
    found = [0] * (len(edges) + 1)
    for value in values:
        found[sum(value >= edge for edge in edges)] += 1
    return found


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def main():
    rng = random.Random(20260410)
    training = deliveries(rng, 4000)
    quarters = {
        "2026-Q1": deliveries(rng, 900), "2026-Q2": deliveries(rng, 900), "2026-Q3": deliveries(rng, 900, longer=1.2),
    }
    periods = {"2026-Q1": ("01-01", "03-31"), "2026-Q2": ("04-01", "06-30"), "2026-Q3": ("07-01", "09-30")}
    period = {q: {"from": f"2026-{a}", "to": f"2026-{b}"} for q, (a, b) in periods.items()}
    weights = fit(training)
    average = mean([y for _, y in training])

    test = quarters["2026-Q3"]
    errors = [abs(y - weights[0] - sum(w * v for w, v in zip(weights[1:], x))) for x, y in test]
    plain = [abs(y - average) for _, y in test]
    heavy = [error for error, (x, _) in zip(errors, test) if x[2] >= 4]
    write("accuracy.json", {
        "schema": "casebook/metrics@1", **HEAD, "dataset": "deliveries, third quarter of 2026",
        "period": period["2026-Q3"], "n": len(test),
        "metrics": {
            "mae": metric("mean_absolute_error", errors, rng),
            "mae_plain_average": metric("mean_absolute_error", plain, rng),
        },
        "slices": {"rain": {"heavy": {"n": len(heavy), "metrics": {"mae": metric("mean_absolute_error", heavy, rng)}}}},
    })

    features = {}
    for i, name in enumerate(FEATURES):
        reference = sorted(x[i] for x, _ in training)
        edges = sorted({round(reference[len(reference) * k // 10], 4) for k in range(1, 10)})
        batches = [[x[i] for x, _ in rows] for rows in quarters.values()]
        features[name] = {
            "type": "numeric", "role": "input", "edges": edges,
            "reference": {
                "n": len(reference), "missing": 0, "counts": counts(reference, edges),
                "mean": round(mean(reference), 3),
            },
            "batches": {
                "n": [len(batch) for batch in batches], "missing": [0] * len(batches),
                "counts": [counts(batch, edges) for batch in batches],
                "mean": [round(mean(batch), 3) for batch in batches],
            },
        }
    write("input-profile.json", {
        "schema": "casebook/profile@1", **HEAD, "dataset": "deliveries",
        "time": {"column": "delivered_on", "by": "quarter"},
        "bin_rule": {"numeric": "reference-quantiles", "requested": 10, "categorical": "categories", "closed": "left"},
        "zero_rule": {"name": "clip", "epsilon": 1e-06},
        "reference": {
            "label": "training year", "period": {"from": "2025-01-01", "to": "2025-12-31"}, "n": len(training),
            "frozen_on": "2026-04-10",
        },
        "batches": [{"id": q, "period": period[q], "n": len(rows)} for q, rows in quarters.items()],
        "features": features,
    })


main()
