"""The synthetic population of retail accounts that this system's evidence is computed from.

Nobody in it exists. One row is one account on the last day of a month. Twelve development months
(November 2023 to October 2024) are followed by 24 monitoring batches (November 2024 to October 2026),
about 2,500 rows each, 90,000 account-months in all.

Each account has a latent hardship z ~ N(0, 1). Every feature is a monotone transform of a latent normal
that is correlated with z, so that features agree with each other as they do in a bank. The outcome (three
or more payments missed within six months) is a Bernoulli draw from a logistic function of the true
latents, with three interactions, one effect of both tails (balance_trend_6m) and noise that no feature shows.

What moves, and why (shifts are in standard deviations of the feature's latent):
- utilisation_ratio, January to April 2026: unused limits were cut, so balance / limit rose although
  nobody's finances changed. Measurement only: the outcome still follows the unshifted latent. Repaired
  during April 2026, so that batch is mixed.
- income_stability, August 2026 onwards: a supplier changed how it recognises salaries. Measurement for
  two thirds of the shift, real for one third.
- debt_to_income, from spring 2025: rates pass through slowly. Real: the outcome follows it.
- bureau_enquiries_6m, August 2025: the bureau file arrived truncated; the value is missing on nearly all rows.
- savings_buffer_months: a slow, real decline.
"""

import numpy as np
import pandas as pd

SEED = 20241101

# Feature order of the model; `product_type` is one-hot encoded into the three columns at the end.
NUMERIC = [
    "utilisation_ratio",
    "months_since_delinquency",
    "income_stability",
    "debt_to_income",
    "payment_ratio_3m",
    "min_payment_share_6m",
    "overdraft_days_90d",
    "savings_buffer_months",
    "balance_trend_6m",
    "bureau_enquiries_6m",
    "cash_advance_count_6m",
    "months_on_book",
    "credit_lines_open",
]
PRODUCTS = ["credit-card", "instalment-loan", "overdraft"]
PRODUCT_COLUMNS = ["product_type_credit_card", "product_type_instalment_loan", "product_type_overdraft"]
COLUMNS = NUMERIC + PRODUCT_COLUMNS

# The sign a feature's effect on risk may have; features left out are free.
MONOTONE = {
    "utilisation_ratio": 1, "months_since_delinquency": -1, "income_stability": -1, "debt_to_income": 1,
    "payment_ratio_3m": -1, "min_payment_share_6m": 1, "overdraft_days_90d": 1, "savings_buffer_months": -1,
}

REGIONS = ["north", "midlands", "south", "islands"]
REGION_SHARES = [0.34, 0.29, 0.363, 0.007]
AGE_BANDS = ["18-24", "25-39", "40-64", "65+"]
AGE_SHARES = [0.11, 0.33, 0.41, 0.15]

DEVELOPMENT = [f"{2023 + (10 + i) // 12}-{(10 + i) % 12 + 1:02d}" for i in range(12)]
BATCHES = [f"{2024 + (10 + i) // 12}-{(10 + i) % 12 + 1:02d}" for i in range(24)]

# Shift of the observed latent by batch, and the part of it that is real.
SHIFTS = {
    "utilisation_ratio": ({"2026-01": 0.34, "2026-02": 0.58, "2026-03": 0.64, "2026-04": 0.33, "2026-05": 0.10}, 0.0),
    "income_stability": ({"2026-07": -0.08, "2026-08": -0.24, "2026-09": -0.42, "2026-10": -0.60}, 1 / 3),
    "debt_to_income": ({m: 0.022 * max(0, i - 4) for i, m in enumerate(BATCHES)}, 1.0),
    "savings_buffer_months": ({m: -0.008 * i for i, m in enumerate(BATCHES)}, 1.0),
}
OUTAGE = {"bureau_enquiries_6m": ("2025-08", 0.974)}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def month_rows(rng, month):
    """One month's accounts: features as the bank would see them, groups, and the outcome six months on."""
    n = int(rng.integers(2440, 2570))
    z = rng.normal(size=n)

    def latent(weight):
        return weight * z + np.sqrt(1 - weight**2) * rng.normal(size=n)

    age = rng.choice(len(AGE_BANDS), size=n, p=AGE_SHARES)
    product = rng.choice(3, size=n, p=[0.52, 0.33, 0.15])
    true = {
        "utilisation_ratio": latent(0.45),
        "months_since_delinquency": latent(-0.40),
        "income_stability": latent(-0.38) + np.array([-0.35, -0.02, 0.10, 0.06])[age],
        "debt_to_income": latent(0.33),
        "payment_ratio_3m": latent(-0.35),
        "min_payment_share_6m": latent(0.36),
        "overdraft_days_90d": latent(0.34),
        "savings_buffer_months": latent(-0.30) + np.array([-0.40, -0.10, 0.10, 0.25])[age],
        "balance_trend_6m": latent(0.22),
        "bureau_enquiries_6m": latent(0.22),
        "cash_advance_count_6m": latent(0.20),
        "months_on_book": latent(-0.05) + np.array([-1.1, -0.25, 0.30, 0.55])[age],
        "credit_lines_open": latent(0.05),
    }
    seen = {name: value.copy() for name, value in true.items()}
    for name, (by_month, real) in SHIFTS.items():
        shift = by_month.get(month, 0.0)
        seen[name] += shift
        true[name] = true[name] + real * shift

    t = true
    risk = (
        -5.75
        + 0.36 * t["utilisation_ratio"]
        - 0.32 * t["months_since_delinquency"]
        - 0.26 * t["income_stability"]
        + 0.24 * t["debt_to_income"]
        - 0.27 * t["payment_ratio_3m"]
        + 0.20 * t["min_payment_share_6m"]
        + 0.22 * np.maximum(t["overdraft_days_90d"], 0)
        - 0.18 * t["savings_buffer_months"]
        + 0.34 * t["balance_trend_6m"] ** 2  # sharp swings either way
        + 0.10 * t["bureau_enquiries_6m"]
        + 0.06 * t["cash_advance_count_6m"]
        + 0.70 * np.maximum(t["utilisation_ratio"], 0) * (t["debt_to_income"] > 0.3)
        + 0.95 * np.maximum(-t["income_stability"] - 0.2, 0) * (t["savings_buffer_months"] < 0)
        + 0.90 * (t["months_since_delinquency"] < -0.6) * (t["utilisation_ratio"] > 0.2)
        + np.array([0.10, -0.20, 0.25])[product]
        + 1.5 * rng.normal(size=n)
    )
    outcome = (rng.uniform(size=n) < sigmoid(risk)).astype(int)

    s = seen
    never = rng.uniform(size=n) < sigmoid(0.35 + 0.9 * s["months_since_delinquency"])
    frame = pd.DataFrame(
        {
            "month": month,
            "utilisation_ratio": np.round(1.15 * sigmoid(1.15 * s["utilisation_ratio"] - 0.65), 3),
            "months_since_delinquency": np.where(
                never, np.nan, np.clip(np.round(22 + 13 * s["months_since_delinquency"]), 0, 72)
            ),
            "income_stability": np.round(sigmoid(1.2 + 1.0 * s["income_stability"]), 3),
            "debt_to_income": np.round(0.31 * np.exp(0.42 * s["debt_to_income"]), 3),
            "payment_ratio_3m": np.round(np.clip(0.42 + 0.22 * s["payment_ratio_3m"], 0, 1), 3),
            "min_payment_share_6m": np.round(
                np.clip(np.round(1.8 + 1.7 * s["min_payment_share_6m"]), 0, 6) / 6, 3
            ),
            "overdraft_days_90d": np.clip(np.round(4 + 12 * s["overdraft_days_90d"]), 0, 90),
            "savings_buffer_months": np.round(1.9 * np.exp(0.75 * s["savings_buffer_months"]), 1),
            "balance_trend_6m": np.round(5.2 * s["balance_trend_6m"] + 0.8, 1),
            "bureau_enquiries_6m": rng.poisson(np.exp(0.25 + 0.40 * s["bureau_enquiries_6m"])).astype(float),
            "cash_advance_count_6m": rng.poisson(np.exp(-1.1 + 0.55 * s["cash_advance_count_6m"])).astype(float),
            "months_on_book": np.clip(np.round(66 + 34 * s["months_on_book"]), 3, 300),
            "credit_lines_open": 1 + rng.poisson(np.exp(0.6 + 0.25 * s["credit_lines_open"])).astype(float),
            "product": np.array(PRODUCTS)[product],
            "region": rng.choice(REGIONS, size=n, p=REGION_SHARES),
            "age_band": np.array(AGE_BANDS)[age],
            "sex": rng.choice(["female", "male"], size=n, p=[0.51, 0.49]),
            "outcome": outcome,
        }
    )
    for name, (bad_month, share) in OUTAGE.items():
        if month == bad_month:
            frame.loc[rng.uniform(size=n) < share, name] = np.nan
    for code, column in zip(PRODUCTS, PRODUCT_COLUMNS):
        frame[column] = (frame["product"] == code).astype(float)
    return frame


def simulate():
    """Development months and monitoring batches, one frame; each month has its own stream of numbers."""
    months = DEVELOPMENT + BATCHES
    streams = np.random.SeedSequence(SEED).spawn(len(months))
    frames = [month_rows(np.random.default_rng(stream), month) for stream, month in zip(streams, months)]
    return pd.concat(frames, ignore_index=True)
