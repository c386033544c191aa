
# What is Caddy's own. A Caddy that is started stays, and must not hold on to who started it.
program=caddy serving=serving.caddy unit=caddy.service
remedy="add 'import ${place%/*}/*/serving.caddy' to it"
export HOME="${HOME:-/root}"
read_all() { caddy validate --config "$configuration" --adapter caddyfile && caddy adapt --config "$configuration" --adapter caddyfile; }
# A site is known by the folder of its files, a balancer by the digest that it answers with.
is_included() {
    named=\"$release/www\"
    grep -qF "$release/www" "$place/$serving" || named=$(sed -n 's/^ *respond @marker `\(sha256:[0-9a-f]*\)` 200$/\1/p' "$place/$serving")
    [ -n "$named" ] && case $whole in *"$named"*) ;; *) return 1 ;; esac
}
take_in() { said=$(caddy reload --config "$configuration" --adapter caddyfile 2>&1) || { printf '%s\n' "$said" >&2; return 1; }; }
# One that is started beside one that runs would take its socket away, and serve beside it.
begin() {
    case $said in
        *'performing request:'*) caddy start --config "$configuration" --adapter caddyfile </dev/null >/dev/null 2>&1 ;;
        *) printf '%s\n' "$said" | grep -v '^$' | tail -n 5 >&2; return 1 ;;
    esac
}

