"""Writes the files of this folder: one model, one explanation, in every layout that tools and people save.

Made with Python 3.11, numpy 2.4.6, pandas 3.0.6, pyarrow 25.0.1, scikit-learn 1.9.1, lightgbm 4.7.0, shap 0.51.0.
The rows are drawn from a generator; nobody stands behind them. Run in this folder: `python3 make.py`.
"""

import json

import lightgbm
import numpy as np
import pandas as pd
import shap

generator = np.random.default_rng(11)
n = 60
region = generator.choice(["north", "south", "west"], n)
frame = pd.DataFrame(
    {
        "income": generator.normal(3000, 900, n).round(2),
        "term": generator.integers(6, 72, n).astype(float),
        "region_north": (region == "north").astype(float),
        "region_south": (region == "south").astype(float),
    }
)
frame.loc[[3, 17], "income"] = np.nan
risk = -frame.income.fillna(3000) / 900 + frame.term / 30 + frame.region_north + generator.normal(0, 0.5, n)
names = list(frame.columns)

binary = lightgbm.LGBMClassifier(n_estimators=12, min_child_samples=4, random_state=1, verbose=-1)
binary.fit(frame, risk > risk.median())
explanation = shap.TreeExplainer(binary)(frame)
values, base = explanation.values, explanation.base_values
output = binary.predict(frame, raw_score=True)

# Arrays.
np.savez("stored.npz", values=values, base_values=base, data=frame.to_numpy(), feature_names=np.array(names))
np.savez_compressed("deflated.npz", values=values.astype("f4"), base_values=base, feature_names=np.array(names))
np.savez("objects.npz", values=values, base_values=base, data=frame.astype(object).to_numpy(), feature_names=np.array(names))
np.save("shap_values.npy", values)
np.save("base_values.npy", base)
np.save("fortran.npy", np.asfortranarray(values.astype("f4")))
with open("version-2.npy", "wb") as file:
    np.lib.format.write_array(file, values, version=(2, 0))
np.save("big-endian.npy", values.astype(">f8"))
np.save("named-objects.npy", values.astype(object), allow_pickle=True)
np.save("lightgbm-contribs.npy", binary.predict(frame, pred_contrib=True))
np.save("outputs.npy", output)

# Three classes: LightGBM writes them side by side, `shap` as a third axis.
classes = pd.cut(risk, 3, labels=["low", "middle", "high"]).astype(str)
several = lightgbm.LGBMClassifier(n_estimators=4, min_child_samples=4, random_state=1, verbose=-1).fit(frame, classes)
np.save("lightgbm-classes.npy", several.predict(frame, pred_contrib=True))
three = shap.TreeExplainer(several)(frame)
np.savez(
    "classes.npz",
    values=three.values,
    base_values=three.base_values,
    data=frame.to_numpy(),
    feature_names=np.array(names),
    output_names=several.classes_,
)
np.savez(
    "classes-named.npz",
    values=three.values,
    base_values=three.base_values,
    data=frame.to_numpy(),
    feature_names=np.array(names),
    output_names=several.classes_.astype(str),
)
# As XGBoost writes several classes: rows × classes × (features and base).
flat = several.predict(frame, pred_contrib=True)
np.save("rows-classes-contribs.npy", flat.reshape(n, 3, len(names) + 1))
# Interactions: rows × features × features.
interactions = shap.TreeExplainer(binary).shap_interaction_values(frame)
np.savez("interactions.npz", values=interactions, base_values=base, feature_names=np.array(names))

# Tables.
wide = pd.DataFrame(values, columns=names)
wide.to_csv("wide.csv", index=False)
whole = wide.copy()
whole.insert(2, "loan_id", [f"L-{i:04d}" for i in range(n)])
whole["base_value"] = base
whole["prediction"] = output
whole.to_csv("wide-whole.csv", index=False)
whole.to_csv("semicolons.csv", index=False, sep=";")
whole.to_parquet("wide.parquet", index=False)
frame.to_csv("values.csv", index=False)
pairs = pd.concat([frame, wide.add_prefix("shap_")], axis=1)
pairs.to_csv("pairs.csv")
pd.DataFrame(binary.predict(frame, pred_contrib=True)).to_csv("unnamed.csv", index=False)
pd.DataFrame(np.abs(values), columns=names).mean().to_csv("means.csv")
pd.DataFrame(np.abs(values), columns=names).mean().to_json("means.json")
long = wide.assign(id=range(n)).melt("id", var_name="feature", value_name="shap")
long.insert(2, "value", frame.assign(id=range(n)).melt("id", value_name="value")["value"])
long.to_csv("long.csv", index=False)
wide.to_json("records.json", orient="records")

# JSON.
with open("explanation.json", "w") as file:
    json.dump(
        {
            "values": values.tolist(),
            "base_values": base.tolist(),
            "data": [[None if np.isnan(cell) else cell for cell in row] for row in frame.to_numpy().tolist()],
            "feature_names": names,
        },
        file,
    )
force = shap.force_plot(base[0], values[0], frame.iloc[0])
with open("force.json", "w") as file:
    json.dump(force.data, file)
forces = shap.force_plot(base[0], values[:20], frame.iloc[:20])
with open("forces.json", "w") as file:
    json.dump(forces.data, file)

# What numpy makes of it, to hold the readings against.
with open("../../output/shap-of-others/known.json", "w") as file:
    json.dump(
        {
            "features": names,
            "n": n,
            "base": float(base[0]),
            "mean_abs": np.abs(values).mean(axis=0).tolist(),
            "mean": values.mean(axis=0).tolist(),
            "region": float(np.abs(values[:, 2] + values[:, 3]).mean()),
            "gap": float(np.abs(base + values.sum(axis=1) - output).max()),
            "first": values[0].tolist(),
            "classes": {
                "names": several.classes_.tolist(),
                "mean_abs": np.abs(three.values).mean(axis=0).T.tolist(),
                "base": three.base_values[0].tolist(),
            },
            "interactions": np.abs(interactions.sum(axis=2)).mean(axis=0).tolist(),
        },
        file,
        indent=2,
    )
