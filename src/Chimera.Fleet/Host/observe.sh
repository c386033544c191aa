# One look at a profile; changes nothing.

op_observe() { # PROFILE
  locate "$1"
  observe
}

# The same for a generation that the host should still be at.
op_look() { # PROFILE GENERATION
  locate "$1"
  generation_or_misuse "$2"
  look "$2"
}

observe() {
  live_link
  # ls tells where links lead, many at once (POSIX: "name -> target"); readlink takes one in busybox.
  set -- "$profile"-*-link
  [ -L "$1" ] || set --
  [ ! -L "$profile" ] || set -- "$@" "$profile"
  [ -z "$link" ] || set -- "$@" "$link"
  if [ $# != 0 ]; then
    set -f
    IFS=$newline
    for line in $(LC_ALL=C ls -ldn -- "$@"); do observe_link "${line%% -> *}" "${line##* -> }"; done
    unset IFS
    set +f
  fi
  if [ -z "$link" ] && [ -r "$state/live" ]; then
    read -r live <"$state/live" && printf 'live %s\n' "$live"
  fi
  [ ! -r "$state/quarantine" ] || while read -r word path; do printf '%s %s\n' "$word" "$path"; done <"$state/quarantine"
  observe_trial
}

# One look at a host that should be at a generation. Where it is, links need not be read.
look() { # GENERATION
  if [ "$1" != - ] && profile_is "$1" && live_is "$1" && [ ! -e "$state/trial" ]; then
    printf 'live %s\ncommitted %s\n' "$1" "$1"
  else
    observe
  fi
}

observe_link() { # NAME-AND-WHAT-COMES-BEFORE TARGET
  case $1 in
    *"$profile")
      # The profile names its generation relative to itself; a foreign tool may have made it lead straight to the store.
      case $2 in
        /*) printf 'committed %s\n' "$2" ;;
        *) number=${2%-link}; printf 'current %s\n' "${number##*-}" ;;
      esac
      ;;
    *-link)
      number=${1%-link}
      [ ! -e "$2" ] || printf 'generation %s %s\n' "${number##*-}" "$2"
      ;;
    *) printf 'live %s\n' "$2" ;;
  esac
}

observe_trial() {
  read_record "$state/trial" && [ -z "$ended" ] || return 0
  dir=$state/rollouts/$held_by
  decided_by_somebody || { read_record "$state/trial" && [ -z "$ended" ] && phase=interrupted || return 0; }
  printf 'trial %s\nfrom %s\nto %s\nphase %s\nholder %s\n' "${held_for:-$held_by}" "$old" "$new" "$phase" "$holder"
}
