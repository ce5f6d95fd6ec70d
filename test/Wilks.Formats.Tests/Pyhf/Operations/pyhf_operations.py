#!/usr/bin/env python3
"""Writes pyhf_operations.json: workspaces of our own, what pyhf's operations make of them, and numbers as Python writes them.

Usage: pyhf_operations.py    (needs pyhf; its version is written into the file)
"""
import json
import pathlib

import pyhf

NUMBERS = ["0", "-0", "5", "5.0", "-0.0", "1e5", "1E+5", "1e15", "1e16", "1e17", "123456789012345678", "12345678901234567890123", "1.5e300", "1e-4", "1e-5", "0.00001234",
           "123456.789", "9007199254740993.0", "1e22", "1e23", "5e-324", "0.1", "0.30000000000000004", "100.0", "1234567890123456.7", "12345678901234567.8", "-1.25e-7", "1.7976931348623157e308"]

LEFT = {
    "channels": [
        {"name": "SR", "samples": [
            {"name": "signal", "data": [1, 2.5], "modifiers": [{"name": "mu", "type": "normfactor", "data": None}, {"name": "lumi", "type": "lumi", "data": None}]},
            {"name": "background", "data": [10.0, 2e1], "modifiers": [
                {"name": "shape", "type": "histosys", "data": {"lo_data": [9, 19], "hi_data": [11.0, 21]}},
                {"name": "norm", "type": "normsys", "data": {"lo": 0.9, "hi": 1.1}},
                {"name": "norm", "type": "histosys", "data": {"lo_data": [9, 19], "hi_data": [11.0, 21]}},
                {"name": "stat", "type": "staterror", "data": [1.0, 2.0]}]}]},
        {"name": "CR", "samples": [{"name": "background", "data": [30.0, 40.0, 1e-7], "modifiers": [{"name": "norm", "type": "normsys", "data": {"lo": 0.95, "hi": 1.05}}]}]},
    ],
    "observations": [{"name": "SR", "data": [11, 22]}, {"name": "CR", "data": [33, 44, 0]}],
    "measurements": [
        {"name": "main", "config": {"poi": "mu", "parameters": [{"name": "lumi", "auxdata": [1.0], "sigmas": [0.02], "inits": [1.0], "bounds": [[0.9, 1.1]]}, {"name": "norm", "inits": [0.5]}]}},
        {"name": "background only", "config": {"poi": "", "parameters": [{"name": "lumi", "auxdata": [1.0], "sigmas": [0.02], "inits": [1.0], "bounds": [[0.9, 1.1]]}]}}],
    "version": "1.0.0",
}


def changed(**edits):
    right = json.loads(json.dumps(LEFT))
    for key, value in edits.items():
        right[key] = value
    return right


RIGHTS = {}


def cases():
    left = pyhf.Workspace(LEFT)
    other = left.rename(channels={"SR": "SR2", "CR": "CR2"}, measurements={"main": "other"})
    same_measurement = left.rename(channels={"SR": "SR2", "CR": "CR2"}, modifiers={"shape": "shape2"})
    extra = left.rename(samples={"background": "more"}, modifiers={"stat": "stat2"}).prune(measurements=["background only"])
    other_setting = changed(measurements=[{"name": "main", "config": {"poi": "mu", "parameters": [{"name": "lumi", "auxdata": [1.0], "sigmas": [0.03], "inits": [1.0], "bounds": [[0.9, 1.1]]}]}}])
    other_poi = changed(measurements=[{"name": "main", "config": {"poi": "norm", "parameters": LEFT["measurements"][1]["config"]["parameters"]}}])
    RIGHTS.update({"other": other, "same measurement": same_measurement, "extra": extra, "the same": LEFT, "other setting": other_setting, "other poi": other_poi})

    yield "sort", {}, lambda: pyhf.Workspace.sorted(left)
    for prune in ({"channels": ["CR"]}, {"samples": ["signal"]}, {"modifiers": ["norm"]}, {"modifiers": ["lumi", "stat"]}, {"modifier_types": ["staterror"]}, {"measurements": ["main"]},
                  {"channels": ["nothing"]}, {"modifiers": ["nothing"]}, {"modifier_types": ["shapesys"]}, {"channels": ["SR", "CR"]}, {"measurements": ["main", "background only"]}):
        yield "prune", prune, lambda: left.prune(**prune)
    for rename in ({"channels": {"SR": "région"}}, {"samples": {"background": "b"}}, {"modifiers": {"mu": "\U0001d707", "norm": "n"}}, {"measurements": {"main": "\"main\"\t"}}, {"samples": {"nothing": "x"}}):
        yield "rename", rename, lambda: left.rename(**rename)
    for name, right in RIGHTS.items():
        for join in pyhf.Workspace.valid_joins:
            for merge in (False, True):
                if merge and join == "none":
                    continue
                yield "combine", {"right": name, "join": join, "merge": merge}, lambda: pyhf.Workspace.combine(left, pyhf.Workspace(right), join=join, merge_channels=merge)


def result(operation, make):
    try:
        made = make()
    except (pyhf.exceptions.InvalidWorkspaceOperation, pyhf.exceptions.InvalidSpecification):
        return {"refused": True}
    text = {} if operation == "combine" else {"text": json.dumps(made, indent=4, sort_keys=True)}
    return {**text, "sha256": pyhf.utils.digest(made), "md5": pyhf.utils.digest(made, algorithm="md5")}


done = [{"operation": operation, "arguments": arguments, **result(operation, make)} for operation, arguments, make in cases()]
document = {
    "made_by": f"pyhf {pyhf.__version__}",
    "numbers": [{"written": number, "python": json.dumps(json.loads(number))} for number in NUMBERS],
    "left": json.dumps(LEFT),
    "rights": {name: json.dumps(right) for name, right in RIGHTS.items()},
    "cases": done,
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
