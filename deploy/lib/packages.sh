# System packages: installed as root, otherwise named in the one command that root must run.

# postgres_program NAME: the newest installed one.
postgres_program() {
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin/"$1" | sort -V | tail -n 1)
  [[ -x $found ]] || found=$(command -v "$1") || return 1
  echo "$found"
}

postgres_is_new_enough() {
  local initdb major
  initdb=$(postgres_program initdb) && postgres_program pg_ctl >/dev/null && postgres_program psql >/dev/null || return 1
  major=$("$initdb" --version | grep -oE '[0-9]+' | head -n 1)
  [[ $major -ge 15 ]]
}

missing_packages() {
  postgres_is_new_enough || echo postgresql
  # Crates with a little C in them (ring) are linked by it.
  command -v cc >/dev/null || echo gcc libc6-dev
  command -v runuser >/dev/null || echo util-linux
  python3 -m pip --version >/dev/null 2>&1 || [[ -n ${FENGQIAO_NATS_SERVER:-} ]] || echo python3-pip
}

# What only the tests need: a browser, and a font in which Chinese can be read on its pictures.
missing_test_packages() {
  command -v chromium >/dev/null || echo chromium
  fc-list 2>/dev/null | grep -qi 'CJK' || echo fonts-noto-cjk fontconfig
}

install_packages() {
  local packages command wanted=${1:-missing_packages}
  command -v cargo >/dev/null || fail "cargo is not on the PATH: install Rust from https://rustup.rs, then run this again"
  command -v python3 >/dev/null || fail "python3 is not on the PATH: apt-get install python3 python3-pip"
  mapfile -t packages < <("$wanted" | tr ' ' '\n')
  [[ ${#packages[@]} -gt 0 ]] || return 0
  command="apt-get update && apt-get install --yes --no-install-recommends ${packages[*]}"
  if [[ $EUID -ne 0 ]]; then
    fail "some system packages are missing. Run this as root, once, and then $program again:

  sudo sh -c '$command'"
  fi
  step "system packages: ${packages[*]}" env DEBIAN_FRONTEND=noninteractive sh -c "$command" || exit 1
}
