#!/usr/bin/env python3
"""Produces every computed evidence file of this system from the synthetic population (see population.py).

Run it with Debian's python3 and the packages python3-xgboost, python3-sklearn, python3-pandas and
python3-scipy:  /usr/bin/python3 produce.py

With the name of a CSV file it writes there, besides, the scored rows of the matured cohorts with their outcomes
and with the challenger's scores, for `casebook profile --metrics`; rows are evidence of nothing by themselves, so
that file is not kept:

  /usr/bin/python3 produce.py predictions.csv
  casebook profile predictions.csv --metrics --score score --label outcome --challenger challenger_score \\
    --threshold 0.12 --costs 10,75 --cost-unit "adviser minutes" --slices product,region,tenure,window \\
    --intersections product:tenure --time scored_at --minimum-group 10 \\
    --dataset 'matured cohorts, out of time' --out performance-curves-oot.json

and the same of predictions-development.csv, without window, into performance-curves-dev.json.

It is seeded and single-threaded: running it again writes the same bytes. It also refreshes the digests in
evidence.yaml; everything else there, and the .md files, are written by people. Building the site does not
need it.
"""

import hashlib
import pathlib
import re
import sys

sys.dont_write_bytecode = True

import numpy as np
import pandas as pd
import xgboost
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import population as pop
from measures import (
    at_threshold, auc, bootstrap, brier, calibration, confusion, metric, observed_to_expected, rate, rounded,
    separation, text,
)

HERE = pathlib.Path(__file__).parent
MODEL, VERSION, PRODUCER = "retail-credit-pd", "3.2.0", {"name": "evidence/produce.py", "version": "2"}
THRESHOLD = 0.12
TRAIN, HOLDOUT = pop.DEVELOPMENT[:9], pop.DEVELOPMENT[9:]
OOT = pop.BATCHES[6:18]  # May 2025 to April 2026: the last twelve cohorts whose six months have passed
INCIDENT = ["2026-01", "2026-02", "2026-03"]
PARAMS = {
    "objective": "binary:logistic", "max_depth": 3, "eta": 0.05, "subsample": 0.8, "colsample_bytree": 0.8,
    "min_child_weight": 40, "reg_lambda": 5, "tree_method": "hist", "nthread": 1, "seed": 7,
    "monotone_constraints": str(tuple(pop.MONOTONE.get(c, 0) for c in pop.COLUMNS)),
}
ROUNDS = 300


def period(months):
    last = pd.Period(months[-1])
    return {"from": f"{months[0]}-01", "to": str(last.end_time.date())}


def matrix(frame):
    return xgboost.DMatrix(frame[pop.COLUMNS], feature_names=pop.COLUMNS)


def train(frame):
    data = xgboost.DMatrix(frame[pop.COLUMNS], frame["outcome"], feature_names=pop.COLUMNS)
    return xgboost.train(PARAMS, data, ROUNDS)


def head(schema, dataset, months, n):
    return {
        "schema": schema, "producer": PRODUCER, "model": MODEL, "model_version": VERSION, "dataset": dataset,
        "period": period(months), "n": n, "provenance": "synthetic",
    }


def overall(y, p, seed):
    return {
        "auc": auc(y, p),
        "gini": metric("gini", 2 * auc(y, p)["value"] - 1, len(y)),
        "ks": bootstrap("ks_separation", separation, y, p, seed, rounds=200),
        "brier": bootstrap("brier", brier, y, p, seed),
        "observed_to_expected": bootstrap("observed_to_expected", observed_to_expected, y, p, seed, "ratio"),
        "outcome_rate": rate("outcome_rate", int(y.sum()), len(y)),
        **at_threshold(y, p, THRESHOLD),
    }


def slice_metrics(y, p, seed):
    out = {"n": len(y), "positives": int(y.sum()), "metrics": {}}
    if y.sum() >= 5:
        out["metrics"]["auc"] = auc(y, p)
        out["metrics"]["observed_to_expected"] = bootstrap(
            "observed_to_expected", observed_to_expected, y, p, seed, "ratio", rounds=200
        )
    out["metrics"]["recall"] = at_threshold(y, p, THRESHOLD)["recall"]
    out["metrics"]["alert_rate"] = at_threshold(y, p, THRESHOLD)["alert_rate"]
    return out


def slices(frame, dimensions):
    out = {}
    for name, key in dimensions.items():
        out[name] = {
            str(value): slice_metrics(rows["outcome"].values, rows["score"].values, 11)
            for value, rows in frame.groupby(key(frame), sort=True)
        }
    return out


def tenure(frame):
    return pd.cut(frame["months_on_book"], [0, 11, 59, 1000], labels=["under-1-year", "1-to-5-years", "over-5-years"])


DIMENSIONS = {
    "product": lambda f: f["product"],
    "region": lambda f: f["region"],
    "tenure": lambda f: tenure(f).astype(str),
    "window": lambda f: np.where(f["month"].isin(INCIDENT), "limit-cut-2026-01-to-03", "other-months"),
}


def performance(frame, months, dataset, dimensions):
    rows = frame[frame["month"].isin(months)]
    y, p = rows["outcome"].values, rows["score"].values
    out = head("casebook/metrics@1", dataset, months, len(rows))
    out["metrics"] = overall(y, p, 5)
    out["confusion"] = {"at_threshold": confusion(y, p, THRESHOLD)}
    out["slices"] = slices(rows, dimensions)
    return out


def calibration_file(frame):
    rows = frame[frame["month"].isin(OOT)]
    quiet = rows[~rows["month"].isin(INCIDENT)]
    out = head("casebook/metrics@1", "matured cohorts, out of time", OOT, len(rows))
    y, p = rows["outcome"].values, rows["score"].values
    out["metrics"] = {
        "brier": bootstrap("brier", brier, y, p, 5),
        "observed_to_expected": bootstrap("observed_to_expected", observed_to_expected, y, p, 5, "ratio"),
        "observed_to_expected_without_incident": bootstrap(
            "observed_to_expected", observed_to_expected, quiet["outcome"].values, quiet["score"].values, 5, "ratio"
        ),
    }
    out["calibration"] = {
        "all_months": calibration(y, p),
        "without_incident": calibration(quiet["outcome"].values, quiet["score"].values),
    }
    return out


def fairness(frame):
    months = pop.BATCHES[:5]
    rows = frame[frame["month"].isin(months)]
    out = head("casebook/metrics@1", "matured cohorts, first five batches; attributes held for testing only", months, len(rows))
    y, p = rows["outcome"].values, rows["score"].values
    out["metrics"] = at_threshold(y, p, THRESHOLD)
    out["groups"] = {}
    rows = rows.assign(sex_age=rows["sex"] + "|" + rows["age_band"])
    for attribute in ["age_band", "sex", "sex_age"]:
        groups = {}
        for value, part in rows.groupby(attribute, sort=True):
            yy, pp = part["outcome"].values, part["score"].values
            group = at_threshold(yy, pp, THRESHOLD)
            group["auc"] = auc(yy, pp)
            group["observed_to_expected"] = bootstrap(
                "observed_to_expected", observed_to_expected, yy, pp, 13, "ratio", rounds=200
            )
            groups[value] = {
                "n": len(part), "share": rounded(len(part) / len(rows)), "positives": int(yy.sum()), "metrics": group,
            }
        alert = {k: g["metrics"]["alert_rate"]["value"] for k, g in groups.items()}
        recall = {k: g["metrics"]["recall"]["value"] for k, g in groups.items()}
        fpr = {k: g["metrics"]["false_positive_rate"]["value"] for k, g in groups.items()}
        top = max(sorted(alert), key=alert.get)
        spread = lambda values: max(values.values()) - min(values.values())
        out["groups"][attribute] = {
            "comparison_group": top,
            "n": len(rows),
            "groups": groups,
            "disparities": {
                "alert_rate_ratio": metric("demographic_parity_ratio", min(alert.values()) / alert[top], len(rows)),
                "alert_rate_difference": metric("demographic_parity_difference", spread(alert), len(rows)),
                "recall_difference": metric("equal_opportunity_difference", spread(recall), len(rows)),
                "equalised_odds_difference": metric(
                    "equalized_odds_difference", max(spread(recall), spread(fpr)), len(rows)
                ),
            },
        }
    return out


def challenger_scores(frame, test):
    """The scores that a logistic regression on the same features gives to some rows."""

    def design(part):
        x = part[pop.COLUMNS].copy()
        x["never_delinquent"] = x["months_since_delinquency"].isna().astype(float)
        return x.fillna({"months_since_delinquency": 72, "bureau_enquiries_6m": 1}).values

    learn = frame[frame["month"].isin(TRAIN)]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=500))
    model.fit(design(learn), learn["outcome"].values)
    return model.predict_proba(design(test))[:, 1]


def challenger(frame):
    test = frame[frame["month"].isin(OOT)]
    q, p, y = challenger_scores(frame, test), test["score"].values, test["outcome"].values
    rng, gaps = np.random.default_rng(3), []
    for _ in range(200):
        i = rng.integers(0, len(y), len(y))
        gaps.append(auc(y[i], p[i])["value"] - auc(y[i], q[i])["value"])
    low, high = np.quantile(gaps, [0.025, 0.975])
    out = head("casebook/metrics@1", "matured cohorts, out of time; challenger: logistic regression", OOT, len(test))
    out["metrics"] = {
        "champion_auc": auc(y, p),
        "challenger_auc": auc(y, q),
        "auc_gain": metric("auc_difference", auc(y, p)["value"] - auc(y, q)["value"], len(y), low, high, "bootstrap-200"),
        "champion_brier": bootstrap("brier", brier, y, p, 5),
        "challenger_brier": bootstrap("brier", brier, y, q, 5),
    }
    return out


def binning(reference):
    """Casebook's default bins: distinct reference deciles, or below, equal and above the median where fewer than
    two inner edges remain. Returns what names the bins in the profile, and a function that counts into them."""
    edges = np.unique(np.quantile(reference, np.linspace(0, 1, 11)))[1:-1]
    if len(edges) < 2:
        middle = np.quantile(reference, 0.5)
        return {"constant": rounded(middle, 6)}, lambda v: [
            int((v < middle).sum()), int((v == middle).sum()), int((v > middle).sum())
        ]
    return {"edges": [rounded(e, 6) for e in edges]}, lambda v: np.bincount(
        np.searchsorted(edges, v, side="right"), minlength=len(edges) + 1
    ).tolist()


GRID = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]


def profile(frame):
    reference = frame[frame["month"].isin(pop.DEVELOPMENT)]
    batches = [frame[frame["month"] == month] for month in pop.BATCHES]
    out = {
        "schema": "casebook/profile@1", "producer": PRODUCER, "model": MODEL, "model_version": VERSION,
        "dataset": "scored accounts at month end", "provenance": "synthetic",
        "time": {"column": "month", "by": "month"},
        "bin_rule": {"numeric": "reference-quantiles", "requested": 10, "categorical": "categories", "closed": "left"},
        "zero_rule": {"name": "clip", "epsilon": 1e-6},
        "quantile_grid": GRID,
        "reference": {
            "label": "development sample", "period": period(pop.DEVELOPMENT), "n": len(reference), "frozen_on": "2025-05-12",
        },
        "batches": [
            {"id": month, "period": period([month]), "n": len(rows)} for month, rows in zip(pop.BATCHES, batches)
        ],
        "features": {},
    }

    def moments(v):
        if len(v) == 0:
            return {"mean": None, "std": None}
        return {"mean": rounded(v.mean()), "std": rounded(v.std())}

    for name in pop.NUMERIC + ["score"]:
        r = reference[name].dropna().values
        bins, count = binning(r)
        values = [rows[name].dropna().values for rows in batches]
        out["features"][name] = {
            "type": "numeric",
            "role": "output" if name == "score" else "input",
            **bins,
            "reference": {
                "n": len(r), "missing": int(reference[name].isna().sum()), "counts": count(r), **moments(r),
                "quantiles": [rounded(q) for q in np.quantile(r, GRID)],
            },
            "batches": {
                "n": [len(v) for v in values],
                "missing": [int(rows[name].isna().sum()) for rows in batches],
                "counts": [count(v) for v in values],
                "mean": [moments(v)["mean"] for v in values],
                "std": [moments(v)["std"] for v in values],
                "quantiles": [[rounded(q) for q in np.quantile(v, GRID)] for v in values],
                "ks": [rounded(stats.ks_2samp(r, v).statistic, 6) for v in values],
                "wasserstein": [rounded(stats.wasserstein_distance(r, v), 6) for v in values],
            },
        }
    count = lambda rows: [int((rows["product"] == c).sum()) for c in pop.PRODUCTS]
    out["features"]["product_type"] = {
        "type": "categorical", "role": "input", "columns": pop.PRODUCT_COLUMNS, "categories": pop.PRODUCTS,
        "reference": {"n": len(reference), "missing": 0, "counts": count(reference)},
        "batches": {
            "n": [len(rows) for rows in batches], "missing": [0] * len(batches), "counts": [count(rows) for rows in batches],
        },
    }
    matured = [month in pop.BATCHES[:18] for month in pop.BATCHES]
    y = [rows["outcome"].values if ok else None for rows, ok in zip(batches, matured)]
    p = [rows["score"].values for rows in batches]
    per = lambda f: [None if yy is None else rounded(f(yy, pp)) for yy, pp in zip(y, p)]
    out["label_latency"] = "P6M"
    out["series"] = {
        "auc": {
            "type": "roc_auc", "values": per(lambda a, b: auc(a, b)["value"]),
            "ci_lower": per(lambda a, b: auc(a, b)["ci_lower"]), "ci_upper": per(lambda a, b: auc(a, b)["ci_upper"]),
            "ci_level": 0.95, "ci_method": "delong",
        },
        "observed_to_expected": {"type": "observed_to_expected", "unit": "ratio", "values": per(observed_to_expected)},
        "alert_rate": {
            "type": "selection_rate", "unit": "share", "threshold": THRESHOLD,
            "values": [rounded((pp >= THRESHOLD).mean()) for pp in p],
        },
    }
    return out


def shap(frame, model):
    months = pop.BATCHES[-3:]
    rows = frame[frame["month"].isin(months)].reset_index(drop=True)
    phi = model.predict(matrix(rows), pred_contribs=True).astype(float)
    margin = model.predict(matrix(rows), output_margin=True).astype(float)
    base, phi = float(phi[0, -1]), phi[:, :-1]
    drawn = np.sort(np.random.default_rng(17).permutation(len(rows))[:600])
    grouped = phi[:, [pop.COLUMNS.index(c) for c in pop.PRODUCT_COLUMNS]].sum(axis=1)
    out = head("casebook/shap@1", "scored accounts, August to October 2026", months, len(rows))
    del out["n"]
    out.update(
        explainer={
            "name": f"xgboost {xgboost.__version__} predict(pred_contribs=True)",
            "algorithm": "TreeSHAP, tree-path-dependent", "background": None,
        },
        output_space="log-odds",
        class_name="three or more payments missed within six months",
        base_value=rounded(base, 6),
        n_total=len(rows),
        n_drawn=len(drawn),
        sampling="first 600 of a seeded permutation (NumPy PCG64, seed 17), in row order",
        features=pop.COLUMNS,
        mean_abs=[rounded(v, 6) for v in np.abs(phi).mean(axis=0)],
        mean=[rounded(v, 6) for v in phi.mean(axis=0)],
        groups={
            "product_type": {
                "columns": pop.PRODUCT_COLUMNS,
                "mean_abs": rounded(np.abs(grouped).mean(), 6), "mean": rounded(grouped.mean(), 6),
            }
        },
        additivity={"max_abs_gap": float(f"{np.abs(base + phi.sum(axis=1) - margin).max():.2e}"), "n": len(rows)},
        rows=[
            {
                "shap": [rounded(v, 5) for v in phi[i]],
                "values": [None if np.isnan(v) else float(f"{v:g}") for v in rows.loc[i, pop.COLUMNS].values.astype(float)],
                "output": rounded(margin[i], 5),
            }
            for i in drawn
        ],
    )
    return out


def reason_codes(frame, model):
    """Whether the reasons given for an alert can be reproduced: the four largest adverse contributions, twice."""
    rows = frame[(frame["month"] == "2026-10") & (frame["score"] >= THRESHOLD)].head(200)
    first = model.predict(matrix(rows), pred_contribs=True)[:, :-1]
    again = model.predict(matrix(rows.iloc[::-1]), pred_contribs=True)[::-1, :-1]
    lines = ["rank,feature,times_given,share_of_alerts"]
    names = pop.NUMERIC + ["product_type"]

    def reasons(phi):
        folded = np.column_stack([phi[:, : len(pop.NUMERIC)], phi[:, len(pop.NUMERIC) :].sum(axis=1)])
        order = np.argsort(-folded, axis=1, kind="stable")[:, :4]
        return [[names[k] for k in row if folded[i, k] > 0] for i, row in enumerate(order)]

    given, repeated = reasons(first), reasons(again)
    tally = {name: sum(name in row for row in given) for name in names}
    for place, name in enumerate(sorted(names, key=lambda n: (-tally[n], n)), start=1):
        lines.append(f"{place},{name},{tally[name]},{tally[name] / len(rows):.3f}")
    same = sum(a == b for a, b in zip(given, repeated))
    lines.append(f"reproduced,all four reasons in the same order on a second run,{same},{same / len(rows):.3f}")
    return "\n".join(lines) + "\n"


def thresholds(frame):
    rows = frame[frame["month"].isin(HOLDOUT)]
    y, p = rows["outcome"].values, rows["score"].values
    lines = ["threshold,alerts_per_1000,recall,precision,false_positive_rate,accounts_called_per_caught"]
    for t in [0.06, 0.08, 0.10, 0.12, 0.14, 0.16, 0.20]:
        c, m = confusion(y, p, t), at_threshold(y, p, t)
        called = (c["tp"] + c["fp"]) / max(1, c["tp"])
        lines.append(
            f"{t:.2f},{1000 * m['alert_rate']['value']:.0f},{m['recall']['value']:.4f},"
            f"{m['precision']['value']:.4f},{m['false_positive_rate']['value']:.4f},{called:.1f}"
        )
    return "\n".join(lines) + "\n"


RANGES = {
    "utilisation_ratio": (0, 1.2), "months_since_delinquency": (0, 72), "income_stability": (0, 1),
    "debt_to_income": (0, 3), "payment_ratio_3m": (0, 1), "min_payment_share_6m": (0, 1),
    "overdraft_days_90d": (0, 90), "savings_buffer_months": (0, 60), "balance_trend_6m": (-60, 60),
    "bureau_enquiries_6m": (0, 20), "cash_advance_count_6m": (0, 20), "months_on_book": (0, 600),
    "credit_lines_open": (1, 20),
}


def data_quality(frame):
    recent, lines = pop.BATCHES[-12:], ["batch,feature,rows,missing,missing_share,out_of_range"]
    for month in ["2025-08"] + recent:
        rows = frame[frame["month"] == month]
        for name, (low, high) in RANGES.items():
            v = rows[name]
            bad = int(((v < low) | (v > high)).sum())
            lines.append(f"{month},{name},{len(rows)},{int(v.isna().sum())},{v.isna().mean():.4f},{bad}")
    return "\n".join(lines) + "\n"


def overrides(frame):
    """Advisers' overrides by month: they set aside an alert more often when the alert is near the threshold."""
    rng = np.random.default_rng(29)
    lines = ["batch,alerts,overridden,override_share,reason_already_in_contact,reason_data_wrong,reason_other"]
    for month in pop.BATCHES[8:]:
        p = frame[(frame["month"] == month) & (frame["score"] >= THRESHOLD)]["score"].values
        chance = 0.05 + 0.09 * np.exp(-(p - THRESHOLD) / 0.06) + (0.09 if month in INCIDENT else 0)
        n = int((rng.uniform(size=len(p)) < chance).sum())
        wrong_share = 0.55 if month in INCIDENT else 0.18
        wrong = int(rng.binomial(n, wrong_share))
        contact = int(rng.binomial(n - wrong, 0.7))
        lines.append(f"{month},{len(p)},{n},{n / len(p):.4f},{contact},{wrong},{n - wrong - contact}")
    return "\n".join(lines) + "\n"


def manifest(frame, model):
    learn = frame[frame["month"].isin(TRAIN)]
    digest = lambda data: hashlib.sha256(data).hexdigest()
    dump = "\n".join(model.get_dump(dump_format="json")).encode()
    second = "\n".join(train(learn).get_dump(dump_format="json")).encode()
    return {
        "model": MODEL, "model_version": VERSION, "algorithm": "gradient-boosted trees",
        "library": f"xgboost {xgboost.__version__}", "rounds": ROUNDS, "parameters": PARAMS,
        "training": {
            "period": period(TRAIN), "rows": len(learn), "outcome_rate": rounded(learn["outcome"].mean()),
            "rows_sha256": digest(learn.to_csv(index=False, lineterminator="\n").encode()),
        },
        "columns": pop.COLUMNS,
        "model_sha256": digest(dump),
        "retrained_sha256": digest(second),
        "reproduced": dump == second,
        "provenance": "synthetic",
    }


def predictions(frame, months, dimensions):
    """Scored rows with outcome, challenger and slices; a row is dated by the end of its month."""
    rows = frame[frame["month"].isin(months)]
    out = pd.DataFrame({
        "scored_at": [str(pd.Period(month).end_time.date()) for month in rows["month"]],
        "score": rows["score"].values,
        "challenger_score": np.round(challenger_scores(frame, rows), 6),
        "outcome": rows["outcome"].values,
    })
    for name, key in dimensions.items():
        out[name] = np.asarray(key(rows))
    return out.to_csv(index=False, lineterminator="\n")


def refresh_register():
    path = HERE / "evidence.yaml"
    if not path.exists():
        return
    lines, file = [], None
    for line in path.read_text().splitlines():
        found = re.match(r"\s+(?:- )?file: (\S+)", line)
        file = found.group(1) if found else file
        if re.match(r"\s+sha256:", line) and file:
            digest = hashlib.sha256((HERE / file).read_bytes()).hexdigest()
            line = re.sub(r"sha256:.*", f"sha256: {digest}", line)
        lines.append(line)
    path.write_text("\n".join(lines) + "\n")


def main():
    frame = pop.simulate()
    model = train(frame[frame["month"].isin(TRAIN)])
    frame["score"] = np.round(model.predict(matrix(frame)).astype(float), 6)
    early = {name: DIMENSIONS[name] for name in ["product", "region", "tenure"]}
    files = {
        "performance-out-of-time.json": performance(frame, OOT, "matured cohorts, out of time", DIMENSIONS),
        "performance-development.json": performance(frame, HOLDOUT, "development hold-out", early),
        "calibration-out-of-time.json": calibration_file(frame),
        "fairness-groups.json": fairness(frame),
        "challenger-comparison.json": challenger(frame),
        "drift-profile.json": profile(frame),
        "shap-values.json": shap(frame, model),
        "training-manifest.json": manifest(frame, model),
        "reason-code-check.csv": reason_codes(frame, model),
        "threshold-analysis.csv": thresholds(frame),
        "data-quality.csv": data_quality(frame),
        "override-log.csv": overrides(frame),
    }
    for name, content in files.items():
        (HERE / name).write_text(content if isinstance(content, str) else text(content) + "\n")
    refresh_register()
    if len(sys.argv) > 1:
        path = pathlib.Path(sys.argv[1])
        path.write_text(predictions(frame, OOT, DIMENSIONS))
        path.with_name(f"{path.stem}-development{path.suffix}").write_text(predictions(frame, HOLDOUT, early))


if __name__ == "__main__":
    main()
