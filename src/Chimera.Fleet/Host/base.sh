# What every operation stands on: where things are, and what counts as well-formed. POSIX sh; dash and busybox sh.
PATH=$PATH:/run/current-system/sw/bin:/nix/var/nix/profiles/default/bin
export PATH
root=${CHIMERA_HOST_ROOT-}
home=$root/var/lib/chimera
store=${NIX_STORE_DIR:-/nix/store}
newline='
'

# An argument that no controller of ours sends. Nothing was done.
misuse() {
  printf 'malformed %s\n' "$1" >&2
  exit 64
}

# The host said no, and nothing was changed.
refuse() { # WHY [DETAIL]
  printf 'state refused\nwhy %s\ndetail %s\n' "$1" "${2--}"
  exit 0
}

# PROFILE [ROLLOUT] : sets profile, key, state (of the profile), roots, rollout and dir (of the rollout). Turns globbing on.
locate() {
  case $1 in
    [!/]* | *[!A-Za-z0-9._/+@-]* | *//* | */ | */./* | */../* | */. | */.. | '') misuse profile ;;
  esac
  profile=$1 rollout=${2-none}
  case $rollout in '' | *[!a-z0-9-]*) misuse rollout ;; esac
  joined_by_comma "${1#/}"
  state=$home/$key
  # What is outside the store needs no roots that a collection knows, and a host of folders may have no Nix.
  case $1 in
    "$home"/folders/*) roots=$state/roots ;;
    *) roots=${NIX_STATE_DIR:-$root/nix/var/nix}/gcroots/chimera/$key ;;
  esac
  dir=$state/rollouts/$rollout
}

# A path as one file name: key. A profile holds no comma, so no two profiles have the same.
joined_by_comma() {
  set -f
  IFS=/
  set -- $1
  IFS=,
  key="$*"
  unset IFS
  set +f
}

# A generation is an absolute path on one line, or - for none.
generation_or_misuse() {
  case $1 in
    *"$newline"* | */../*) misuse generation ;;
    - | /?*) ;;
    *) misuse generation ;;
  esac
}

number_or_misuse() {
  case $1 in '' | *[!0-9]*) misuse number ;; esac
}

# Onto the disk; a sync that takes no files syncs everything.
durable() {
  sync "$@" 2>/dev/null || sync
}
