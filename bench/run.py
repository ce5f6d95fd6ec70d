#!/usr/bin/env python3
"""Times the native command on a set of models and writes bench/results/<machine>.{json,md}.

  bench/run.py [--wilks PATH] [--models DIR] [--reference DIR] [--budget SECONDS] [NAME ...]

Why: to know what a fit costs and to show it beside pyhf. `wilks bench` checks first that all routes to a number agree; where DIR of
--reference holds results (NAME.polished.json), the fitted 2NLL must agree with them to 1e-6 before anything is timed. Whole-process times
are wall seconds of `wilks fit --json` with its output thrown away, the median of 21 runs after one that is not counted.
It does not measure several threads, other instruction sets, or memory. pyhf's times are read from --reference/timings.json (CPU seconds
of one thread, another run of the same kind of machine); they are quoted, not measured here. Standard library only.
"""
import argparse, json, os, platform, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("--wilks", default=os.path.join(ROOT, "artifacts/publish/Wilks.Cli/release_linux-x64/wilks"))
ap.add_argument("--models", default=os.path.join(ROOT, "../shared/reference/models"))
ap.add_argument("--reference", default=os.path.join(ROOT, "../shared/reference"))
ap.add_argument("--budget", type=float, default=1.0)
ap.add_argument("names", nargs="*")
args = ap.parse_args()

EXAMPLES = os.path.join(ROOT, "examples")
RUNS = 21


def read(path):
    with open(path) as f:
        return json.load(f)


def workspaces():
    """Committed examples first, then the models of --models."""
    found = {"examples/" + n: os.path.join(EXAMPLES, n) for n in ("two_bins.json", "normsys_histosys.json", "many_templates.json.gz")}
    if os.path.isdir(args.models):
        for f in sorted(os.listdir(args.models)):
            if f.endswith(".json") and not f.endswith((".bkgonly.json", ".patch.json")):
                found[f[:-5]] = os.path.join(args.models, f)
    return {n: p for n, p in found.items() if not args.names or n in args.names}


def wilks(*words):
    p = subprocess.run([args.wilks, *words, "--json", "--quiet"], capture_output=True, text=True)
    if p.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: {p.stderr.strip()}")
    return json.loads(p.stdout)


def same_answer(name, path):
    reference = os.path.join(args.reference, "results", name + ".polished.json")
    if not os.path.exists(reference):
        return None
    difference = wilks("fit", path)["twice_nll"] - read(reference)["mle"]["twice_nll"]
    if difference > 1e-6:
        sys.exit(f"{name}: 2NLL is {difference:.3g} above the reference; not timed")
    return difference


def process_seconds(path):
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([args.wilks, "fit", path, "--json", "--quiet"], stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def pyhf_times(name):
    """The fastest of pyhf's recorded times per stage, and what it needed for them."""
    path = os.path.join(args.reference, "timings.json")
    best = {}
    for row in read(path).get(name, []) if os.path.exists(path) else []:
        stage = {"load": "load", "nll": "nll", "fit": "fit"}.get(row["stage"])
        if stage and row.get("cpu") and (stage not in best or row["cpu"] < best[stage][0]):
            best[stage] = (row["cpu"], row["backend"] + ("" if row["opt"] == "-" else "+" + row["opt"]))
        if stage == "fit" and row.get("failed") and stage not in best:
            best[stage] = (None, "no end")
    return best


def seconds(x):
    if x is None:
        return "–"
    for limit, factor, unit in ((1e-6, 1e9, "ns"), (1e-3, 1e6, "µs"), (1, 1e3, "ms"), (float("inf"), 1, "s")):
        if x < limit:
            return f"{x * factor:.3g} {unit}"


def quoted(entry):
    if entry is None:
        return "–"
    return "no end" if entry[0] is None else f"{seconds(entry[0])} ({entry[1]})"


rows = {}
for name, path in workspaces().items():
    difference = same_answer(name, path)
    stages = wilks("bench", path, "--seconds-budget", str(args.budget))
    if not all(c["agrees"] for c in stages["checks"]):
        sys.exit(f"{name}: the routes disagree; not timed")
    rows[name] = {"bench": stages, "process": process_seconds(path), "difference": difference, "pyhf": pyhf_times(name)}
    print(name, seconds(stages["fit"]["median_seconds"]), flush=True)

machine = next(iter(rows.values()))["bench"]["machine"]
slug = "".join(c if c.isalnum() else "-" for c in machine["cpu"].lower()).strip("-")
os.makedirs(os.path.join(HERE, "results"), exist_ok=True)
with open(os.path.join(HERE, "results", slug + ".json"), "w") as f:
    json.dump(rows, f, indent=1)
    f.write("\n")

lines = ["# Benchmarks", "",
         f"{machine['cpu']}, {machine.get('processors', os.cpu_count())} processors, {machine['os']}; wilks {machine['wilks']}, {machine['runtime']}, {machine['kernel']} kernels, one thread; "
         f"{'quiet' if os.getloadavg()[1] < 1.3 else 'not quiet'} machine (load {os.getloadavg()[1]:.1f}).", "",
         "Medians. Process: wall time of a whole `wilks fit --json`. Fit: values and HESSE uncertainties of all parameters. "
         "pyhf: fastest recorded CPU time of pyhf 0.8.0.dev (numpy) and 0.7.6 (torch), one thread, on a machine of the same kind under load.", "",
         "| model | load | compile | NLL | gradient | Hessian | fit | toy fit | process | pyhf load | pyhf NLL | pyhf fit |",
         "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"]
for name, row in rows.items():
    cells = [seconds(row["bench"][s]["median_seconds"]) for s in ("load", "compile", "nll", "gradient", "hessian", "fit", "toy_fit")]
    lines.append("| " + " | ".join([name, *cells, seconds(row["process"]), *(quoted(row["pyhf"].get(s)) for s in ("load", "nll", "fit"))]) + " |")
with open(os.path.join(HERE, "results", slug + ".md"), "w") as f:
    f.write("\n".join(lines) + "\n")
