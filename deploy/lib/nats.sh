# The NATS server that holds the logs. On one machine one server holds the streams of all sites.

nats_binary() {
  if [[ -n ${FENGQIAO_NATS_SERVER:-} ]]; then
    echo "$FENGQIAO_NATS_SERVER"
  else
    "$repository/deploy/tools/nats-server"
  fi
}

start_nats() {
  pid_of nats >/dev/null && return
  local binary
  binary=$(nats_binary)
  sed -e "s/@PORT@/$port_nats/" -e "s/@MONITOR_PORT@/$port_nats_monitor/" -e "s|@DATA@|$data|" \
    "$repository/deploy/config/nats.conf.in" >"$config/nats.conf"
  launch nats "$binary" --config "$config/nats.conf"
  for ((tenth = 0; tenth < 300; tenth++)); do
    nats_is_healthy && return
    pid_of nats >/dev/null || break
    sleep 0.1
  done
  tail -n 20 "$log_folder/nats.log"
  return 1
}

nats_is_healthy() {
  answers_http "$port_nats_monitor" /healthz
}
