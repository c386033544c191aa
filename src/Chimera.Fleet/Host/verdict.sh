# The controller's word on a trial, and the ways back that need no trial.

# Says it to the supervisor and waits until he has ended.
ask() { # commit | revert
  printf '%s\n' "$1" >"$dir/verdict"
  echo poked 1<>"$dir/poke"
  await "$dir/alive"
}

# Reports; a rollout that nobody decides any more is settled first.
outcome() {
  if read_record "$dir/record" && [ -z "$ended" ] && ! decided_by_somebody; then
    (settle)
  fi
  report
}

# Forwards what the activation writes until the trial has begun or ended.
follow() {
  exec 6<>"$dir/tried" 5<"$dir/tried"
  exec 6>&-
  [ -e "$dir/log" ] || : >>"$dir/log"
  sh -c 'echo $$; exec tail -n +1 -f "$1"' tail "$dir/log" 5<&- 2>/dev/null | {
    read -r tail_
    # SIGPIPE, because shells tell about other signals on stderr.
    { read -r _ <&5; kill -PIPE "$tail_" 2>/dev/null; } &
    lines_=1
    while IFS= read -r line_; do
      lines_=$((lines_ + 1))
      printf '%s\n' "$line_" >&2
    done
    # What came between the last line that tail saw and the gate's end.
    tail -n "+$lines_" "$dir/log" >&2
    wait
  }
  exec 5<&-
}

verdict() { # commit | revert
  read_record "$dir/record" || { report; exit 0; }
  [ -n "$ended" ] || ! decided_by_somebody || ask "$1"
  outcome
}

op_commit() { # PROFILE ROLLOUT
  locate "$1" "$2"
  verdict commit
}

# From a trial by its supervisor; from a commit of this rollout at once.
op_revert() { # PROFILE ROLLOUT
  locate "$1" "$2"
  if read_record "$dir/record" && [ "$ended" = committed ]; then
    profile_is "$new" || profile_is "$old" || refuse stale
    restore "$rollout-back" "$holder" "$new" "$old"
  else
    verdict revert
  fi
}

# At once to a generation that is on the host, without a trial; whatever is under way there is taken back first.
op_restore() { # PROFILE ROLLOUT HOLDER FROM TO LIMIT
  locate "$1" "$2"
  generation_or_misuse "$4"
  generation_or_misuse "$5"
  number_or_misuse "$6"
  limit=$6
  restore "$rollout" "$3" "$4" "$5"
}

# It is a record that starts in the phase of going back: if it is cut, settling it finishes it.
restore() { # ROLLOUT HOLDER FROM TO
  rollout=$1 dir=$state/rollouts/$1 window=0
  if read_record "$dir/record"; then
    outcome
    return
  fi
  [ "$4" = - ] || [ -e "$4" ] || refuse missing "$4"
  mkdir -p "$dir" && mkfifo "$dir/poke" "$dir/alive" "$dir/tried" 2>/dev/null
  exec 9<>"$dir/alive"
  last_term
  take_term $((term + 1)) - || { outcome; return; }
  write_record "$2" "$4" "$3" 0 reverting
  take_target displace
  durable "$dir/record" "$state"
  withstand
  revert withdrawn -
  exec 9>&-
  report
}

# Ends whatever was interrupted on the profile.
op_settle() { # PROFILE
  locate "$1"
  read_record "$state/trial" || { printf 'state none\n'; return; }
  rollout=$held_by dir=$state/rollouts/$held_by
  outcome
}
