#!/usr/bin/env python3
"""How fast a published signal grid is tested: the three regions of ATLAS-SUSY-2018-31, about 217 signals each.

Times the native command as a whole process, from reading the files to the table. It does not measure starting from Python. Before anything is timed, CLs of a
published point are compared with pyhf's.

Usage: bench/grid.py ARCHIVE    (pyhf-ins1748602-probability-models.tar.gz of HEPData ins1748602)
"""
import json
import os
import pathlib
import platform
import resource
import subprocess
import sys
import tarfile
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WILKS = ROOT / "artifacts/publish/Wilks.Cli/release_linux-x64/wilks"
RUNS = 3
# tests/test_regression.py of pyhf.
EXPECTED = {"A": ("sbottom_1300_205_60", 0.24443627759085326), "B": ("sbottom_1400_550_60", 0.9744675266677597), "C": ("sbottom_1600_850_60", 0.711023707425625)}


def run(folder, *options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    output = subprocess.run([WILKS, "grid", folder / "BkgOnly.json", folder, "--json", "-q", *options], capture_output=True, text=True).stdout
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, json.loads(output)["points"]


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.processor()


subprocess.run(["dotnet", "publish", "src/Wilks.Cli", "-c", "Release", "-r", "linux-x64", "-v", "q", "--nologo"], cwd=ROOT, check=True)
print(f"{processor()}, {os.cpu_count()} threads; minimum of {RUNS} runs\n")
print("| region | points | what | wall s | CPU s | ms CPU a point |\n|---|--:|---|--:|--:|--:|")
with tempfile.TemporaryDirectory() as name:
    with tarfile.open(sys.argv[1]) as archive:
        archive.extractall(name, filter="data")
    for region, (signal, cls) in EXPECTED.items():
        folder = pathlib.Path(name) / f"Region{region}"
        for what, options in (("CLs", ["--cls"]), ("limits with bands", ["--limit"])):
            results = [run(folder, *options) for _ in range(RUNS)]
            points = results[0][2]
            if what == "CLs":
                found = next(point["CLs_obs"] for point in points if point["name"] == signal)
                assert abs(found / cls - 1) < 1e-5, (found, cls)
            # One published patch of region B adds no signal.
            assert all(point["status"] == "done" or point["name"] == "sbottom_1500_1495_60" for point in points), [point for point in points if point["status"] != "done"]
            wall, cpu = min(r[0] for r in results), min(r[1] for r in results)
            print(f"| {region} | {len(points)} | {what} | {wall:.2f} | {cpu:.2f} | {1000 * cpu / len(points):.1f} |")
