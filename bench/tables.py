#!/usr/bin/env python3
"""How fast event tables are read, and in how much memory.

Times the library by bench/TableBench, one process per step: reading all columns of Parquet, CSV and ROOT trees, and
filtering and histogramming Parquet. It does not measure disks: the files were just written and are cached. The answer is checked before it is timed.
ROOT trees are read on one core (taskset) and on all.

Usage: bench/tables.py [ROWS]    (default: 10,000,000)
"""
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
rows = sys.argv[1] if len(sys.argv) > 1 else "10000000"

subprocess.run(["dotnet", "build", "bench/TableBench", "-c", "Release", "-v", "q", "--nologo"], cwd=ROOT, check=True)
bench = ROOT / "artifacts/bin/TableBench/release/TableBench"
with tempfile.TemporaryDirectory() as folder:
    for step in ("write", "parquet", "csv", "histogram", "write-root"):
        # A process per step: the peak memory is that step's own.
        subprocess.run([bench, step, folder, rows], check=True)
    for step in ("root-flat", "root-small"):
        for cores in (["taskset", "-c", "0"], []):
            subprocess.run([*cores, bench, step, folder, rows], check=True)
