
# What is Caddy's own. A Caddy that is started stays, and must not hold on to who started it.
program=caddy serving=serving.caddy unit=caddy.service
remedy="add 'import ${place%/*}/*/serving.caddy' to it"
export HOME="${HOME:-/root}"
read_all() { caddy validate --config "$configuration" --adapter caddyfile && caddy adapt --config "$configuration" --adapter caddyfile; }
is_included() { case $whole in *"\"$release/www\""*) ;; *) return 1 ;; esac; }
take_in() { caddy reload --config "$configuration" --adapter caddyfile; }
begin() { caddy start --config "$configuration" --adapter caddyfile </dev/null >/dev/null 2>&1; }

