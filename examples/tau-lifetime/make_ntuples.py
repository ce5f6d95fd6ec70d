#!/usr/bin/env python3
"""Makes the events of the lifetime example: decays of a made-up particle, simulated at one lifetime, background, and data.

    python3 examples/tau-lifetime/make_ntuples.py

writes events/*.csv beside this file. Only random.random() is used, so that the same seed gives the same events in every version of Python.
"""
import math
import os
import random

FOLDER = os.path.dirname(os.path.abspath(__file__))
SIMULATED_LIFETIME = 320.0              # fs
TRUE_LIFETIME = 290.0                   # fs, of the data
RESOLUTION = 60.0                       # fs
SIMULATED = 8000
SIMULATED_BACKGROUND = 3000
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

    def measured(self, true):
        """A time with a resolution of Gaussian shape."""
        return true + RESOLUTION * self.normal()


def background(draws):
    """Prompt particles and a long tail."""
    return (90.0 if draws.random.random() < 0.7 else 300.0) * draws.normal()


def write(name, columns, rows):
    with open(os.path.join(FOLDER, "events", name + ".csv"), "w", encoding="ascii") as file:
        file.write(",".join(columns) + "\n")
        for row in rows:
            file.write(",".join(f"{value:.5g}" for value in row) + "\n")


def main():
    os.makedirs(os.path.join(FOLDER, "events"), exist_ok=True)
    draws = Draws(10)
    decays = [draws.exponential(SIMULATED_LIFETIME) for _ in range(SIMULATED)]
    write("signal", ["time", "true_time", "weight"], [(draws.measured(true), true, OBSERVED / SIMULATED) for true in decays])
    draws = Draws(20)
    write("background", ["time", "weight"], [(background(draws), BACKGROUND / SIMULATED_BACKGROUND) for _ in range(SIMULATED_BACKGROUND)])
    draws = Draws(30)
    data = [draws.measured(draws.exponential(TRUE_LIFETIME)) for _ in range(draws.poisson(OBSERVED))] + [background(draws) for _ in range(draws.poisson(BACKGROUND))]
    write("data", ["time"], [(time,) for time in data])


if __name__ == "__main__":
    main()
