#!/usr/bin/env python3
"""Explains the rows of shap-values.json a second time, by a model trained again: how far is the explanation the
model's, and how far an accident of the rows it learnt from?

The second model has the same parameters and features and learns from a bootstrap sample of the training rows
(NumPy PCG64, seed 41). Both models explain the same accounts. Run it with the packages that produce.py names:
/usr/bin/python3 explain_again.py
"""

import sys

sys.dont_write_bytecode = True

import numpy as np

import population as pop
from measures import text
from produce import HERE, TRAIN, refresh_register, shap, train


def main():
    frame = pop.simulate()
    learn = frame[frame["month"].isin(TRAIN)]
    drawn = np.random.default_rng(41).integers(0, len(learn), len(learn))
    out = shap(frame, train(learn.iloc[drawn]))
    out["producer"]["name"] = "evidence/explain_again.py"
    out["model"] = "retail-credit-pd, trained again on a bootstrap sample"
    (HERE / "shap-second-run.json").write_text(text(out) + "\n")
    refresh_register()


if __name__ == "__main__":
    main()
