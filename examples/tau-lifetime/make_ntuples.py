#!/usr/bin/env python3
"""Makes the events of the lifetime example: decays of a made-up particle, simulated at five lifetimes, and data.

    python3 examples/tau-lifetime/make_ntuples.py

writes events/*.csv beside this file. Only random.random() is used, so that the same seed gives the same events in every version of Python.
"""
import math
import os
import random

FOLDER = os.path.dirname(os.path.abspath(__file__))
LIFETIMES = [200, 250, 300, 350, 400]   # fs
TRUE_LIFETIME = 290.0                   # of the data
RESOLUTION = 60.0                       # fs
SIMULATED = 2500
OBSERVED = 2000
BACKGROUND = 300


class Draws:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def normal(self):
        return math.sqrt(-2 * math.log(1 - self.random.random())) * math.cos(2 * math.pi * self.random.random())

    def exponential(self, mean):
        return -mean * math.log(1 - self.random.random())

    def poisson(self, mean):
        count, time = 0, self.exponential(1)
        while time < mean:
            count, time = count + 1, time + self.exponential(1)
        return count


def signal(draws, lifetime):
    """A measured time: the decay time with a resolution of Gaussian shape."""
    return draws.exponential(lifetime) + RESOLUTION * draws.normal()


def background(draws):
    """Prompt particles and a long tail."""
    return (90.0 if draws.random.random() < 0.7 else 300.0) * draws.normal()


def write(name, rows):
    with open(os.path.join(FOLDER, "events", name + ".csv"), "w", encoding="ascii") as file:
        file.write("time,weight\n")
        for time, weight in rows:
            file.write(f"{time:.1f},{weight:.5g}\n")


def main():
    os.makedirs(os.path.join(FOLDER, "events"), exist_ok=True)
    for i, lifetime in enumerate(LIFETIMES):
        draws = Draws(10 + i)
        write(f"signal_{lifetime}", [(signal(draws, lifetime), OBSERVED / SIMULATED) for _ in range(SIMULATED)])
    draws = Draws(20)
    write("background", [(background(draws), BACKGROUND / SIMULATED) for _ in range(SIMULATED)])
    draws = Draws(30)
    data = [signal(draws, TRUE_LIFETIME) for _ in range(draws.poisson(OBSERVED))] + [background(draws) for _ in range(draws.poisson(BACKGROUND))]
    write("data", [(time, 1) for time in data])


if __name__ == "__main__":
    main()
