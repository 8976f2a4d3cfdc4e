# Keys and passwords, made once and never printed. Losing a site key loses the personal data of the site.

# make_secret NAME: 32 random bytes as hexadecimal digits, readable by their owner alone.
make_secret() {
  local file=$secrets/$1
  [[ ! -s $file ]] || return 0
  (umask 077 && od -An -vtx1 -N32 /dev/urandom | tr -d ' \n' >"$file.new")
  mv "$file.new" "$file"
}

make_secrets() {
  local site
  make_secret lookup.key
  make_secret postgres.password
  for site in $(read_sites); do
    make_secret "site-$site.key"
  done
}

# The keys that sign the demo accounts' tokens. A deployment points at an OIDC provider instead.
make_token_keys() {
  [[ ! -s $secrets/token/signing.pem ]] || return 0
  mkdir -p -m 700 "$secrets/token"
  "$binaries/fengqiaoctl" keys create "$secrets/token"
}
