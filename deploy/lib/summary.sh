# What a person needs to know once everything runs.

print_summary() {
  cat <<TEXT

  township   127.0.0.1:$port_township   gRPC, with reflection
  county     127.0.0.1:$port_county
  city       127.0.0.1:$port_city
  queries    127.0.0.1:$port_projection

  console    http://localhost:$port_console   open this in a browser and enter as one of the accounts

  Demo accounts (nobody of these names exists):
TEXT
  ctl accounts | sed 's/^/    /'
  cat <<TEXT

  Next:
    deploy/ctl demo                     play two cases, narrated
    deploy/ctl case list --subtree      what is open in the city
    deploy/ctl status                   health, positions, lag

TEXT
}
