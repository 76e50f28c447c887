#!/usr/bin/env python3
"""Writes `MLmodel`, the description that MLflow packs a model with, for the model that produce.py trains.

MLflow itself does not run here: the file has the layout of its `MLmodel` (flavors, and a signature as JSON in a text),
and no run, version or time of its own. Names, order and types of the inputs are those of the rows that the model
learns from, as MLflow infers them: NumPy's float64 is a double, whole numbers are long, and a column with missing
values is not required. Run it with the packages that produce.py names: /usr/bin/python3 describe_model.py
"""

import json
import sys

sys.dont_write_bytecode = True

import xgboost

import population as pop
from produce import HERE, MODEL, TRAIN, VERSION, refresh_register

TYPES = {"float64": "double", "float32": "float", "int64": "long", "int32": "integer", "uint8": "integer", "bool": "boolean"}


def main():
    frame = pop.simulate()
    learn = frame.loc[frame["month"].isin(TRAIN), pop.COLUMNS]
    inputs = [
        {"type": TYPES[str(learn[name].dtype)], "name": name, "required": bool(learn[name].notna().all())}
        for name in pop.COLUMNS
    ]
    outputs = [{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1]}}]
    manifest = json.loads((HERE / "training-manifest.json").read_text())
    lines = [
        "artifact_path: model",
        "flavors:",
        "  python_function:",
        "    data: model.json",
        "    loader_module: mlflow.xgboost",
        f"    python_version: {sys.version.split()[0]}",
        "  xgboost:",
        "    data: model.json",
        "    model_class: xgboost.core.Booster",
        "    model_format: json",
        f"    xgb_version: {xgboost.__version__}",
        "metadata:",
        f"  model: {MODEL}",
        f"  model_version: {VERSION}",
        f"  model_sha256: {manifest['model_sha256']}",
        "  written_by: evidence/describe_model.py, in the layout of MLflow",
        "signature:",
        f"  inputs: '{json.dumps(inputs)}'",
        f"  outputs: '{json.dumps(outputs)}'",
        "  params: null",
    ]
    (HERE / "MLmodel").write_text("\n".join(lines) + "\n")
    refresh_register()


if __name__ == "__main__":
    main()
