#!/usr/bin/env bash
# Trains the experiments of examples/FashionMnist with several seeds and prints a table of their gains over untrained encoders. Stopped and started again, it goes on.
#
#   eng/compare.sh [NAME...] [--seeds "1 2 3"] [--results FILE] [options of train]     for instance: eng/compare.sh --limit 20000 --epochs 20
#   eng/compare.sh --table [--results FILE]                                            prints the table of what is there, and trains nothing
#
#   NAME            experiments of the example; all of them by default
#   --seeds LIST    seeds, separated by spaces or commas; "1 2 3" by default
#   --results FILE  where finished runs are noted, a line each; artifacts/compare/results.tsv by default. The folders of the runs lie beside it, in runs/.
#   options of train: --epochs --batch-size --limit (20000 by default) --data --device --threads --plain
#
# A run is known by its experiment, seed, epochs, limit and batch; other settings than these, such as a learning rate, are the declaration's: after a change to a
# declaration name another file of results. A run that was cut off goes on from its checkpoint, or anew where it has none.
#
# Environment:
#   FASHION_MNIST=DIR   the folder with the four IDX files; else Debian's package dataset-fashion-mnist is installed
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A decimal point is a point.
export LC_NUMERIC=C

example=FashionMnist
program="$root/examples/$example/bin/Release/net10.0/$example.dll"
columns=(experiment seed epochs limit batch k temperature bank raw_pixels untrained trained gain seconds)

# The gain from which on an experiment counts as having learned something, in points of accuracy.
enough=5

names=() seeds='1 2 3' results="$root/artifacts/compare/results.tsv" table_only='' epochs='' limit=20000 batch='' pass=()

# require_number OPTION VALUE LEAST: a whole number, at least LEAST.
require_number() {
  if [[ ! "$2" =~ ^(0|[1-9][0-9]{0,8})$ ]] || (($2 < $3)); then
    fail "$1 is '$2', but must be a whole number, at least $3"
  fi
}

read_arguments() {
  local option value
  while (($# > 0)); do
    case "$1" in
      --table) table_only=yes && shift && continue ;;
      --plain) pass+=(--plain) && shift && continue ;;
      --seed | --seed=*) fail "a comparison has several seeds: write --seeds \"1 2 3\" instead of $1" ;;
      --out | --out=* | --resume | --resume=*) fail "$1 is not for a comparison, which chooses its run folders and resumes by itself; --results FILE names the place" ;;
      --*=*) option="${1%%=*}" value="${1#*=}" && shift ;;
      --*)
        [[ "${2:---}" != --* ]] || fail "$1 needs a value; see the head of this script"
        option="$1" value="$2" && shift 2
        ;;
      *) names+=("$1") && shift && continue ;;
    esac
    [[ -n "$value" ]] || fail "$option is empty; see the head of this script"
    case "$option" in
      --seeds) seeds="${value//,/ }" ;;
      --results) results="$value" ;;
      --epochs) require_number "$option" "$value" 1 && epochs="$value" ;;
      --batch-size) require_number "$option" "$value" 2 && batch="$value" ;;
      --limit) require_number "$option" "$value" 2 && limit="$value" ;;
      --data | --device | --threads) pass+=("$option" "$value") ;;
      *) fail "unknown option '$option'; see the head of this script" ;;
    esac
  done
  local seed
  for seed in $seeds; do
    require_number --seeds "$seed" 0
  done
  [[ -n "${seeds// /}" ]] || fail '--seeds names no seed'
  [[ ! -d "$results" ]] || fail "--results is '$results', which is a folder; name a file"
  [[ ! -s "$results" ]] || [[ "$(head -n 1 "$results")" == "$(header)" ]] || fail "--results is '$results', which holds something else than results of this script"
}

header() { (IFS=$'\t' && printf '%s\n' "${columns[*]}"); }

# Sets declared[NAME] to "epochs batch" of every experiment, from the program's list.
read_experiments() {
  local name rest
  while read -r name rest; do
    declared["$name"]="$rest"
  done < <(dotnet "$program" list | awk 'match($0, /[0-9,]+ × [0-9,]+ *$/) { size = substr($0, RSTART); gsub(/[,×]/, "", size); print $1, size }')
  ((${#declared[@]} > 0)) || fail "examples/$example lists no experiment"
}

# value KEY FILE: the first value of a key in a file of JSON with one pair a line, or one object a line.
value() { sed -n "s/.*\"$1\": *\"\{0,1\}\([^,\"}]*\).*/\1/p" "$2" | head -n 1; }

# score FEATURES KEY RUN: one value of the latest score of these features.
score() { value "$2" <(grep -s "\"features\":\"$1\"" "$3/metrics.jsonl" | tail -n 1); }

is_scored() { [[ -n "$(score 'trained encoder' accuracy "$1")" ]]; }

has_checkpoint() { compgen -G "$1/checkpoints/step-*/state.json" >/dev/null; }

is_noted() {
  [[ -s "$results" ]] && awk -F '\t' -v key="$*" -v width="${#columns[@]}" 'NF == width && $1 " " $2 " " $3 " " $4 " " $5 == key { found = 1 } END { exit !found }' "$results"
}

# Adds the line of a finished run. The file is written aside and renamed, so that a line is there as a whole or not at all.
note() {
  local run="$1" fields
  shift
  fields=("$@")
  fields+=("$(score 'trained encoder' k "$run")" "$(score 'trained encoder' temperature "$run")" "$(score 'trained encoder' bank "$run")")
  fields+=("$(score 'raw pixels' accuracy "$run")" "$(score 'untrained encoder' accuracy "$run")" "$(score 'trained encoder' accuracy "$run")")
  fields+=("$(awk -v untrained="${fields[9]}" -v trained="${fields[10]}" 'BEGIN { printf "%.6f", trained - untrained }')")
  fields+=("$(grep '"epoch"' "$run/metrics.jsonl" | sed 's/.*"seconds"://' | awk '{ sum += $1 } END { printf "%.1f", sum }')")
  { if [[ -s "$results" ]]; then cat "$results"; else header; fi; } >"$results.new" &&
    (IFS=$'\t' && printf '%s\n' "${fields[*]}") >>"$results.new" &&
    mv "$results.new" "$results"
}

# Trains in the background, so that a signal to this script reaches the training at once: it saves a checkpoint, and the next start goes on from there.
train() {
  local code=0
  dotnet "$program" train "$@" &
  training=$!
  trap 'stopped=yes; kill -TERM "$training" 2>/dev/null || true' INT TERM HUP
  # A wait ends when a signal comes, too.
  while true; do
    code=0
    wait "$training" || code=$?
    kill -0 "$training" 2>/dev/null || break
  done
  trap - INT TERM HUP
  if [[ -n "$stopped" ]]; then
    say 'Stopped. The same command goes on from here.'
    exit 130
  fi
  return "$code"
}

# run_one EXPERIMENT SEED: trains what is not noted yet.
run_one() {
  local name="$1" seed="$2" size run key
  read -ra size <<<"${declared[$name]}"
  key=("$name" "$seed" "${epochs:-${size[0]}}" "$limit" "${batch:-${size[1]}}")
  run="$folder/runs/$name-seed${key[1]}-epochs${key[2]}-limit${key[3]}-batch${key[4]}"
  if is_noted "${key[@]}"; then
    say "$name, seed $seed: done already"
    return 0
  fi
  if ! is_scored "$run"; then
    if has_checkpoint "$run"; then
      say "$name, seed $seed: going on in $run"
      train --resume "$run" || return 1
    else
      say "$name, seed $seed: into $run"
      rm -rf "$run"
      train "$name" --seed "$seed" --epochs "${key[2]}" --limit "$limit" --batch-size "${key[4]}" --out "$run" "${pass[@]}" || return 1
    fi
  fi
  is_scored "$run" || fail "$run has no score; the data needs test images and labels"
  note "$run" "${key[@]}"
}

# One table for each set of settings, in the order of the file; of a run that is noted twice the later line counts.
print_table() {
  [[ -s "$results" ]] || fail "there are no results in '$results' yet"
  awk -F '\t' -v width="${#columns[@]}" -v enough="$enough" '
    NR == 1 || NF != width { next }
    {
      settings = sprintf("%d %s on the first %d images, batches of %d; kNN, cosine, k = %d, T = %s, bank of %d images", $3, $3 == 1 ? "epoch" : "epochs", $4, $5, $6, $7, $8)
      if (!(settings in order)) { order[settings] = ++tables; caption[tables] = settings }
      group = order[settings] SUBSEP $1
      if (!(group in rows)) { rows[group] = 1; name[order[settings], ++count[order[settings]]] = $1 }
      if (!((group, $2) in seen)) { seen[group, $2] = 1; seed[group, ++seeds[group]] = $2 }
      raw[order[settings]] = $9; untrained[group, $2] = 100 * $10; trained[group, $2] = 100 * $11
    }
    function mean(values, group,    i, sum) {
      for (i = 1; i <= seeds[group]; i++) sum += values[group, seed[group, i]]
      return sum / seeds[group]
    }
    function spread(values, group,    i, sum, middle) {
      if (seeds[group] < 2) return "–"
      middle = mean(values, group)
      for (i = 1; i <= seeds[group]; i++) sum += (values[group, seed[group, i]] - middle) ^ 2
      return sprintf("%.2f", sqrt(sum / (seeds[group] - 1)))
    }
    END {
      for (t = 1; t <= tables; t++) {
        printf "\n%s. Raw pixels: %.2f %%.\n\n", caption[t], 100 * raw[t]
        print "| Experiment | Trained | Untrained | Gain | At least " enough " points | Seeds |"
        print "|---|---:|---:|---:|---|---:|"
        for (r = 1; r <= count[t]; r++) {
          group = t SUBSEP name[t, r]
          gain = mean(trained, group) - mean(untrained, group)
          printf "| %s | %.2f ± %s | %.2f ± %s | %+.2f | %s | %d |\n", name[t, r], mean(trained, group), spread(trained, group), \
            mean(untrained, group), spread(untrained, group), gain, (gain >= enough - 1e-9 ? "reached" : "not reached"), seeds[group]
        }
      }
    }' "$results"
}

read_arguments "$@"
if [[ -n "$table_only" ]]; then
  print_table
  exit 0
fi

require_sdk
if [[ " ${pass[*]} " != *' --data '* ]]; then
  find_images
  pass+=(--data "$FASHION_MNIST")
fi

say "Building examples/$example ..."
build "$root/examples/$example/$example.csproj" -c Release || fail 'the example could not be built'

declare -A declared=()
read_experiments
((${#names[@]} > 0)) || mapfile -t names < <(printf '%s\n' "${!declared[@]}" | sort)
for name in "${names[@]}"; do
  [[ -n "${declared[$name]:-}" ]] || fail "there is no experiment '$name'; there are: $(printf '%s\n' "${!declared[@]}" | sort | paste -sd' ' -)"
done

mkdir -p "$(dirname "$results")"
folder="$(cd "$(dirname "$results")" && pwd)"
# Held by the training too: one that outlives this script must not meet a second one in its folder.
exec 9>"$results.lock"
flock -n 9 || fail "another comparison is at work on '$results'"

failures=0 stopped=''
# Seed by seed, so that a comparison that is stopped has compared what it has.
for seed in $seeds; do
  for name in "${names[@]}"; do
    run_one "$name" "$seed" || { say "$name, seed $seed: failed" && failures=$((failures + 1)); }
  done
done
print_table
((failures == 0)) || fail "$failures of the runs failed; what they said is above"
