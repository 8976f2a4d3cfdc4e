# A Postgres cluster of our own: loopback only, passwords, fsync on. Postgres refuses to run as root, so under root it
# runs as a system user.

postgres_folder=$data/postgres
postgres_owner=$(id -un)
# Puts a command under the cluster's owner.
as_postgres=()

choose_postgres_owner() {
  [[ $EUID -eq 0 ]] || return 0
  postgres_owner=postgres
  # Debian's package makes that user; another build of Postgres may not.
  getent passwd "$postgres_owner" >/dev/null ||
    useradd --system --no-create-home --shell /usr/sbin/nologin "$postgres_owner"
  as_postgres=(setpriv --reuid="$postgres_owner" --regid="$postgres_owner" --init-groups)
  postgres_reaches_data && return
  # The checkout lies in a folder that is closed to others, such as /root. The server gets the one capability that
  # lets it pass through; which of the two a container grants differs.
  local capability
  for capability in dac_read_search dac_override; do
    as_postgres=(setpriv --reuid="$postgres_owner" --regid="$postgres_owner" --init-groups
      --inh-caps="+$capability" --ambient-caps="+$capability")
    postgres_reaches_data && return
  done
  fail "the user $postgres_owner cannot reach $data: set FENGQIAO_DATA to a folder that others may pass through"
}

# Whether the owner can really pass through: access(2), which `test -x` asks, leaves capabilities out.
postgres_reaches_data() {
  "${as_postgres[@]}" stat "$data/." >/dev/null 2>&1
}

pg_ctl() {
  # From a folder that every user may enter.
  (cd / && "${as_postgres[@]}" "$(postgres_program pg_ctl)" --pgdata="$postgres_folder/data" "$@" 9>&-)
}

psql_admin() {
  PGPASSWORD=$(cat "$secrets/postgres.password") "$(postgres_program psql)" --host=127.0.0.1 --port="$port_postgres" \
    --username=fengqiao --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 "$@"
}

create_cluster() {
  [[ ! -s $postgres_folder/data/PG_VERSION ]] || return 0
  rm -rf "$postgres_folder"
  mkdir -p "$postgres_folder"
  install -m 600 "$secrets/postgres.password" "$postgres_folder/password"
  chown -R "$postgres_owner" "$postgres_folder"
  (cd / && "${as_postgres[@]}" "$(postgres_program initdb)" --pgdata="$postgres_folder/staging" --username=fengqiao \
    --pwfile="$postgres_folder/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C --data-checksums)
  rm "$postgres_folder/password"
  # A run that was interrupted leaves a staging folder, never half a cluster.
  mv "$postgres_folder/staging" "$postgres_folder/data"
}

postgres_runs() {
  pg_ctl status >/dev/null 2>&1
}

start_postgres() {
  postgres_runs && return
  sed "s/@PORT@/$port_postgres/" "$repository/deploy/config/postgresql.conf.in" >"$postgres_folder/fengqiao.conf"
  chown "$postgres_owner" "$postgres_folder/fengqiao.conf"
  pg_ctl start --wait --timeout=60 --log="$postgres_folder/server.log" \
    --options="-c config_file=$postgres_folder/fengqiao.conf -c data_directory=$postgres_folder/data \
-c hba_file=$postgres_folder/data/pg_hba.conf -c ident_file=$postgres_folder/data/pg_ident.conf" ||
    { tail -n 20 "$postgres_folder/server.log"; return 1; }
}

stop_postgres() {
  ! postgres_runs || pg_ctl stop --wait --mode=fast --timeout=60
}

# One database per vault, because a vault has a backup of its own, and one for the views, which can be dropped.
create_databases() {
  local existing database site
  existing=$(psql_admin --dbname=postgres --command='SELECT datname FROM pg_database')
  for database in views $(read_sites | sed 's/^/vault_/'); do
    grep -qx "$database" <<<"$existing" || psql_admin --dbname=postgres --command="CREATE DATABASE $database"
    (umask 077 && printf 'postgres://fengqiao:%s@127.0.0.1:%d/%s' \
      "$(cat "$secrets/postgres.password")" "$port_postgres" "$database" >"$secrets/$database.url")
  done
}
