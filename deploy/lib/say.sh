# What the scripts print, and how long each step took. Sourced, never run.

# Milliseconds of a clock that only moves forward, as far as bash can tell.
now_ms() {
  local now=${EPOCHREALTIME/[.,]/}
  echo $((now / 1000))
}

# seconds MILLISECONDS: "1.3 s".
seconds() {
  printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100))
}

say() {
  printf '%s\n' "$*"
}

fail() {
  printf '\n%s: %s\n' "${program:-$0}" "$*" >&2
  exit 1
}

# step TEXT COMMAND…: runs the command with its output in $step_log, and says how long it took. What went wrong is
# shown at once: nobody should have to look for a log file first.
step() {
  local text=$1 begin status=0
  shift
  begin=$(now_ms)
  printf '  %-44s' "$text"
  : >"$step_log"
  # A function called in a condition runs without `set -e`: a subshell of its own keeps it.
  (set -e; "$@") >"$step_log" 2>&1 || status=$?
  if [[ $status -eq 0 ]]; then
    printf ' %8s\n' "$(seconds $(($(now_ms) - begin)))"
    return
  fi
  printf ' failed after %s\n\n' "$(seconds $(($(now_ms) - begin)))" >&2
  tail -n 40 "$step_log" | sed 's/^/    /' >&2
  return "$status"
}
