# The host's half of closure transfer. Paths come on stdin, one a line, and are never read by a shell.

# Calls a command with the paths of stdin as further arguments, a thousand at a time; xargs need not be there, and reads quotes.
with_paths() { # COMMAND ...
  set -f
  IFS=$newline
  count_=0 batch_='' failed_=0
  for path_ in $(cat); do
    case $path_ in /*) ;; *) unset IFS; misuse path ;; esac
    batch_=$batch_$newline$path_ count_=$((count_ + 1))
    [ "$count_" = 1000 ] || continue
    "$@" $batch_ || failed_=$?
    count_=0 batch_=''
  done
  [ -z "$batch_" ] || "$@" $batch_ || failed_=$?
  unset IFS
  set +f
  return "$failed_"
}

# Which of the paths the store lacks.
op_missing() {
  with_paths nix-store --check-validity --print-invalid
}

# A stream of nix-store --export. Each path is valid as soon as it has arrived, so a cut transfer goes on where it stopped.
op_import() { # plain | gzip PROFILE ROLLOUT NEW
  locate "$2" "$3"
  generation_or_misuse "$4"
  case $1 in
    plain) nix-store --import >&2 || exit ;;
    gzip) gzip -dc | nix-store --import >&2 || exit ;;
    *) misuse compression ;;
  esac
  rooted "$4" "$roots/$rollout.new" || keep "$4" "$roots/$rollout.new"
}

# Whether no collection can take what is there and has a root: none is under way that looked for roots when it was not. Nix
# holds this lock while it collects. Where nobody can tell, it is not so.
rooted() { # GENERATION ROOT
  lock_=${roots%/gcroots/*}/gc.lock
  [ -r "$lock_" ] && command -v flock >/dev/null && flock -s -n 5 5<"$lock_" || return 1
  root_place "$1" "$2"
  if [ "$place_" = "$roots" ]; then [ "$2" -ef "$1" ]; else [ -e "$1" ] && [ -f "$2/$root_name_" ]; fi
}

# Lets the host fetch what it can from its own substituters; what it cannot is sent.
op_substitute() {
  with_paths nix-store --realise --keep-going --ignore-unknown >&2
}

# Bytes free for an unprivileged writer on the file system of the store.
op_space() {
  df -P -k "$store" | {
    read -r _
    read -r _ _ _ free _ && printf 'free %s\n' "$((free * 1024))"
  }
}

# Whether the content of a path is what the store's database says, and what that is.
op_verify() { # PATH
  generation_or_misuse "$1"
  hash=$(nix-store --query --hash "$1") || { printf 'state absent\n'; return 0; }
  if nix-store --verify-path "$1" >&2; then printf 'state intact\n'; else printf 'state damaged\n'; fi
  printf 'hash %s\n' "$hash"
}
