# The console's web front: installed from its lock file and built once for each state of its sources.

web=$repository/services/console/web

# Vite needs this Node or a newer one.
node_is_new_enough() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  [[ $(printf '%s\n' v20.19.0 "$version" | sort -V | head -n 1) == v20.19.0 ]]
}

require_node() {
  node_is_new_enough || fail "Node 20.19 or newer is needed for the console, with npm: https://nodejs.org"
  command -v npm >/dev/null || fail "npm is not on the PATH; it comes with Node"
}

# digest FILE_OR_FOLDER…: of the contents and names, without what was installed or built.
digest() {
  find "$@" \( -name node_modules -o -name dist -o -path '*/src/gen' \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

# install_node_modules FOLDER: as its lock file says, unless that is what is there.
install_node_modules() {
  local folder=$1 wanted stamp=$1/node_modules/.installed
  wanted=$(digest "$folder/package.json" "$folder/package-lock.json")
  [[ $(cat "$stamp" 2>/dev/null) != "$wanted" ]] || return 0
  npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts
  echo "$wanted" >"$stamp"
}

build_web() {
  local wanted stamp=$web/dist/.built
  wanted=$(digest "$web" "$repository/proto")
  [[ $(cat "$stamp" 2>/dev/null) != "$wanted" ]] || return 0
  install_node_modules "$web"
  npm run --prefix "$web" build
  echo "$wanted" >"$stamp"
}
