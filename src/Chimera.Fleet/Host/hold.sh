# Who has the target: one rollout, or whoever goes back at once.

# Makes $dir the holder of the target. Whoever held it and is gone is settled first.
take_target() { # refuse | displace : what to do about a holder who lives
  tries_=0 mine_term_=$term
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
  # Who was looked at meanwhile is forgotten.
  term=$mine_term_
  [ "$held_by" = "$rollout" ] || read_record "$dir/record"
}

# Says it to the supervisor and waits until he has ended.
ask() { # commit | revert
  printf '%s\n' "$1" >"$dir/verdict"
  echo "$1" 1<>"$dir/poke"
  await "$dir/alive"
}

# No rollout of a controller has this name.
back_name=.back

make_back() {
  mkdir -p "$state/rollouts/$back_name"
  mkfifo "$state/rollouts/$back_name/poke" "$state/rollouts/$back_name/alive" "$state/rollouts/$back_name/tried" 2>/dev/null
  [ -p "$state/rollouts/$back_name/alive" ]
}
