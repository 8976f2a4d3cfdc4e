# Background processes, known by process id and start time: a number that the kernel has given to somebody else
# since is never signalled.

# started_at PID: in clock ticks since the machine started; fails if there is no such process, or only its corpse.
started_at() {
  local stat fields
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # The name, in brackets, may hold anything; the fields are counted behind it.
  read -ra fields <<<"${stat##*) }"
  [[ ${fields[0]} != Z ]] || return 1
  echo "${fields[19]}"
}

# remember NAME PID
remember() {
  echo "$2 $(started_at "$2")" >"$run_folder/$1.pid"
}

# pid_of NAME: prints the id of the live process.
pid_of() {
  local pid start
  [[ -f $run_folder/$1.pid ]] || return 1
  read -r pid start <"$run_folder/$1.pid" || return 1
  [[ $(started_at "$pid") == "$start" ]] || return 1
  echo "$pid"
}

# launch NAME COMMAND…: in a session of its own, so that Ctrl-C reaches this script alone and it decides on the order.
launch() {
  local name=$1 log=$log_folder/$1.log
  shift
  [[ ! -f $log ]] || mv "$log" "$log.previous"
  # Descriptor 9 is the lock; a process that outlives this script must not hold it.
  setsid "$@" >"$log" 2>&1 </dev/null 9>&- &
  remember "$name" $!
  # Whoever watches says how it ended; bash need not.
  disown $!
}

# signal_and_wait NAME SIGNAL SECONDS_MAX: what does not end in time is killed.
signal_and_wait() {
  local name=$1 signal=$2 tenths_max=$(($3 * 10)) pid
  if pid=$(pid_of "$name"); then
    kill -"$signal" "$pid" 2>/dev/null || true
    for ((tenth = 0; tenth < tenths_max; tenth++)); do
      pid_of "$name" >/dev/null || break
      sleep 0.1
    done
    if pid_of "$name" >/dev/null; then
      echo "$name did not stop within $3 s and was killed"
      kill -KILL "$pid" 2>/dev/null || true
    fi
  fi
  rm -f "$run_folder/$name.pid"
}

# last_words NAME: the end of its log, for a person who must now decide what to do.
last_words() {
  printf '\n  the last lines of %s:\n' "$log_folder/$1.log" >&2
  tail -n 15 "$log_folder/$1.log" 2>/dev/null | sed 's/^/    /' >&2 || true
}

port_is_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# answers_http PORT PATH: whether a GET is answered with 200.
answers_http() {
  local status
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
  read -r status <&3 || status=
  exec 3>&-
  [[ $status == *" 200 OK"* ]]
}

# require_port NAME PORT: unless the process of that name runs already, the port must be free.
require_port() {
  pid_of "$1" >/dev/null && return
  port_is_free "$2" ||
    fail "port $2, which $1 needs, is in use by another program.
Stop that program (ss -ltnp 'sport = :$2' shows it), or choose another range: FENGQIAO_PORT_BASE=$((port_base + 10000)) $program"
}
