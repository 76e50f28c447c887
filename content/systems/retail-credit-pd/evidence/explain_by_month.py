#!/usr/bin/env python3
"""Explains every account of the 24 monitored months and keeps the mean contributions of each month: what the model
looks at, and whether that moved while the data did.

Model and accounts are those of produce.py. No row is kept: means by month are over all accounts that were scored in
it. The last three months together have to give the means of shap-values.json, and the program stops where they do
not. Run it with the packages that produce.py names: /usr/bin/python3 explain_by_month.py
"""

import json
import sys

sys.dont_write_bytecode = True

import numpy as np
import xgboost

import population as pop
from measures import rounded, text
from produce import HERE, TRAIN, head, matrix, refresh_register, train


def main():
    frame = pop.simulate()
    model = train(frame[frame["month"].isin(TRAIN)])
    rows = frame[frame["month"].isin(pop.BATCHES)].reset_index(drop=True)
    phi = model.predict(matrix(rows), pred_contribs=True).astype(float)
    base, phi = float(phi[0, -1]), phi[:, :-1]
    product = phi[:, [pop.COLUMNS.index(c) for c in pop.PRODUCT_COLUMNS]].sum(axis=1)
    months = rows["month"].values

    def means(of):
        return [rounded(v, 6) for v in np.abs(phi[of]).mean(axis=0)]

    out = head("casebook/shap@1", "accounts scored from November 2024 to October 2026", pop.BATCHES, len(rows))
    del out["n"]
    out["producer"] = {"name": "evidence/explain_by_month.py"}
    out.update(
        explainer={
            "name": f"xgboost {xgboost.__version__} predict(pred_contribs=True)",
            "algorithm": "TreeSHAP, tree-path-dependent", "background": None,
        },
        output_space="log-odds",
        class_name="three or more payments missed within six months",
        base_value=rounded(base, 6),
        n_total=len(rows),
        n_drawn=0,
        features=pop.COLUMNS,
        mean_abs=means(slice(None)),
        groups={
            "product_type": {"columns": pop.PRODUCT_COLUMNS, "mean_abs": rounded(np.abs(product).mean(), 6)}
        },
        batches=[
            {
                "batch": month, "n": int((months == month).sum()), "mean_abs": means(months == month),
                "groups": {"product_type": rounded(np.abs(product[months == month]).mean(), 6)},
            }
            for month in pop.BATCHES
        ],
    )
    known = json.loads((HERE / "shap-values.json").read_text())["mean_abs"]
    if means(np.isin(months, pop.BATCHES[-3:])) != known:
        sys.exit("the last three months do not give the means of shap-values.json")
    (HERE / "shap-by-month.json").write_text(text(out) + "\n")
    refresh_register()


if __name__ == "__main__":
    main()
