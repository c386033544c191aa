# Prepare and Arm: the way into a trial.

# Roots both generations and makes the supervisor's fifos. Changes nothing that runs. A NEW that is not there is
# rooted all the same and awaited: op_import, op_folder or Nix's daemon, where it listens, takes it in.
op_prepare() { # PROFILE ROLLOUT OLD NEW
  locate "$1" "$2"
  generation_or_misuse "$3"
  generation_or_misuse "$4"
  root_place "$3" "$roots/$rollout.old" && old_place_=$place_
  root_place "$4" "$roots/$rollout.new"
  mkdir -p "$dir" "$old_place_" "$place_" || exit 1
  [ -p "$dir/alive" ] || mkfifo "$dir/start" "$dir/poke" "$dir/tried" "$dir/alive" 2>/dev/null
  [ -p "$dir/alive" ] || { echo "cannot make a fifo in $dir" >&2; exit 1; }
  [ "$3" = - ] || keep_old "$3" "$roots/$rollout.old" || refuse missing "$3"
  if keep_new "$4" "$roots/$rollout.new"; then printf 'state prepared\n'; return; fi
  printf 'state awaited\n'
  daemon_=${roots%/gcroots/*}/daemon-socket/socket
  [ ! -S "$daemon_" ] || printf 'daemon %s\n' "$daemon_"
}

# The profile itself roots what it leads to, so no collection can come between that and a link.
keep_old() { # GENERATION ROOT
  if profile_is "$1"; then make_root "$1" "$2"; else keep "$1" "$2"; fi
}

# A root before anything arrives: a collection that begins when all has arrived finds it (docs/activation.md).
keep_new() { # GENERATION ROOT
  keep "$1" "$2" && return
  case $1 in "$store"/* | "$home"/folders/*) make_root "$1" "$2" && return 1 ;; esac
  refuse missing "$1"
}

# What a generation of the profile leads to is valid, so that a root is enough unless a collection is under way. Otherwise
# Nix looks, and tells the collection; it is asked for nothing from elsewhere.
keep() { # GENERATION ROOT
  [ -e "$1" ] || return 1
  case $1 in "$store"/*) ;; *) root_link "$1" "$2"; return ;; esac
  if is_generation "$1"; then
    make_root "$1" "$2"
    rooted "$1" "$2" && return
  fi
  root_place "$1" "$2"
  [ "$place_" = "$roots" ] && link_=$2 || link_=$2/link
  nix-store --option substitute false --realise "$1" --add-root "$link_" >/dev/null
}

is_generation() { # GENERATION
  for link_ in "$profile"-*-link; do
    [ ! "$link_" -ef "$1" ] || return 0
  done
  return 1
}

# The root of what is in the store is an empty file of the path's name in a folder below gcroots: a collection knows it as well as a link
# (libstore/gc.cc: findRoots), and the shell makes it by itself.
make_root() { # GENERATION ROOT
  root_place "$1" "$2"
  [ "$place_" != "$roots" ] || { root_link "$1" "$2"; return; }
  [ -d "$2" ] || mkdir -p "$2" || exit 1
  true >"$2/$root_name_" || exit 1
}

# Sets place_, the folder that the root needs, and root_name_. What is elsewhere has a link, and what has one already keeps it.
root_place() { # GENERATION ROOT
  place_=$roots
  case $1 in "$store"/*) [ -L "$2" ] || place_=$2 ;; esac
  root_name_=${1#"$store"/}
  root_name_=${root_name_%%/*}
}

# A link directly below gcroots is a root by itself. It is looked for first, because ln would follow it.
root_link() { # GENERATION ROOT
  # Another controller of the same rollout may have made it since it was looked for.
  if [ ! -L "$2" ] && ln -s "$1" "$2" 2>/dev/null; then return; fi
  [ "$2" -ef "$1" ] || { ln -sfn "$1" "$2.next.$$" && mv -fT "$2.next.$$" "$2"; } || exit 1
}

# Takes hold of the target and activates NEW on trial. Asked again for the same rollout, it carries on from what is.
op_arm() { # PROFILE ROLLOUT HOLDER OLD NEW WINDOW LIMIT (seconds)
  locate "$1" "$2"
  generation_or_misuse "$4"
  generation_or_misuse "$5"
  number_or_misuse "$6"
  number_or_misuse "$7"
  [ -p "$dir/alive" ] || refuse unprepared
  read_record "$dir/record"
  while decided_by_somebody; do
    [ -n "$ended" ] || { follow; outcome; return; }
    await "$dir/alive"
    read_record "$dir/record"
  done
  case $ended-$phase-$why in
    # A trial that only ran out of time or was cut off may be tried again, a bad one not.
    -- | -armed-* | reverted-*-deadline | reverted-*-interrupted) ;;
    -*) outcome; return ;;
    committed-*)
      ! profile_is "$new" || { report; return; }
      # It was taken back since: what asks for it only now comes too late.
      ! is_quarantined "$new" || { note 'ended reverted withdrawn -' && read_record "$dir/record" && report; return; }
      ;;
    *) report; return ;;
  esac
  arm "$3" "$4" "$5" "$6" "$7"
}

arm() { # HOLDER OLD NEW WINDOW LIMIT
  case $1 in *"$newline"* | '') misuse holder ;; esac
  [ -e "$3" ] || refuse missing "$3"
  [ "$2" = - ] || [ -e "$2" ] || refuse missing "$2"
  activation_of "$3" || refuse nothing-to-activate "$3"
  [ -z "$held_by" ] || rm -f "$dir/verdict" "$dir/log" "$dir/slow"
  window=$4 limit=$5 mine_=$((term + 1))
  launch "$mine_" "$1" "$2" "$3"
  follow
  if [ -s "$dir/refusal.$mine_" ]; then
    while IFS= read -r line; do printf '%s\n' "$line"; done <"$dir/refusal.$mine_"
  elif read_record "$dir/record"; then
    outcome
  else
    printf 'state reverted\nwhy no-supervisor\ndetail -\nback done\n'
  fi
}
