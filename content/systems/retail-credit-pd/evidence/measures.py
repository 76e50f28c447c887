"""The statistics that produce.py reports, each with its interval, and a JSON writer that people can read."""

import json

import numpy as np
from scipy import stats

Z = 1.959963984540054


def rounded(value, digits=4):
    return None if value is None or not np.isfinite(value) else round(float(value), digits)


def metric(kind, value, n, low=None, high=None, method=None, unit=None, threshold=None, digits=4):
    out = {"type": kind, "value": rounded(value, digits), "n": int(n)}
    if low is not None:
        out.update(ci_lower=rounded(low, digits), ci_upper=rounded(high, digits), ci_level=0.95, ci_method=method)
    if unit is not None:
        out["unit"] = unit
    if threshold is not None:
        out["threshold"] = threshold
    return out


def auc(y, p):
    """ROC AUC with DeLong's interval (DeLong et al. 1988, by Sun and Xu's midranks 2014)."""
    positive, negative = p[y == 1], p[y == 0]
    m, n = len(positive), len(negative)
    ranks = stats.rankdata(p)
    r_pos, r_neg = ranks[y == 1], ranks[y == 0]
    value = (r_pos.sum() - m * (m + 1) / 2) / (m * n)
    v_pos = (r_pos - stats.rankdata(positive)) / n
    v_neg = 1 - (r_neg - stats.rankdata(negative)) / m
    se = np.sqrt(v_pos.var(ddof=1) / m + v_neg.var(ddof=1) / n)
    return metric("roc_auc", value, m + n, max(0, value - Z * se), min(1, value + Z * se), "delong")


def rate(kind, hits, n, threshold=None):
    """A proportion with Wilson's interval."""
    if n == 0:
        return {"type": kind, "value": None, "n": 0, "note": "not defined: no rows"}
    p = hits / n
    centre = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return metric(kind, p, n, max(0, centre - half), min(1, centre + half), "wilson", "share", threshold)


def bootstrap(kind, statistic, y, p, seed, unit=None, rounds=500):
    """Any statistic of outcomes and scores with a seeded percentile bootstrap over rows."""
    rng = np.random.default_rng(seed)
    draws = []
    for _ in range(rounds):
        rows = rng.integers(0, len(y), len(y))
        draws.append(statistic(y[rows], p[rows]))
    low, high = np.quantile(draws, [0.025, 0.975])
    return metric(kind, statistic(y, p), len(y), low, high, f"bootstrap-{rounds}", unit)


def brier(y, p):
    return np.mean((p - y) ** 2)


def observed_to_expected(y, p):
    return y.mean() / p.mean()


def separation(y, p):
    """KS separation of scores between outcomes."""
    return stats.ks_2samp(p[y == 1], p[y == 0]).statistic


def calibration(y, p, count=10):
    """Reliability by equal-frequency bins of the score, each observed rate with Wilson's interval."""
    edges = np.quantile(p, np.linspace(0, 1, count + 1))
    where = np.searchsorted(edges[1:-1], p, side="left")
    bins, gaps = [], []
    for k in range(count):
        rows = where == k
        seen = rate("observed", int(y[rows].sum()), int(rows.sum()))
        gaps.append((rows.mean(), abs(y[rows].mean() - p[rows].mean())))
        bins.append(
            {
                "lower": rounded(edges[k]),
                "upper": rounded(edges[k + 1]),
                "n": int(rows.sum()),
                "predicted": rounded(p[rows].mean()),
                "observed": seen["value"],
                "ci_lower": seen["ci_lower"],
                "ci_upper": seen["ci_upper"],
            }
        )
    return {
        "strategy": "quantile",
        "bins_requested": count,
        "n": len(y),
        "ci_method": "wilson",
        "ece": rounded(sum(w * g for w, g in gaps)),
        "mce": rounded(max(g for _, g in gaps)),
        "bins": bins,
    }


def confusion(y, p, threshold):
    alert = p >= threshold
    return {
        "threshold": threshold,
        "tp": int((alert & (y == 1)).sum()),
        "fp": int((alert & (y == 0)).sum()),
        "tn": int((~alert & (y == 0)).sum()),
        "fn": int((~alert & (y == 1)).sum()),
    }


def at_threshold(y, p, threshold):
    c = confusion(y, p, threshold)
    return {
        "alert_rate": rate("selection_rate", c["tp"] + c["fp"], len(y), threshold),
        "recall": rate("recall", c["tp"], c["tp"] + c["fn"], threshold),
        "precision": rate("precision", c["tp"], c["tp"] + c["fp"], threshold),
        "false_positive_rate": rate("false_positive_rate", c["fp"], c["fp"] + c["tn"], threshold),
    }


def text(value, level=0, width=150):
    """JSON with rows of numbers and short records on one line: small in bytes, readable in a diff."""
    if not isinstance(value, (dict, list)) or not value:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    items = value.values() if isinstance(value, dict) else value
    if isinstance(value, list) and not any(isinstance(x, (dict, list)) for x in items):
        return "[" + ",".join(text(x) for x in value) + "]"
    if isinstance(value, dict) and not any(isinstance(x, list) for x in items):
        flat = "{" + ", ".join(f"{text(k)}: {text(v, 0, 10**9)}" for k, v in value.items()) + "}"
        if len(flat) <= width:
            return flat
    pad, end = " " * (level + 1), " " * level
    if isinstance(value, dict):
        rows = [f"{pad}{text(k)}: {text(v, level + 1, width)}" for k, v in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{end}}}"
    return "[\n" + ",\n".join(pad + text(v, level + 1, width) for v in value) + f"\n{end}]"
