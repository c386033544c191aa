# The supervisor: runs the trial, and alone decides how it ends. Detached from the session that started it.

supervise() { # PROFILE ROLLOUT TERM
  trap hung_up=1 HUP
  locate "$1" "$2"
  read_record "$dir/record" || exit 1
  exec 9<>"$dir/alive" 6<>"$dir/tried"
  own_stat
  if ! take_term "$3" "$group"; then
    echo busy 1<>"$dir/start"
    exit 1
  fi
  echo started 1<>"$dir/start"
  timer_mark=$dir/timer
  choose_leader
  try
  exec 9>&-
  prune
}

try() {
  note 'phase activating'
  fifo=$dir/poke
  timer_start "$window"
  activation_of "$new"
  start_activation test "$new"
  phase=activating
  while next_event; do
    verdict=
    case $event in
      'ended 0')
        wait "$task"
        phase=on-trial
        note 'phase on-trial'
        now_live "$new"
        exec 6>&-
        ;;
      ended*) end_trial; revert failed "${event#ended }"; return ;;
    esac
    # The verdict is in a file, so one that was written and not announced counts at the deadline.
    [ ! -r "$dir/verdict" ] || read -r verdict <"$dir/verdict"
    case $verdict-$phase-$event in
      revert-*) end_trial; revert withdrawn -; return ;;
      commit-on-trial-*) end_trial; commit; return ;;
      *-deadline) end_trial; revert deadline "$phase"; return ;;
    esac
  done
}

end_trial() {
  [ "$phase" = on-trial ] || task_kill
  timer_stop
}

# The last ten rollouts keep their record and log.
prune() {
  set -- "$state"/rollouts/*
  [ $# -gt 10 ] || return 0
  ls -1t "$state/rollouts" | {
    kept_=0
    while read -r name_; do
      kept_=$((kept_ + 1))
      [ "$kept_" -le 10 ] || rm -rf "$state/rollouts/$name_" "$roots/$name_.old" "$roots/$name_.new"
    done
  }
}

# Starts the supervisor of $dir for a term, where the end of this session cannot reach it.
launch() { # TERM
  name_=chimera-$rollout-$self
  set -- sh -c '. "$1" && supervise "$2" "$3" "$4"' chimera "$dir/program" "$profile" "$rollout" "$1"
  if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1; then
    shift
    systemd-run --quiet --collect --no-ask-password --unit="$name_" --property=KillMode=process \
      --setenv=PATH="$PATH" --setenv=CHIMERA_HOST_ROOT="$root" -- /bin/sh "$@" </dev/null >&2 && return
    set -- sh "$@"
  fi
  if command -v tmux >/dev/null 2>&1; then
    tmux -S "$home/tmux" -f /dev/null new-session -d -s "$name_" -- env PATH="$PATH" CHIMERA_HOST_ROOT="$root" "$@" \
      </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- && return
  fi
  choose_leader
  $leader "$@" </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
}
