#!/usr/bin/env python3
"""Produces the evidence of the weekly bed forecast from a simulated hospital. Seeded: same bytes each time.

Twelve wards, 260 weeks (January 2021 to December 2025 is history, 2026 follows to October). A ward's midnight
occupancy next week depends on this week's, on admissions, elective lists, season and influenza. The forecast is
an ordinary least squares regression, refitted never since December 2024; its interval is the 10th to 90th
percentile of the training residuals of the ward's type. Needs NumPy only. Building the site does not need it.

What moves: elective lists were lengthened from April 2026, so `elective_admissions` shifts. With 156 ward-weeks
a quarter, small values of PSI cannot be told from noise. Influenza and temperature are the same for all wards, so
they are counted once a week: thirteen rows a quarter, too few for any verdict.
"""

import hashlib
import json
import pathlib
import re

import numpy as np

HERE = pathlib.Path(__file__).parent
TYPES = ["medical"] * 6 + ["surgical"] * 4 + ["maternity"] * 2
FEATURES = ["occupancy_now", "emergency_admissions", "elective_admissions", "influenza_index", "mean_temperature"]
SHARED = {"influenza_index", "mean_temperature"}
WEEKS = 300
TRAIN = 208  # weeks of 2021 to 2024
HEAD = {
    "producer": {"name": "evidence/produce.py", "version": "1"},
    "model": "hospital-bed-demand", "model_version": "1.4.0", "provenance": "synthetic",
}


def simulate():
    rng = np.random.default_rng(20210104)
    week = np.arange(WEEKS)
    season = np.cos(2 * np.pi * (week - 3) / 52.18)
    flu = np.clip(28 * np.maximum(season - 0.2, 0) * rng.lognormal(0, 0.25, WEEKS), 0, None)
    temperature = 10.5 - 7.5 * season + rng.normal(0, 1.8, WEEKS)
    rows = []
    for ward, kind in enumerate(TYPES):
        size = {"medical": 28, "surgical": 24, "maternity": 18}[kind]
        level = size * 0.84
        for w in week:
            emergency = rng.poisson({"medical": 22, "surgical": 9, "maternity": 12}[kind] * (1 + 0.10 * season[w]))
            elective = rng.poisson({"medical": 3, "surgical": 17, "maternity": 4}[kind] * (1.22 if w >= 273 else 1.0))
            nxt = (
                0.50 * level + 0.42 * size * 0.5 + 0.16 * emergency + 0.10 * elective
                + (0.06 * flu[w] if kind == "medical" else 0) + rng.normal(0, 0.055 * size)
            )
            nxt = float(np.clip(nxt, 0.35 * size, 1.04 * size))
            rows.append((w, ward, kind, level, emergency, elective, flu[w], temperature[w], nxt, size))
            level = nxt
    return np.array([r[:2] + r[3:] for r in rows], dtype=float), np.array([r[2] for r in rows])


def fit(x, y, kind):
    design = np.column_stack([x, *(kind == t for t in ("medical", "surgical", "maternity"))]).astype(float)
    return np.linalg.lstsq(design, y, rcond=None)[0]


def predict(beta, x, kind):
    return np.column_stack([x, *(kind == t for t in ("medical", "surgical", "maternity"))]).astype(float) @ beta


def metric(kind, value, n, draws=None, unit=None):
    out = {"type": kind, "value": round(float(value), 3), "n": int(n)}
    if draws is not None:
        low, high = np.quantile(draws, [0.025, 0.975])
        out |= {
            "ci_lower": round(float(low), 3), "ci_upper": round(float(high), 3), "ci_level": 0.95,
            "ci_method": "bootstrap-400, by week",
        }
    return out | ({"unit": unit} if unit else {})


def measures(week, error, naive, inside):
    rng = np.random.default_rng(5)
    weeks = np.unique(week)
    rows = {w: np.flatnonzero(week == w) for w in weeks}
    picks = [np.concatenate([rows[w] for w in rng.choice(weeks, len(weeks))]) for _ in range(400)]
    n, mae = len(error), lambda e: np.abs(e).mean()
    return {
        "mae": metric("mean_absolute_error", mae(error), n, [mae(error[i]) for i in picks], "beds"),
        "bias": metric("mean_error", error.mean(), n, [error[i].mean() for i in picks], "beds"),
        "mae_ratio_to_naive": metric(
            "mean_absolute_scaled_error", mae(error) / mae(naive), n, [mae(error[i]) / mae(naive[i]) for i in picks], "ratio"
        ),
        "interval_coverage": metric("interval_coverage", inside.mean(), n, [inside[i].mean() for i in picks], "share"),
    }


def profile(x, week, ward):
    own = lambda k, rows: x[rows & (ward == 0), k] if FEATURES[k] in SHARED else x[rows, k]
    quarters = [(f"2025-Q{q + 1}", 209 + 13 * q) for q in range(4)] + [(f"2026-Q{q + 1}", 261 + 13 * q) for q in range(3)]
    dates = {"Q1": ("01-01", "03-31"), "Q2": ("04-01", "06-30"), "Q3": ("07-01", "09-30"), "Q4": ("10-01", "12-31")}
    span = lambda q: {"from": f"{q[:4]}-{dates[q[5:]][0]}", "to": f"{q[:4]}-{dates[q[5:]][1]}"}
    batches = [(week >= start) & (week < start + 13) for _, start in quarters]
    features = {}
    for k, name in enumerate(FEATURES):
        r, values = own(k, week < TRAIN), [own(k, rows) for rows in batches]
        edges = np.unique(np.quantile(r, np.linspace(0, 1, 11)))[1:-1]
        edges = edges[edges > r.min()]
        count = lambda v: np.bincount(np.searchsorted(edges, v, side="right"), minlength=len(edges) + 1).tolist()
        stats = lambda v: {"mean": round(float(v.mean()), 3), "std": round(float(v.std()), 3)}
        features[name] = {
            "type": "numeric", "role": "input", "edges": [round(float(e), 4) for e in edges],
            "reference": {"n": len(r), "missing": 0, "counts": count(r), **stats(r)},
            "batches": {
                "n": [len(v) for v in values], "missing": [0] * len(values), "counts": [count(v) for v in values],
                "mean": [stats(v)["mean"] for v in values], "std": [stats(v)["std"] for v in values],
            },
        }
    return {
        "schema": "casebook/profile@1", **HEAD, "dataset": "ward-weeks",
        "time": {"column": "week", "by": "quarter"},
        "bin_rule": {"numeric": "reference-quantiles", "requested": 10, "categorical": "categories", "closed": "left"},
        "zero_rule": {"name": "clip", "epsilon": 1e-6},
        "reference": {
            "label": "training years", "period": {"from": "2021-01-04", "to": "2024-12-29"}, "n": int((week < TRAIN).sum()),
            "frozen_on": "2025-01-13",
        },
        "batches": [{"id": q, "period": span(q), "n": int(b.sum())} for (q, _), b in zip(quarters, batches)],
        "features": features,
    }


def text(value, level=0):
    nested = isinstance(value, (dict, list)) and any(
        isinstance(v, (dict, list)) for v in (value.values() if isinstance(value, dict) else value)
    )
    if not nested:
        return json.dumps(value, ensure_ascii=False)
    pad, end = " " * (level + 1), " " * level
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f'{pad}"{k}": {text(v, level + 1)}' for k, v in value.items()) + f"\n{end}}}"
    return "[\n" + ",\n".join(pad + text(v, level + 1) for v in value) + f"\n{end}]"


def main():
    data, kind = simulate()
    week, x, y = data[:, 0].astype(int), data[:, 2:7], data[:, 7]
    learn = week < TRAIN
    beta = fit(x[learn], y[learn], kind[learn])
    error, naive = y - predict(beta, x, kind), y - x[:, 0]
    inside = np.zeros(len(y), dtype=bool)
    for t in set(TYPES):
        low, high = np.quantile(error[learn & (kind == t)], [0.1, 0.9])
        inside |= (kind == t) & (error >= low) & (error <= high)
    test = (week >= 248) & (week < 300)
    report = {
        "schema": "casebook/metrics@1", **HEAD, "dataset": "ward-weeks, October 2025 to September 2026",
        "period": {"from": "2025-10-06", "to": "2026-09-27"}, "n": int(test.sum()),
        "metrics": measures(week[test], error[test], naive[test], inside[test]),
        "slices": {"ward_type": {}},
    }
    for t in ["maternity", "medical", "surgical"]:
        rows = test & (kind == t)
        report["slices"]["ward_type"][t] = {
            "n": int(rows.sum()), "metrics": measures(week[rows], error[rows], naive[rows], inside[rows]),
        }
    (HERE / "forecast-accuracy.json").write_text(text(report) + "\n")
    (HERE / "quarterly-profile.json").write_text(text(profile(x, week, data[:, 1])) + "\n")
    register = HERE / "evidence.yaml"
    if register.exists():
        refresh = lambda m: m.group(1) + hashlib.sha256((HERE / m.group(2)).read_bytes()).hexdigest()
        register.write_text(re.sub(r"(    file: (\S+)\n(?:    \w+: .*\n)*?    sha256: )\S+", refresh, register.read_text()))


if __name__ == "__main__":
    main()
