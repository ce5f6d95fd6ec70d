#!/usr/bin/env python3
"""Writes the example workspaces of this folder (standard library only): python3 examples/make_examples.py

The models are made up; the numbers come from closed formulas and a fixed rule, so that the files never change by themselves.
"""
import gzip
import hashlib
import json
import math
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, document):
    text = json.dumps(document, indent=2) + "\n"
    path = os.path.join(HERE, name)
    if name.endswith(".gz"):
        # No time stamp and no name inside, so that the same document gives the same bytes.
        with open(path, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            packed.write(text.encode())
    else:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def modifier(kind, name, data=None):
    return {"name": name, "type": kind, "data": data}


def sample(name, data, *modifiers):
    return {"name": name, "data": data, "modifiers": list(modifiers)}


def workspace(channels, observations, poi="mu", parameters=(), measurement="main"):
    return {
        "channels": [{"name": name, "samples": samples} for name, samples in channels.items()],
        "observations": [{"name": name, "data": observations[name]} for name in channels],
        "measurements": [{"name": measurement, "config": {"poi": poi, "parameters": list(parameters)}}],
        "version": "1.0.0",
    }


def two_bins():
    mu = modifier("normfactor", "mu")
    background = modifier("shapesys", "background_shape", [3.0, 7.0])
    return workspace(
        {"signal_region": [sample("signal", [12.0, 11.0], mu), sample("background", [50.0, 52.0], background)]},
        {"signal_region": [54.0, 61.0]})


def normsys_histosys():
    signal = sample("signal", [5.0, 12.0, 6.0], modifier("normfactor", "mu"), modifier("normsys", "efficiency", {"hi": 1.05, "lo": 0.95}))
    background = sample(
        "background", [60.0, 55.0, 50.0],
        modifier("normsys", "cross_section", {"hi": 1.12, "lo": 0.9}),
        modifier("histosys", "energy_scale", {"hi_data": [63.0, 55.5, 46.0], "lo_data": [57.5, 54.0, 53.5]}))
    return workspace({"signal_region": [signal, background]}, {"signal_region": [66.0, 71.0, 53.0]})


def staterror():
    signal = sample("signal", [4.0, 9.0, 7.0], modifier("normfactor", "mu"), modifier("staterror", "mc_stat", [0.4, 0.6, 0.5]))
    background = sample("background", [40.0, 31.0, 22.0], modifier("staterror", "mc_stat", [2.5, 2.1, 1.9]))
    return workspace({"signal_region": [signal, background]}, {"signal_region": [42.0, 44.0, 26.0]})


LUMI = {"name": "lumi", "auxdata": [1.0], "sigmas": [0.02], "inits": [1.0], "bounds": [[0.9, 1.1]]}


def several_channels():
    lumi = modifier("lumi", "lumi")
    scale = modifier("normfactor", "background_scale")
    jets = {"hi": 1.06, "lo": 0.95}
    channels = {
        "signal_region": [
            sample("top", [30.0, 18.0, 8.0], scale, modifier("normsys", "jet_scale", jets)),
            sample("other", [10.0, 7.0, 4.0], lumi, modifier("normsys", "other_cross_section", {"hi": 1.2, "lo": 0.8})),
        ],
        "control_region": [
            sample("top", [400.0, 310.0], scale, modifier("normsys", "jet_scale", {"hi": 1.03, "lo": 0.97})),
            sample("other", [45.0, 40.0], lumi, modifier("normsys", "other_cross_section", {"hi": 1.2, "lo": 0.8})),
        ],
    }
    return workspace(channels, {"signal_region": [46.0, 30.0, 17.0], "control_region": [431.0, 360.0]}, poi="background_scale", parameters=[LUMI])


def signal_patch():
    """Adds a signal and makes its strength the parameter of interest."""
    signal = sample("signal", [3.0, 5.0, 6.0], modifier("normfactor", "mu"), modifier("lumi", "lumi"))
    return [
        {"op": "add", "path": "/channels/0/samples/-", "value": signal},
        {"op": "replace", "path": "/measurements/0/config/poi", "value": "mu"},
    ]


def signal_set():
    """A patch set: signals of three masses for the background-only workspace, each with the cross-section of its mass."""
    patches = []
    for mass, counts in ((500, [2.0, 6.0, 9.0]), (700, [0.8, 3.0, 6.5]), (900, [0.3, 1.2, 3.5])):
        signal = sample("signal", counts, modifier("normfactor", "mu"), modifier("lumi", "lumi"))
        patches.append({
            "metadata": {"name": f"signal_{mass}", "values": [mass]},
            "patch": [
                {"op": "add", "path": "/channels/0/samples/-", "value": signal},
                {"op": "replace", "path": "/measurements/0/config/poi", "value": "mu"},
            ]})
    digest = hashlib.sha256(json.dumps(several_channels(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    metadata = {"description": "signals of three masses for several_channels.json", "references": {"hepdata": "ins0000000"}, "digests": {"sha256": digest}, "labels": ["mass"]}
    return {"metadata": metadata, "patches": patches, "version": "1.0.0"}


def many_templates():
    """Signal and seven backgrounds in two channels of 24 bins: normalisation priors, correlated shapes, template statistics."""
    bins, shapes = 24, 12
    widths = {"charged": 0.3, "mixed": 0.3, "charm": 0.2, "light": 0.4, "strange": 0.35, "tau": 0.5, "misid": 0.25}
    channels, observations = {}, {}
    for channel, size in (("electron", 1.0), ("muon", 0.8)):
        samples, total = [], [0.0] * bins
        for place, name in enumerate(["signal", *widths]):
            centre, width = (19.0, 3.0) if name == "signal" else (2.5 * place, 6.0 + 0.5 * place)
            height = 8.0 if name == "signal" else 30.0 - 2.0 * place
            counts = [round(size * height * math.exp(-0.5 * ((b + 0.5 - centre) / width) ** 2) + 0.5, 3) for b in range(bins)]
            modifiers = [modifier("normfactor", "mu")] if name == "signal" else [modifier("normsys", "norm_" + name, {"hi": 1 + widths[name], "lo": 1 - widths[name]})]
            for k in range(shapes):
                tilt = [0.03 * math.sin((k + 1) * (b + 0.5) / bins * math.pi + place) for b in range(bins)]
                modifiers.append(modifier("histosys", f"shape_{k}", {
                    "hi_data": [round(c * (1 + t), 4) for c, t in zip(counts, tilt)],
                    "lo_data": [round(c * (1 - t), 4) for c, t in zip(counts, tilt)]}))
            modifiers.append(modifier("staterror", f"mc_stat_{channel}", [round(0.25 * math.sqrt(c), 4) for c in counts]))
            samples.append(sample(name, counts, *modifiers))
            total = [t + c for t, c in zip(total, counts)]
        channels[channel] = samples
        # The data wander around the sum by a fixed pattern of about one standard deviation.
        observations[channel] = [float(round(t + math.sqrt(t) * math.sin(2.7 * b + size))) for b, t in enumerate(total)]
    return workspace(channels, observations, parameters=[{"name": "mu", "bounds": [[-5.0, 10.0]]}])


def three_parameters():
    """A peak over a falling background of free size, with a constrained background slope: three parameters, one of each kind."""
    bins = 12
    peak = [round(180.0 * math.exp(-0.5 * ((b - 5.5) / 1.5) ** 2) / (1.5 * math.sqrt(2 * math.pi)), 3) for b in range(bins)]
    falling = [round(160.0 * math.exp(-b / 9.0), 3) for b in range(bins)]
    tilt = [0.06 * (b - 5.5) / 5.5 for b in range(bins)]
    slope = modifier("histosys", "slope", {
        "hi_data": [round(c * (1 + t), 3) for c, t in zip(falling, tilt)],
        "lo_data": [round(c * (1 - t), 3) for c, t in zip(falling, tilt)]})
    # The data wander around the sum by a fixed pattern of about one standard deviation.
    observed = [float(round(p + f + math.sqrt(p + f) * math.sin(2.7 * b))) for b, (p, f) in enumerate(zip(peak, falling))]
    return workspace(
        {"mass": [sample("signal", peak, modifier("normfactor", "mu")), sample("background", falling, modifier("normfactor", "background_scale"), slope)]},
        {"mass": observed}, parameters=[{"name": "mu", "bounds": [[-5.0, 10.0]]}])


def main():
    write("two_bins.json", two_bins())
    write("normsys_histosys.json", normsys_histosys())
    write("staterror.json", staterror())
    write("several_channels.json", several_channels())
    write("signal.patch.json", signal_patch())
    write("signals.patchset.json", signal_set())
    write("three_parameters.json", three_parameters())
    write("many_templates.json.gz", many_templates())


if __name__ == "__main__":
    main()
