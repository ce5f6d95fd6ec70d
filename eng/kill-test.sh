#!/usr/bin/env bash
# Kills `wilks run` at twenty moments: every run that goes on from what is left must end with the files of a run that was left alone, byte by byte.
#   eng/kill-test.sh WILKS
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wilks=$(realpath "$1")
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r examples/knunu "$work/analysis"
rm -rf "$work/analysis/histograms" "$work/analysis/results"
cd "$work/analysis"

# How long a run takes here sets the moments.
start=$(date +%s%N)
"$wilks" run analysis.yml > "$work/alone.txt" 2> "$work/alone.err" || { cat "$work/alone.err"; echo "0 passed, 1 failed"; exit 1; }
length=$((($(date +%s%N) - start) / 1000000))
mkdir "$work/alone"
mv histograms results "$work/alone"

RANDOM=7
killed=0
for i in $(seq 1 20); do
  rm -rf histograms results
  moment=$((RANDOM % length))
  "$wilks" run analysis.yml > /dev/null 2>&1 &
  run=$!
  sleep "$(awk -v ms="$moment" 'BEGIN { printf "%.3f", ms / 1000 }')"
  if kill -KILL "$run" 2> /dev/null; then killed=$((killed + 1)); fi
  wait "$run" 2> /dev/null
  if ! "$wilks" run analysis.yml > /dev/null 2> "$work/err"; then
    failed=$((failed + 1))
    echo "FAILED: after a kill at $moment ms the next run failed:"
    cat "$work/err"
  elif diff -r -x timings.json "$work/alone/histograms" histograms && diff -r -x timings.json "$work/alone/results" results; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: after a kill at $moment ms the files differ"
  fi
done

echo "killed $killed of 20 runs of $length ms before they ended"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
