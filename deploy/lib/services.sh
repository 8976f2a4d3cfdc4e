# The platform's own processes: built, configured, started in order, watched, stopped in reverse.

level_services=(township county city)

port_of() {
  local name=port_$1
  echo "${!name}"
}

# Cargo shows its own progress: the first build takes minutes, and a silent terminal looks dead.
build() {
  local begin
  begin=$(now_ms)
  # The whole workspace, though only its programs: with the same features as the tests, so that nothing is built twice.
  (cd "$repository" && cargo build --quiet --locked --workspace --bins 9>&-) || fail "the build failed; see above"
  printf '  %-44s %8s\n' "built the programs" "$(seconds $(($(now_ms) - begin)))"
}

# render TEMPLATE NAME=VALUE…: replaces every @NAME@.
render() {
  local text pair
  text=$(cat "$repository/deploy/config/$1")
  shift
  for pair in "$@"; do
    text=${text//@${pair%%=*}@/${pair#*=}}
  done
  printf '%s\n' "$text"
}

# installation PREFIX PORT AREAS: what every program is told, with its tables under PREFIX.
installation() {
  local prefix=$1 port=$2 areas=$3 site
  render installation.toml.in "PREFIX=$prefix" "PORT=$port" "AREAS=$areas" "REPOSITORY=$repository" "DATA=$data" \
    "JURISDICTION=$jurisdiction" "TENANT=$tenant"
  for site in $(read_sites); do
    render site.toml.in "PREFIX=$prefix" "SITE=$site" "DATA=$data" "NATS_PORT=$port_nats" \
      "NATS_MONITOR_PORT=$port_nats_monitor"
  done
}

write_configs() {
  local service areas
  umask 077
  # The city, and so all below it.
  areas="\"$(read_sites | head -n 1)\""
  for service in "${level_services[@]}"; do
    installation '' "$(port_of "$service")" "$areas" >"$config/$service.toml"
  done
  { render projection.toml.in "DATA=$data"; installation '' "$port_projection" "$areas"; } >"$config/projection.toml"
  {
    render ctl.toml.in "DATA=$data" "TOWNSHIP=$port_township" "COUNTY=$port_county" "CITY=$port_city" \
      "PROJECTION=$port_projection"
    installation installation. 0 ''
  } >"$config/ctl.toml"
  render console.toml.in "PORT=$port_console" "REPOSITORY=$repository" "DATA=$data" "JURISDICTION=$jurisdiction" \
    "TENANT=$tenant" "TOWNSHIP=$port_township" "COUNTY=$port_county" "CITY=$port_city" "PROJECTION=$port_projection" \
    >"$config/console.toml"
}

ctl() {
  "$binaries/fengqiaoctl" --config "$config/ctl.toml" "$@"
}

start_service() {
  pid_of "$1" >/dev/null || launch "$1" "$binaries/fengqiao-$1" "$config/$1.toml"
}

# Waits until the service says that it can do its work, and shows its log if it ends or does not get there.
await_service() {
  ctl health --wait 30s "127.0.0.1:$(port_of "$1")" &
  local check=$!
  while kill -0 "$check" 2>/dev/null; do
    if ! pid_of "$1" >/dev/null; then
      kill "$check" 2>/dev/null || true
      echo "fengqiao-$1 ended. The last lines of $log_folder/$1.log:"
      tail -n 15 "$log_folder/$1.log"
      return 1
    fi
    sleep 0.05
  done
  wait "$check" || { tail -n 15 "$log_folder/$1.log"; return 1; }
}

# Waits until the console answers, as await_service does for those that speak gRPC.
await_console() {
  local tenth
  for ((tenth = 0; tenth < 300; tenth++)); do
    ! answers_http "$port_console" /healthz || return 0
    pid_of console >/dev/null || break
    sleep 0.1
  done
  echo "fengqiao-console does not answer. The last lines of $log_folder/console.log:"
  tail -n 15 "$log_folder/console.log"
  return 1
}

stop_all() {
  local service
  signal_and_wait console TERM 12
  # First those who write, then those who read, then what both rest on.
  for service in "${level_services[@]}" projection; do
    signal_and_wait "$service" TERM 12
  done
  signal_and_wait nats TERM 20
  stop_postgres
}

# Prints the name of a process that should run and does not.
dead_process() {
  local name
  for name in nats projection "${level_services[@]}" console; do
    pid_of "$name" >/dev/null || { echo "$name"; return; }
  done
  postgres_runs || echo postgres
}
