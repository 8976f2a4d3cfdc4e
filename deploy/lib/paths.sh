# Where everything lies. Nothing is written outside the private data folder, cargo's target folder, and what npm installs
# and builds under services/console/web.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
data=${FENGQIAO_DATA:-$repository/.data}
mkdir -p "$data"
data=$(cd "$data" && pwd)
export FENGQIAO_DATA=$data

log_folder=$data/log
run_folder=$data/run
secrets=$data/secrets
config=$data/config
step_log=$log_folder/step.log

# Two installations on one machine need two ranges of ports.
port_base=${FENGQIAO_PORT_BASE:-7000}
port_township=$((port_base + 1))
port_county=$((port_base + 2))
port_city=$((port_base + 3))
port_projection=$((port_base + 4))
port_console=$((port_base + 1080))
port_postgres=$((port_base + 10))
port_nats=$((port_base + 11))
port_nats_monitor=$((port_base + 12))

target=${CARGO_TARGET_DIR:-$repository/target}
binaries=$target/debug

# The place whose installation it is: a folder of deploy/jurisdictions. The first start settles it for this data folder.
tenant_file=$data/tenant
tenant=${FENGQIAO_JURISDICTION:-$(cat "$tenant_file" 2>/dev/null || echo shizuishan)}
jurisdiction=$repository/deploy/jurisdictions/$tenant

# Every city and county keeps the cases of its own places.
read_sites() {
  awk -F, '$3 == "city" || $3 == "county" { print $1 }' "$jurisdiction/divisions.csv"
}

make_folders() {
  # Others may pass through to what they own (the Postgres server's user its cluster), and list nothing.
  chmod 711 "$data"
  mkdir -p "$log_folder" "$run_folder" "$secrets" "$config"
  chmod 700 "$log_folder" "$run_folder" "$secrets" "$config"
}
