# Prepare and Arm: the way into a trial.

# Roots both generations and puts the supervisor's program (stdin) where it can be found. Changes nothing that runs. A NEW that is
# not there is rooted all the same and awaited: op_import brings it.
op_prepare() { # PROFILE ROLLOUT OLD NEW
  locate "$1" "$2"
  generation_or_misuse "$3"
  generation_or_misuse "$4"
  mkdir -p "$dir" "$roots" || exit 1
  cat >"$dir/program.new" && mv -f "$dir/program.new" "$dir/program" || exit 1
  [ -p "$dir/alive" ] || mkfifo "$dir/start" "$dir/poke" "$dir/tried" "$dir/alive" 2>/dev/null
  [ -p "$dir/alive" ] || { echo "cannot make a fifo in $dir" >&2; exit 1; }
  [ "$3" = - ] || keep_old "$3" "$roots/$rollout.old" || refuse missing "$3"
  if keep_new "$4" "$roots/$rollout.new"; then printf 'state prepared\n'; else printf 'state awaited\n'; fi
}

# The profile itself roots what it leads to, so no collection can come between that and a link.
keep_old() { # GENERATION ROOT
  if profile_is "$1"; then root_link "$1" "$2"; else keep "$1" "$2"; fi
}

# A link before anything arrives: a collection that begins when all has arrived finds it (docs/activation.md).
keep_new() { # GENERATION ROOT
  keep "$1" "$2" && return
  case $1 in "${NIX_STORE_DIR:-/nix/store}"/*) root_link "$1" "$2" && return 1 ;; esac
  refuse missing "$1"
}

# What a generation of the profile leads to is valid, so that a link is enough unless a collection is under way. Otherwise
# Nix looks, and tells the collection; it is asked for nothing from elsewhere.
keep() { # GENERATION ROOT
  [ -e "$1" ] || return 1
  case $1 in "${NIX_STORE_DIR:-/nix/store}"/*) ;; *) root_link "$1" "$2"; return ;; esac
  if is_generation "$1"; then
    root_link "$1" "$2"
    rooted "$1" "$2" && return
  fi
  nix-store --option substitute false --realise "$1" --add-root "$2" >/dev/null
}

is_generation() { # GENERATION
  for link_ in "$profile"-*-link; do
    [ ! "$link_" -ef "$1" ] || return 0
  done
  return 1
}

# A link directly below gcroots is a root by itself. It is looked for first, because ln would follow it.
root_link() { # GENERATION ROOT
  if [ ! -L "$2" ]; then
    ln -s "$1" "$2"
  else
    [ "$2" -ef "$1" ] || { rm -f "$2.next"; ln -s "$1" "$2.next" && mv -fT "$2.next" "$2"; }
  fi || exit 1
}

# Takes hold of the target and activates NEW on trial. Asked again for the same rollout, it carries on from what is.
op_arm() { # PROFILE ROLLOUT HOLDER OLD NEW WINDOW LIMIT (seconds)
  locate "$1" "$2"
  generation_or_misuse "$4"
  generation_or_misuse "$5"
  number_or_misuse "$6"
  number_or_misuse "$7"
  [ -r "$dir/program" ] || refuse unprepared
  if read_record "$dir/record"; then
    case $ended-$why in
      # Begun already: carry on. A trial that only ran out of time or was cut off may be tried again, a bad one not.
      -*) decided_by_somebody || [ "$phase" != armed ] && { follow; outcome; return; } ;;
      reverted-deadline | reverted-interrupted | reverted-no-supervisor) ;;
      committed-*) ! profile_is "$new" || { report; return; } ;;
      *) report; return ;;
    esac
    rm -f "$dir/verdict" "$dir/log"
  fi
  window=$6 limit=$7
  arm "$3" "$4" "$5"
  follow
  outcome
}

arm() { # HOLDER OLD NEW
  [ -e "$3" ] || refuse missing "$3"
  [ "$2" = - ] || [ -e "$2" ] || refuse missing "$2"
  activation_of "$3" || refuse nothing-to-activate "$3"
  # Held open until the supervisor holds them, so that whoever waits at a gate meanwhile does not take us for dead.
  exec 9<>"$dir/alive" 6<>"$dir/tried"
  last_term
  take_term $((term + 1)) - || { exec 6>&- 9>&-; return 0; }
  mine_=$term
  write_record "$1" "$2" "$3" "$(($(date +%s) + window))" armed
  take_target refuse
  if ! profile_is "$2" && ! profile_is "$3"; then
    rm -f "$state/trial" "$dir/record"
    refuse stale
  fi
  durable "$dir/record" "$dir" "$state"
  fifo=$dir/start task_name=none
  timer_start 15
  launch $((mine_ + 1))
  next_event
  timer_stop
  # It may have come too late for us and still be there: only the next term tells.
  if [ "$event" = deadline ] && take_term $((mine_ + 1)) -; then
    release no-supervisor
  fi
  exec 6>&- 9>&-
}

# Makes $dir the holder of the target. Whoever held it and is gone is settled first.
take_target() { # refuse | displace : what to do about a holder who lives
  tries_=0
  until ln "$dir/record" "$state/trial" 2>/dev/null; do
    if ! read_record "$state/trial"; then
      tries_=$((tries_ + 1))
      [ "$tries_" -lt 3 ] || { echo "cannot write $state/trial" >&2; exit 1; }
      # A power cut can leave the name without the content; nothing had been begun then.
      [ ! -e "$state/trial" ] || rm -f "$state/trial"
      continue
    fi
    [ "$held_by" != "$rollout" ] || break
    other_by_=$held_by other_holder_=$holder mine_dir_=$dir mine_rollout_=$rollout
    rollout=$held_by dir=$state/rollouts/$held_by
    if decided_by_somebody; then
      if [ -n "$ended" ]; then
        await "$dir/alive"
      elif [ "$1" = displace ]; then
        ask revert
      else
        rm -f "$mine_dir_/record"
        printf 'rollout %s\nholder %s\n' "$other_by_" "$other_holder_"
        refuse held
      fi
    else
      (settle)
    fi
    dir=$mine_dir_ rollout=$mine_rollout_
  done
  read_record "$dir/record"
}
