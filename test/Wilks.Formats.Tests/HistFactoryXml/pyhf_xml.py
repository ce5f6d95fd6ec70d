#!/usr/bin/env python3
"""Writes pyhf_xml.json: digests of the workspaces that pyhf reads from HistFactory XML.

Usage: pyhf_xml.py SHARED    (the folder of third-party data; needs pyhf, whose version is written into the file)
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile

import pyhf
import pyhf.readxml

# As in SharedXml.cs: the inputs lie flat, with two underscores for a slash, histograms and XML apart.
SOURCES = {"pyhf": ["data/models/histfactory_xml/pyhf", "data/root/pyhf"], "unit": ["data/models/histfactory_xml/histfactoryUnitTests", "data/root/hfunit"]}
EXTRA = {"pyhf/validation/xmlimport_input/data/example.root": "unit/data/example.root"}
# Roots of float32 numbers, which numpy takes in float32.
WHOLE = {"DataDriven"}


def build(shared, folder):
    for name, lists in SOURCES.items():
        for flat in (file for part in lists for file in sorted((shared / part).iterdir()) if file.suffix in (".xml", ".root")):
            target = folder / name / flat.name.replace("__", "/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(flat, target)
    for target, source in EXTRA.items():
        shutil.copy(folder / source, folder / target)


def base_of(top):
    first = top.read_text().split("<Input>")[1].split("</Input>")[0].strip()
    return next((folder for folder in top.parents if (folder / first).exists()), top.parent)


def cases(folder):
    for top in sorted(folder.rglob("*.xml")):
        if "<Combination" not in top.read_text() or "<Input>" not in top.read_text():
            continue
        case = {"top": str(top.relative_to(folder))}
        try:
            workspace = json.loads(json.dumps(pyhf.readxml.parse(str(top), str(base_of(top)))))
        except Exception:  # noqa: BLE001  files are missing, or pyhf lacks something; it raises whatever it stumbles over
            continue
        case["sha256"] = pyhf.utils.digest(workspace)
        if any(part in case["top"] for part in WHOLE):
            case["workspace"] = json.dumps(workspace)
        yield case
        pyhf.readxml.clear_filecache()


with tempfile.TemporaryDirectory() as temporary:
    build(pathlib.Path(sys.argv[1]), pathlib.Path(temporary))
    found = list(cases(pathlib.Path(temporary)))
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"made_by": f"pyhf {pyhf.__version__}", "cases": found}, indent=1) + "\n")
print(len(found))
