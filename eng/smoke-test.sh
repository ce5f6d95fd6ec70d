#!/usr/bin/env bash
# Runs the native command as a user would: eng/smoke-test.sh PATH_TO_WILKS
# Checks what the tests inside the process can't: exit codes, streams, pipes, compression, interruption.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wilks=$(realpath "${1:?the path of the wilks command}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check NAME EXIT_CODE OUT_PATTERN ERR_PATTERN COMMAND...: patterns are for grep -E; '' wants an empty stream, '*' takes any.
check() {
  local name=$1 code=$2 out=$3 err=$4
  shift 4
  local actual=0
  "$@" > "$work/out" 2> "$work/err" < /dev/null || actual=$?
  if [ "$actual" -eq "$code" ] && stream_is "$work/out" "$out" && stream_is "$work/err" "$err"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL $name: exit $actual for $code"
    head -c 600 "$work/out"
    head -c 600 "$work/err"
  fi
}

stream_is() {
  case $2 in
    '*') true ;;
    '') [ ! -s "$1" ] ;;
    *) grep -qE -- "$2" "$1" ;;
  esac
}

json_is() { python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert eval(sys.argv[2]), sys.argv[2]' "$1" "$2"; }

for example in examples/two_bins.json examples/normsys_histosys.json examples/staterror.json examples/several_channels.json examples/many_templates.json.gz; do
  check "fit $example" 0 'converged' '*' "$wilks" fit "$example"
  check "inspect $example" 0 'parameters: [0-9]+' '*' "$wilks" inspect "$example"
  check "validate $example" 0 ': valid, 0 errors' '*' "$wilks" validate "$example"
done

check "version" 0 '^[0-9]+\.[0-9]+\.[0-9]+' '' "$wilks" --version
for verb in fit cls limit significance interval toys scan contour impacts nll inspect validate bench; do
  check "$verb --help" 0 "wilks $verb" '' "$wilks" "$verb" --help
done

check "fit --json" 0 '"status":"converged"' '' "$wilks" fit examples/two_bins.json --json
"$wilks" fit examples/two_bins.json --json > "$work/fit.json" 2> /dev/null
check "fit --json has the contract's keys" 0 '' '' json_is "$work/fit.json" 'all(k in d for k in ("status", "twice_nll", "edm", "free_parameters", "parameters", "evaluations", "seconds"))'
check "fit --output FILE" 0 '' '' "$wilks" fit examples/two_bins.json --output "$work/file.json"
check "the file is JSON" 0 '' '' json_is "$work/file.json" 'd["parameters"][0]["name"]'
check "fit --output into nowhere" 2 '' 'WK510' "$wilks" fit examples/two_bins.json --output "$work/none/file.json"
check "fit --patch" 0 'mu ' '*' "$wilks" fit examples/several_channels.json --patch examples/signal.patch.json
check "fit --fix" 0 'fixed' '*' "$wilks" fit examples/two_bins.json --fix mu=1
check "fit --random-starts" 0 'random starts: ' '*' "$wilks" fit examples/two_bins.json --random-starts 5 --seed 3
check "fit --data asimov" 0 'converged' '*' "$wilks" fit examples/two_bins.json --data asimov
check "fit --minos" 0 'MINOS -[0-9.]+ \+[0-9.]+' '*' "$wilks" fit examples/two_bins.json --minos
check "cls" 0 'not excluded at 95' '*' "$wilks" cls examples/two_bins.json
check "limit --json" 0 '"status":"done"' '*' "$wilks" limit examples/two_bins.json --json
check "limit --scan" 0 'observed' '*' "$wilks" limit examples/two_bins.json --scan 0:5:11
check "significance" 0 'expected for mu = 1' '*' "$wilks" significance examples/two_bins.json
check "interval" 0 'profile likelihood' '*' "$wilks" interval examples/two_bins.json
check "cls of an unknown POI" 2 '' "Did you mean 'mu'" "$wilks" cls examples/two_bins.json --poi muu
check "nll --gradient" 0 '"gradient":\[' '*' "$wilks" nll examples/two_bins.json --at examples/points.json --gradient --json
check "bench" 0 '"median_seconds"' '*' "$wilks" bench examples/two_bins.json --seconds-budget 0.02 --json
check "validate --output" 0 ': valid' '*' "$wilks" validate examples/several_channels.json --patch examples/signal.patch.json --output "$work/patched.json"
check "the patched workspace fits" 0 'converged' '*' "$wilks" fit "$work/patched.json"

printf 'x,n,word\n0.1,1,a\n-2.5,,"b,c"\n' > "$work/events.csv"
check "convert CSV to Parquet" 0 '2 rows, 3 columns' '' "$wilks" convert "$work/events.csv" "$work/events.parquet"
check "convert Parquet to CSV" 0 '2 rows, 3 columns' '' "$wilks" convert "$work/events.parquet" "$work/again.csv"
check "the events are the same" 0 '' '' cmp "$work/events.csv" "$work/again.csv"
check "convert an unknown column" 2 '' "Did you mean 'word'" "$wilks" convert "$work/events.csv" "$work/none.csv" --columns wrd
echo '{"edges": [0, 1, 2], "values": [4, 9], "variances": [4, 9]}' > "$work/histogram.json"
check "convert a histogram to a template" 0 '1 histogram' '' "$wilks" convert "$work/histogram.json" "$work/template.npz"

check "standard input" 0 'converged' '*' bash -c "cat examples/two_bins.json | '$wilks' fit -"
check "compressed standard input" 0 'converged' '*' bash -c "cat examples/many_templates.json.gz | '$wilks' fit -"
check "points from standard input" 0 '"twice_nll"' '*' bash -c "echo '[{\"mu\": 1}]' | '$wilks' nll examples/two_bins.json --at - --json"
check "a closed pipe is quiet" 0 '*' '' bash -c "set -o pipefail; '$wilks' inspect examples/many_templates.json.gz --all --quiet | head -n 1"

check "no such file" 2 '' 'none\.json' "$wilks" fit "$work/none.json"
echo '{ "channels": [' > "$work/broken.json"
check "broken JSON" 2 '' 'WK[0-9]{3}' "$wilks" fit "$work/broken.json"
sed 's/"shapesys"/"shapesis"/' examples/two_bins.json > "$work/typo.json"
check "an unknown modifier" 2 '*' 'shapesys' "$wilks" validate "$work/typo.json"
check "an unknown option" 2 '' "Did you mean '--json'" "$wilks" fit examples/two_bins.json --jsn
check "an unknown parameter" 2 '' "Did you mean 'mu'" "$wilks" fit examples/two_bins.json --fix nu
check "no command" 2 '' 'no command given' "$wilks"
check "an interrupted run" 130 '' 'interrupted' timeout --preserve-status -s INT 1 "$wilks" bench examples/many_templates.json.gz --seconds-budget 60

# A shard that was killed for good goes on where it was; merged with the others it is the whole, to the byte.
model=test/Workspaces/god_run_50x4.json
shard() { "$wilks" toys "$model" --test-poi 1 --toys 40000 --seed 3 --shard "$1/2" --quiet --output "$work/shard$1.wtoys" "${@:2}" > "$work/out" 2> "$work/err"; }
"$wilks" toys "$model" --test-poi 1 --toys 40000 --seed 3 --quiet --output "$work/whole.wtoys" > "$work/out" 2> "$work/err"
shard 1
"$wilks" toys "$model" --test-poi 1 --toys 40000 --seed 3 --shard 2/2 --threads 1 --quiet --output "$work/shard2.wtoys" > "$work/out" 2> "$work/err" & pid=$!
while [ ! -s "$work/shard2.wtoys" ]; do sleep 0.05; done
sleep 0.3; kill -9 "$pid" 2> /dev/null; wait "$pid" 2> /dev/null
shard 2 --resume
check "a killed shard resumed and merged is the whole" 0 '*' '*' bash -c "'$wilks' toys merge '$work'/shard?.wtoys --quiet --output '$work/merged.wtoys' > /dev/null && cmp <('$wilks' toys show '$work/merged.wtoys' --json) <('$wilks' toys show '$work/whole.wtoys' --json)"

check "overlay" 0 'mu' '*' "$wilks" fit examples/two_bins.json --overlay examples/overlays/derived.yml
check "predict as LaTeX" 0 '*' '*' "$wilks" predict examples/several_channels.json -o "$work/yields.tex"
check "gof with toys" 0 'from 200 toys' '*' "$wilks" gof examples/several_channels.json --toys 200
check "test of two parameters" 0 '*' '*' "$wilks" test examples/three_parameters.json --at mu=1
check "study" 0 'clos' '*' "$wilks" study examples/three_parameters.json --toys 200
check "breakdown" 0 'statistical' '*' "$wilks" breakdown examples/many_templates.json.gz
check "Feldman-Cousins" 0 'Feldman-Cousins' '*' "$wilks" interval examples/two_bins.json --method feldman-cousins --toys 200
check "a blinded parameter" 0 'blinded' '*' "$wilks" fit examples/two_bins.json --blind-parameter mu

check "look at a ROOT file" 0 'TTree' '' "$wilks" look examples/events.root
check "a tree as Feather" 0 '300 rows' '' "$wilks" convert examples/events.root "$work/events.feather"
check "a column expression's table" 0 'mass' '' "$wilks" look "$work/events.feather"

check "HistFactory XML" 0 'converged' '*' "$wilks" fit examples/histfactory/several_channels.xml
check "pyhf to HS3" 0 'HS3' '*' "$wilks" convert examples/several_channels.json "$work/several.hs3.json"
check "HS3" 0 'converged' '*' "$wilks" fit "$work/several.hs3.json"
check "HS3 to XML" 0 'HistFactory XML' '*' "$wilks" convert "$work/several.hs3.json" "$work/xml/several.xml"
check "XML to pyhf" 0 'pyhf' '*' "$wilks" convert "$work/xml/several.xml" "$work/back.json"
check "one likelihood through all formats" 0 '*' '*' bash -c "cmp <('$wilks' fit '$work/back.json' --json -q | python3 -c 'import json, sys; print(round(json.load(sys.stdin)[\"twice_nll\"], 9))') <('$wilks' fit examples/several_channels.json --json -q | python3 -c 'import json, sys; print(round(json.load(sys.stdin)[\"twice_nll\"], 9))')"
check "digest" 0 'sha256:[0-9a-f]{64}' '' "$wilks" digest examples/several_channels.json
check "rename" 0 '"strength"' '' "$wilks" rename examples/two_bins.json -m mu strength
check "patch set" 0 'All good' '' "$wilks" patchset verify examples/several_channels.json examples/signals.patchset.json
check "grid" 0 '3 points' '*' "$wilks" grid examples/several_channels.json examples/signals.patchset.json --cls --limit --checkpoint "$work/grid.jsonl"
head -c -20 "$work/grid.jsonl" > "$work/cut.jsonl"
check "a grid that was cut off goes on" 0 '3 points' '2 points were finished before' "$wilks" grid examples/several_channels.json examples/signals.patchset.json --cls --limit --checkpoint "$work/cut.jsonl" --resume

# An analysis from events to results, in a copy: nothing is left in the examples.
cp -r examples/knunu examples/tau-lifetime "$work"
rm -rf "$work"/knunu/{histograms,results} "$work"/tau-lifetime/{histograms,results}
check "run" 0 'mu = [0-9.]+ ± ' '*' "$wilks" run "$work/knunu/analysis.yml"
check "run again has nothing to do" 0 'fit +mu = .* up to date' '*' "$wilks" run "$work/knunu/analysis.yml"
check "the results stand by themselves" 0 'converged' '*' "$wilks" fit "$work/knunu/results/workspace.json" --overlay "$work/knunu/results/overlay.json"
check "run --only limit --json" 0 '"name":"limit"' '*' "$wilks" run "$work/knunu/analysis.yml" --only limit --json
check "postprocess" 0 'norm dropped' '*' "$wilks" postprocess "$work/knunu/analysis.yml"
check "templates --export" 0 'up to date' '*' "$wilks" templates "$work/knunu/analysis.yml" --export "$work/npz"
check "an exported template" 0 '*' '*' "$wilks" convert "$work/npz/hadronic_signal.npz" "$work/template.csv"
check "its bins" 0 '^0\.4,0\.52,' '' cat "$work/template.csv"
check "workspace -o HS3" 0 '*' '*' "$wilks" workspace "$work/knunu/analysis.yml" -o "$work/knunu.hs3.json"
check "fit of it" 0 'converged' '*' "$wilks" fit "$work/knunu.hs3.json"
check "check" 0 'problems' '*' "$wilks" check "$work/knunu/analysis.yml"
check "run of a lifetime" 0 'lifetime = 2[0-9]+\.[0-9] ± ' '*' "$wilks" run "$work/tau-lifetime/analysis.yml"
sed 's/Measurement:/Measurment:/' "$work/knunu/analysis.yml" > "$work/knunu/typo.yml"
check "run of a typing error" 2 '' "WK801.*Did you mean 'Measurement'" "$wilks" run "$work/knunu/typo.yml"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
