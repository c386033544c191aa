# The controller's word on a trial, and the ways back that need no trial.

# Reports; a rollout that nobody decides any more is settled first.
outcome() {
  if read_record "$dir/record" && [ -z "$ended" ] && ! decided_by_somebody; then
    (settle)
    read_record "$dir/record"
  fi
  report
}

# Forwards what the activation writes until the trial has begun or ended: all at once, unless it takes long.
follow() {
  exec 6<>"$dir/tried" 5<"$dir/tried"
  exec 6>&-
  if [ -e "$dir/slow" ] || read -r _ <&5; then
    follow_live
  elif [ -s "$dir/log" ]; then
    {
      lines_=0
      while [ "$lines_" -lt 20 ] && IFS= read -r line_; do
        printf '%s\n' "$line_"
        lines_=$((lines_ + 1))
      done
      [ "$lines_" -lt 20 ] || cat
    } <"$dir/log" >&2
  fi
  exec 5<&-
}

follow_live() {
  # The shell tells on its own stderr about the tail that it ends; that is not for the controller.
  exec 4>&2 2>/dev/null
  sh -c 'echo $$; exec tail -n +1 -f "$1"' tail "$dir/log" 4>&- 5<&- | {
    read -r tail_
    { while read -r _ <&5; do :; done; kill -KILL "$tail_"; } &
    lines_=1
    while IFS= read -r line_; do
      lines_=$((lines_ + 1))
      printf '%s\n' "$line_" >&4
    done
    # What came between the last line that tail saw and the gate's end.
    tail -n "+$lines_" "$dir/log" >&4
    wait
  }
  exec 2>&4 4>&-
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

# Back to FROM: from a trial of this rollout by its supervisor, otherwise at once and without a trial, whatever rollout
# made TO what it is. FROM must be on the host; nothing is sent. The reply ends with a look at what the host then is.
op_revert() { # PROFILE ROLLOUT HOLDER FROM TO LIMIT
  locate "$1" "$2"
  generation_or_misuse "$4"
  generation_or_misuse "$5"
  number_or_misuse "$6"
  asked=$rollout asked_dir=$dir
  # Twice, because a supervisor may come while it is settled for want of one.
  for try_ in 1 2; do
    read_record "$dir/record" && [ -z "$ended" ] || break
    if decided_by_somebody; then ask revert; else (settle); fi
    read_record "$dir/record"
    case $try_-$ended in
      ?-reverted) close_rollout "$3" "$4" "$5"; report; look "$4"; return ;;
      2-) report; return ;;
    esac
  done
  until profile_is "$4" && live_is "$4" && ! going_back; do
    restore "$3" "$4" "$5" "$6" && { report; look "$4"; return; }
    rollout=$asked dir=$asked_dir
  done
  close_rollout "$3" "$4" "$5"
  printf 'state reverted\nwhy withdrawn\ndetail -\nback done\n'
  look "$4"
}

# What this rollout asked for before, and comes only now, is to find it ended.
close_rollout() { # HOLDER FROM TO
  [ -d "$dir" ] || return 0
  if ! read_record "$dir/record"; then
    write_record "$1" "$2" "$3" armed && note 'back done' && note 'ended reverted withdrawn -' || exit 1
  elif [ "$ended-$why" != reverted-withdrawn ]; then
    note 'ended reverted withdrawn -' || exit 1
  fi
}

# Whether a way back of this rollout was begun and did not end.
going_back() {
  read_record "$state/trial" && [ "$held_for" = "$asked" ]
}

# It is a record that starts in the phase of going back: if it is cut, settling it finishes it. There is one for the profile, since
# nobody goes back twice at once; false if somebody did meanwhile.
restore() { # HOLDER FROM TO LIMIT
  profile_is "$2" || profile_is "$3" || refuse stale
  [ "$2" = - ] || [ -e "$2" ] || refuse missing "$2"
  close_rollout "$1" "$2" "$3"
  rollout=$back_name window=0 limit=$4
  dir=$state/rollouts/$rollout
  [ -p "$dir/alive" ] || make_back || { echo "cannot make a fifo in $dir" >&2; exit 1; }
  ! decided_by_somebody || { await "$dir/alive"; return 1; }
  ! read_record "$dir/record" || [ -n "$ended" ] || { (settle); return 1; }
  exec 9<>"$dir/alive"
  take_term $((term + 1)) - || { exec 9>&-; await "$dir/alive"; return 1; }
  [ "$dir/record" -ef "$state/trial" ] || { : >"$dir/record"; : >"$dir/log"; }
  write_record "$1" "$2" "$3" reverting || exit 1
  note "for $asked"
  take_target displace
  durable "$dir/record" "$state"
  withstand
  revert withdrawn -
  abdicate
  exec 9>&-
}

# Ends whatever was interrupted on the profile.
op_settle() { # PROFILE
  locate "$1"
  read_record "$state/trial" || { printf 'state none\n'; return; }
  rollout=$held_by dir=$state/rollouts/$held_by
  outcome
}
