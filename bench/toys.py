#!/usr/bin/env python3
"""Times `wilks toys` on the 50x4 model and writes bench/results/toys-<machine>.json.

  bench/toys.py [--wilks PATH] [--toys N] [--runs R]

Why: a CLs with toys is what analysts wait for most. The model has 50 channels of 4 bins and 201 parameters, 200 of which each scale the background of
one bin; 10,000 toys of the tested value and 10,000 of the background take 30,000 to 40,000 fits. Before anything is timed, CLs must agree within five
standard deviations with the known values, with fluctuating and with fixed auxiliary data, and one and two threads must give the same bytes.
Times are wall and CPU seconds of the whole process, the fastest of R runs: on a shared machine the others measure the neighbours.
It does not measure other models, many threads, or writing of files. Standard library only.
"""
import argparse, json, os, platform, resource, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
MODEL = os.path.join(ROOT, "test/Workspaces/god_run_50x4.json")
KNOWN = {"fluctuating": 0.00109, "fixed": 0.0258}
SIGMAS = 5

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("--wilks", default=os.path.join(ROOT, "artifacts/publish/Wilks.Cli/release_linux-x64/wilks"))
ap.add_argument("--toys", type=int, default=10000)
ap.add_argument("--runs", type=int, default=5)
ap.add_argument("--machine", default="amd-epyc")
args = ap.parse_args()


def run(threads, *words):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    p = subprocess.run([args.wilks, "toys", MODEL, "--test-poi", "1", "--toys", str(args.toys), "--threads", str(threads), "--json", "--quiet", *words], capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if p.returncode != 0:
        sys.exit(p.stderr.strip())
    return p.stdout, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


report = {"model": "god_run_50x4", "toys": args.toys, "background_toys": args.toys, "processors": os.cpu_count(), "python": platform.python_version(), "CLs": {}, "seconds": {}}
for name, words in (("fluctuating", []), ("fixed", ["--fixed-auxiliary-data"])):
    text = run(1, *words)[0]
    if text != run(2, *words)[0]:
        sys.exit(f"{name}: one and two threads disagree")
    answer = json.loads(text)
    value, width = answer["CLs_obs"], answer["CLs_obs_uncertainty"]
    if abs(value - KNOWN[name]) > SIGMAS * width:
        sys.exit(f"{name}: CLs is {value:.4g} ± {width:.2g}, known is {KNOWN[name]}")
    report["CLs"][name] = {"value": value, "uncertainty": width, "known": KNOWN[name], "failed": len(answer["failures"])}

for threads in (1, 2):
    times = [run(threads)[1:] for _ in range(args.runs)]
    wall, cpu = min(t[0] for t in times), min(t[1] for t in times)
    report["seconds"][f"{threads}_threads"] = {"wall": round(wall, 4), "cpu": round(cpu, 4), "toys_per_second": round(2 * args.toys / wall)}

path = os.path.join(HERE, "results", f"toys-{args.machine}.json")
with open(path, "w") as f:
    json.dump(report, f, indent=1)
    f.write("\n")
print(json.dumps(report, indent=1))
