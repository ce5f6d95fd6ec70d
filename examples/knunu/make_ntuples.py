#!/usr/bin/env python3
"""Makes the events of the B+ -> K+ nu nubar example: a toy of a Belle II search, with nothing taken from any experiment.

    python3 examples/knunu/make_ntuples.py WILKS

writes events/*.parquet, events/*.root and pid_kaon.csv beside this file. WILKS is the wilks command, which turns CSV into the other formats.
The same seed gives the same events: only random.random() is used, which Python keeps the same between versions.
"""
import math
import os
import random
import subprocess
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
TRUE_MU = 2.0          # the signal strength in the data
TOY_MODES = 5          # classes of decays of the other B, each with a branching fraction of its own
FF_REPLICAS = 8
BF_REPLICAS = 12
FRAGMENTATIONS = 4

# name: (events expected at tag 0, at tag 1, off resonance; slope of bdt; mean and spread of q2; format)
SAMPLES = {
    "signal":  (70.0, 14.0, 0.0, 40.0, 3.0, 6.0, "root"),
    "charged": (1100.0, 46.0, 0.0, -8.0, 9.0, 7.0, "root"),
    "mixed":   (480.0, 21.0, 0.0, -8.0, 10.0, 7.0, "root"),
    "ccbar":   (520.0, 10.0, 95.0, -16.0, 7.0, 6.0, "parquet"),
    "uubar":   (190.0, 4.0, 34.0, -20.0, 5.0, 5.0, "parquet"),
    "ddbar":   (60.0, 1.5, 11.0, -20.0, 5.0, 5.0, "parquet"),
    "ssbar":   (150.0, 3.0, 27.0, -18.0, 5.0, 5.0, "parquet"),
    "taupair": (40.0, 1.0, 8.0, -14.0, 2.0, 4.0, "parquet"),
}
SIMULATED = 1600       # events per sample


class Events:
    """Draws events from one stream of random numbers."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def normal(self):
        # Box and Muller, so that only random() is used.
        return math.sqrt(-2 * math.log(1 - self.random.random())) * math.cos(2 * math.pi * self.random.random())

    def poisson(self, mean):
        # The number of unit-rate arrivals.
        count, time = 0, -math.log(1 - self.random.random())
        while time < mean:
            count, time = count + 1, time - math.log(1 - self.random.random())
        return count

    def bdt(self, slope, lower):
        # A density exp(slope (x - lower)) between lower and 1.
        width = 1 - lower
        u = self.random.random()
        if abs(slope) < 1e-9:
            return lower + width * u
        return lower + math.log(1 + u * (math.exp(slope * width) - 1)) / slope

    def event(self, name, tag, off):
        _, _, _, slope, mean, spread, _ = SAMPLES[name]
        q2 = min(max(mean + spread * self.normal(), -0.9), 23.9)
        momentum = min(max(2.6 - 0.07 * q2 + 0.35 * self.normal(), 0.6), 3.9)
        return {
            "tag": tag,
            "off": off,
            "bdt": self.bdt(slope * (0.25 if tag else 1.0), 0.4 if tag else 0.9),
            "q2": q2,
            "K_p": momentum,
            "K_cos": 1.8 * self.random.random() - 0.9,
            "tracks": 4 + int(6 * self.random.random()),
            "has_kl": 1 if self.random.random() < (0.35 if name in ("charged", "mixed") else 0.1) else 0,
            "mode": int(TOY_MODES * self.random.random()) if name in ("charged", "mixed") else -1,
        }


def sets(expected):
    """The kinds of events of a sample (tag, off) with their expected numbers."""
    return [(0, 0, expected[0]), (1, 0, expected[1]), (0, 1, expected[2])]


def simulate(name, seed, tilt=0.0):
    """Weighted simulated events; a tilt makes an alternative generator."""
    events = Events(seed)
    rows = []
    kinds = [kind for kind in sets(SAMPLES[name]) if kind[2] > 0]
    for tag, off, expected in kinds:
        count = SIMULATED * (2 if tag == 0 and off == 0 else 1) // (len(kinds) + 1)
        for _ in range(count):
            row = events.event(name, tag, off)
            row["weight"] = expected / count * (1 + tilt * (row["q2"] - 8) / 16)
            row["q2_up"], row["q2_down"] = 1.02 * row["q2"] + 0.05, 0.98 * row["q2"] - 0.05
            rows.append(row)
    return rows


def add_replicas(rows, name, factors):
    """Columns of weights: of form factors, of branching fractions, of fragmentation."""
    for row in rows:
        if name == "signal":
            x = row["q2"] / 12 - 1
            for i, (a, b, c) in enumerate(factors["ff"]):
                row[f"w_ff_{i}"] = 1 + 0.03 * a + 0.05 * b * x + 0.03 * c * (x * x - 0.5)
        if name in ("charged", "mixed"):
            for i, modes in enumerate(factors["bf"]):
                row[f"w_bf_{i}"] = modes[row["mode"]]
        if name in ("uubar", "ddbar", "ssbar"):
            for i in range(FRAGMENTATIONS):
                row[f"w_frag_{i}"] = 1 + 0.06 * math.cos(i * math.pi / 2 + row["q2"] / 8)


def observe(seed):
    """Events of the data: Poisson numbers of every sample, without weights or truth."""
    events = Events(seed)
    rows = []
    for name, expected in SAMPLES.items():
        for tag, off, mean in sets(expected):
            for _ in range(events.poisson(mean * (TRUE_MU if name == "signal" else 1))):
                row = events.event(name, tag, off)
                rows.append({key: row[key] for key in ("tag", "off", "bdt", "q2", "K_p", "K_cos", "tracks")})
    return rows


def write(rows, name, form, wilks):
    columns = [key for key in rows[0] if key != "mode"]
    target = os.path.join(FOLDER, "events", f"{name}.{form}")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "events.csv")
        with open(path, "w", encoding="ascii") as file:
            file.write(",".join(columns) + "\n")
            for row in rows:
                file.write(",".join(f"{row[key]:.5g}" if isinstance(row[key], float) else str(row[key]) for key in columns) + "\n")
        if os.path.exists(target):
            os.remove(target)
        subprocess.run([wilks, "convert", path, target] , check=True)


def write_table(seed):
    """Ratios of the efficiency of kaon identification, data over simulation, in cells of momentum and angle."""
    draws = Events(seed)
    momenta = [0.5, 1.2, 1.8, 2.4, 3.0, 4.0]
    angles = [-1.0, -0.5, 0.0, 0.5, 1.0]
    with open(os.path.join(FOLDER, "pid_kaon.csv"), "w", encoding="ascii") as file:
        file.write("p_min,p_max,cos_min,cos_max,ratio,stat,sys\n")
        for low, high in zip(momenta, momenta[1:]):
            for left, right in zip(angles, angles[1:]):
                ratio = 0.97 - 0.01 * (low - 2) + 0.015 * draws.normal()
                file.write(f"{low},{high},{left},{right},{ratio:.4f},{0.008 + 0.004 * draws.random.random():.4f},{0.010 + 0.003 * low:.4f}\n")


def main():
    wilks = sys.argv[1]
    os.makedirs(os.path.join(FOLDER, "events"), exist_ok=True)
    draws = Events(20)
    factors = {
        "ff": [[draws.normal() for _ in range(3)] for _ in range(FF_REPLICAS)],
        "bf": [[1 + 0.08 * draws.normal() for _ in range(TOY_MODES)] for _ in range(BF_REPLICAS)],
    }
    for i, (name, settings) in enumerate(SAMPLES.items()):
        rows = simulate(name, 100 + i)
        add_replicas(rows, name, factors)
        write(rows, name, settings[6], wilks)
    write(simulate("ccbar", 200, tilt=0.35), "ccbar_alternative", "parquet", wilks)
    write(observe(300), "data", "root", wilks)
    write_table(400)


if __name__ == "__main__":
    main()
