#!/usr/bin/env python3
"""Times limits, impacts, toys and toy studies and writes bench/results/inference-<machine>.md.

  bench/inference.py [--wilks PATH] [--reference DIR] [--runs R]

Why: a limit with its five expected bands should cost about as much as a handful of fits, all impacts of a large model seconds, a thousand toys of a
published search a coffee at most. A limit is timed inside the process, beside a fit of the same model that starts from the initial values and gives
all uncertainties; the rest are whole processes, the fastest of R runs, because on a shared machine the others measure the neighbours.
It does not measure the quality of the numbers: bench/run.py, bench/toys.py and the tests do. Standard library only.
"""
import argparse, json, os, resource, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("--wilks", default=os.path.join(ROOT, "artifacts/publish/Wilks.Cli/release_linux-x64/wilks"))
ap.add_argument("--reference", default=os.path.join(ROOT, "..", "shared", "reference"))
ap.add_argument("--runs", type=int, default=3)
ap.add_argument("--budget", type=float, default=0.5)
ap.add_argument("--machine", default="amd-epyc")
args = ap.parse_args()


def process(*words):
    best = None
    for _ in range(args.runs):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        p = subprocess.run([args.wilks, *words, "--json", "--quiet"], capture_output=True, text=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if p.returncode != 0:
            sys.exit(f"{' '.join(words)}: {p.stderr.strip()}")
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, (wall, cpu)) if best else (wall, cpu)
    return best


def seconds(x):
    for limit, factor, unit in ((1e-3, 1e6, "µs"), (1, 1e3, "ms"), (float("inf"), 1, "s")):
        if x < limit:
            return f"{x * factor:.3g} {unit}"


models = os.path.join(args.reference, "models")
names = sorted(n[:-5] for n in os.listdir(models) if n.endswith(".json") and n.count(".") == 1) if os.path.isdir(models) else []
paths = {n: os.path.join(models, n + ".json") for n in names} or {n: os.path.join(ROOT, "examples", n) for n in ("two_bins.json", "many_templates.json.gz")}
machine, limits = None, []
for name, path in paths.items():
    p = subprocess.run([args.wilks, "bench", path, "--seconds-budget", str(args.budget), "--json", "--quiet"], capture_output=True, text=True)
    if p.returncode != 0:
        sys.exit(f"{name}: {p.stderr.strip()}")
    answer = json.loads(p.stdout)
    machine = answer["machine"]
    if "limit" not in answer["stages"] if "stages" in answer else "limit" not in answer:
        continue
    stages = answer.get("stages", answer)
    fit, limit = stages["fit"]["median_seconds"], stages["limit"]["median_seconds"]
    limits.append((name, fit, limit))
    print(name, seconds(fit), seconds(limit), f"{limit / fit:.1f}", flush=True)

lines = ["# Inference", "",
         f"{machine['cpu']}, {machine.get('processors', os.cpu_count())} processors, {machine['os']}; wilks {machine['wilks']}, {machine['runtime']}, {machine['kernel']} kernels; "
         f"{'quiet' if os.getloadavg()[1] < 1.3 else 'not quiet'} machine (load {os.getloadavg()[1]:.1f}).", "",
         "## Limits with bands", "", "One thread, medians; the limit includes its free fit and the fit to Asimov data.", "",
         "| model | fit | limit, observed and five expected | limit / fit |", "|---|--:|--:|--:|"]
lines += [f"| {n} | {seconds(f)} | {seconds(l)} | {l / f:.1f} |" for n, f, l in limits]
lines += ["", "## Whole processes", "", f"The fastest of {args.runs} runs.", "", "| what | threads | wall | CPU |", "|---|--:|--:|--:|"]
god = os.path.join(ROOT, "test/Workspaces/god_run_50x4.json")
jobs = [("20,000 toys of two or three fits, 50x4", ["toys", god, "--test-poi", "1", "--toys", "10000"], (1, 2)),
        ("study of 20,000 toys, three parameters", ["study", os.path.join(ROOT, "examples/three_parameters.json"), "--toys", "20000"], (1, 2)),
        ("Feldman-Cousins interval, two bins", ["interval", os.path.join(ROOT, "examples/two_bins.json"), "--method", "feldman-cousins"], (1, 2))]
if names:
    jobs += [("1,000 toys of two or three fits, belle2_knunu", ["toys", paths["belle2_knunu"], "--test-poi", "1", "--toys", "500"], (1, 2)),
             ("all impacts by every definition, belle2_knunu", ["impacts", paths["belle2_knunu"]], (1, 2)),
             ("all impacts by every definition, htt_monster (640 nuisance parameters)", ["impacts", paths["htt_monster"]], (1, 2))]
for what, words, threads in jobs:
    for t in threads:
        wall, cpu = process(*words, "--threads", str(t))
        lines.append(f"| {what} | {t} | {seconds(wall)} | {seconds(cpu)} |")
        print(lines[-1], flush=True)

with open(os.path.join(HERE, "results", f"inference-{args.machine}.md"), "w") as f:
    f.write("\n".join(lines) + "\n")
