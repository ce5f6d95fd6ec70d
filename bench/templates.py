#!/usr/bin/env python3
"""How fast templates are filled from events, and in how much memory.

Times bench/TemplateBench, one process per case, on files that it writes: fifteen columns like those of a flat basf2
ntuple, as a ROOT tree with baskets of 32 kB and as Parquet. Beside it cabinetry's way: one uproot.iterate and one
numpy.histogram per template (cabinetry's histogram builder opens the file anew for each one), where uproot can be imported; the
answers are compared before the times are printed. Without uproot our own reader, run once per template, stands in.
It does not measure disks: the files were just written and are cached.

Usage: bench/templates.py [ROWS]    (default: 1,000,000)
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCH = ROOT / "artifacts/bin/TemplateBench/release/TemplateBench"
ONE_CORE = ["taskset", "-c", "0"]
RUNS = 3


def wilks(*arguments, prefix=()):
    # Everything is compiled fully at first use, so that the second pass runs as a native program does.
    environment = {**os.environ, "DOTNET_TieredCompilation": "0"}
    return json.loads(subprocess.run([*prefix, BENCH, *map(str, arguments)], check=True, capture_output=True, text=True, env=environment).stdout)


def requests(count):
    """The same as in bench/TemplateBench/Program.cs."""
    for index in range(count):
        sign = "+" if index % 2 == 0 else "-"
        selection = lambda a: ((a["Mbc"] > 5.27) & (abs(a["deltaE"]) < 0.15) | (a["nTracks"] > 4)) & (a["kaonID"] > 0.1)
        columns = ["Mbc", "deltaE", "nTracks", "kaonID", "w_gen", "w_trig", "w_pid"]
        if index == 0:
            yield [*columns, "mva"], selection, "mva", 20, (0, 1), lambda a: a["w_gen"] * a["w_trig"] * a["w_pid"]
        elif index % 10 == 9:
            cut = index // 10
            yield ["nTracks", "q2", "w_gen", "w_trig", "w_pid"], lambda a, cut=cut: a["nTracks"] > cut, "q2", [0, 4, 8, 12, 14, 17, 20, 22], None, lambda a: a["w_gen"] * a["w_trig"] * a["w_pid"]
        else:
            k = float(f"0.0{index}") * (1 if sign == "+" else -1)
            yield [*columns, "mva", "p"], selection, "mva", 20, (0, 1), lambda a, k=k: a["w_gen"] * a["w_trig"] * (a["w_pid"] * (1 + k * (a["p"] - 1.5)))


def per_template(path, count):
    """One pass per template, as cabinetry does it."""
    import numpy
    import uproot

    start, total = time.process_time(), 0.0
    for columns, selection, variable, bins, span, weight in requests(count):
        for arrays in uproot.iterate(f"{path}:events", columns, library="np", step_size="100 MB", handler=uproot.MemmapSource):
            taken = selection(arrays)
            total += numpy.histogram(arrays[variable][taken], bins=bins, range=span, weights=weight(arrays)[taken])[0].sum()
    return time.process_time() - start, total


def main():
    rows = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    subprocess.run(["dotnet", "build", "bench/TemplateBench", "-c", "Release", "-v", "q", "--nologo"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([BENCH, "write", folder, rows], check=True)
        for name in ("events.root", "events.parquet"):
            path = f"{folder}/{name}"
            for templates in (1, 60):
                runs = [wilks("fill", path, 1, templates, prefix=ONE_CORE) for _ in range(RUNS)]
                report(f"{name}, {templates} templates, one pass", runs)
            report(f"{name}, 60 templates, 2 threads", [wilks("fill", path, 2, 60) for _ in range(RUNS)])
        report("events.root, 60 passes of our own reader", [wilks("each", f"{folder}/events.root", 1, 60, prefix=ONE_CORE)])
        try:
            seconds, total = per_template(f"{folder}/events.root", 60)
        except ImportError:
            print("uproot or numpy is not installed; the passes of our own reader stand in.")
            return
        known = wilks("fill", f"{folder}/events.root", 1, 60)["sum"]
        # numpy sums in another order; an event within rounding of an edge would show at 1e-6.
        assert abs(total - known) < 1e-9 * known, (total, known)
        print(f"{'uproot and numpy, one pass per template':44} {seconds:8.2f} s of processor time")


def report(name, runs):
    median = {key: statistics.median(run[key] for run in runs) for key in ("seconds", "again_seconds", "again_cpu_seconds", "cpu_seconds", "peak_mb")}
    print(f"{name:44} wall {median['seconds']:7.3f} s, again {median['again_seconds']:7.3f} s (processor {median['again_cpu_seconds']:.3f} s); process {median['cpu_seconds']:7.3f} s of processor time, peak {median['peak_mb']:.0f} MB")


if __name__ == "__main__":
    main()
