# The supervisor: takes hold of the target, runs the trial, and alone decides how it ends. Detached from the session that started it.

# An activation that takes longer is one that somebody watches.
quick=3

supervise() { # PROFILE ROLLOUT TERM HOLDER OLD NEW WINDOW LIMIT
  trap hung_up=1 HUP
  locate "$1" "$2"
  exec 9<>"$dir/alive" 6<>"$dir/tried"
  if ! take_term "$3"; then
    echo busy 1<>"$dir/start"
    exit 1
  fi
  echo started 1<>"$dir/start"
  # What is refused stands here for the session.
  exec >"$dir/refusal.$term"
  [ "$group" = "$self" ] || timer_mark=$dir/timer
  choose_leader
  window=$7 limit=$8
  hold "$4" "$5" "$6"
  try
  timer_stop
  abdicate
  exec 9>&-
  tidy
}

hold() { # HOLDER OLD NEW
  write_record "$1" "$2" "$3" armed || exit 1
  take_target refuse
  if ! profile_is "$old"; then
    rm -f "$state/trial" "$dir/record"
    refuse stale
  fi
  durable "$dir/record" "$dir" "$state"
}

try() {
  note 'phase activating' || exit 1
  fifo=$dir/poke phase=activating
  timer_start "$window" "$quick"
  activation_of "$new"
  start_activation test "$new"
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
      still) [ "$phase" = on-trial ] || { : >"$dir/slow"; echo slow >&6; } ;;
    esac
    # The verdict is in a file, so one that was written and not announced counts at the deadline; and in the event, for a full disk.
    [ ! -r "$dir/verdict" ] || read -r verdict <"$dir/verdict"
    case $event in commit | revert) verdict=$event ;; esac
    case $verdict-$phase-$event in
      revert-*) end_trial; revert withdrawn -; return ;;
      commit-on-trial-*) commit; return ;;
      *-deadline) end_trial; revert deadline "$phase"; return ;;
    esac
  done
}

end_trial() {
  [ "$phase" = on-trial ] || task_kill
}

# What need not be done while anybody waits: the last ten rollouts keep their record and log, and there is a place to go back from.
tidy() {
  [ -p "$state/rollouts/$back_name/alive" ] || make_back
  set -- "$state"/rollouts/*
  [ $# -gt 15 ] || return 0
  good_=
  [ ! -r "$state/last-good" ] || read -r good_ <"$state/last-good"
  ls -1t "$state/rollouts" | {
    kept_=0
    set --
    while read -r name_; do
      kept_=$((kept_ + 1))
      [ "$kept_" -gt 10 ] || continue
      set -- "$@" "$state/rollouts/$name_" "$roots/$name_.new"
      [ "$name_" = "$good_" ] || set -- "$@" "$roots/$name_.old"
    done
    [ $# = 0 ] || rm -rf "$@"
  }
}

# Starts the supervisor of $dir for a term, where the end of this session cannot reach it. The gates are open in this session
# meanwhile, so that whoever waits at one does not take the supervisor for dead.
launch() { # TERM HOLDER OLD NEW
  term_=$1
  own_stat
  set -- sh -c '. "$1" && shift && supervise "$@"' chimera "$dir/program.$self" "$profile" "$rollout" "$@" "$window" "$limit"
  exec 9<>"$dir/alive" 6<>"$dir/tried"
  if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1 && put_program; then
    shift
    systemd-run --quiet --collect --no-ask-password --unit="chimera-$rollout-$self" --property=KillMode=process \
      --setenv=PATH="$PATH" --setenv=CHIMERA_HOST_ROOT="$root" -- /bin/sh "$@" </dev/null >&2 && { launched; return; }
    set -- sh "$@"
  fi
  if ! command -v setsid >/dev/null 2>&1 && command -v tmux >/dev/null 2>&1 && put_program; then
    tmux -S "$home/tmux" -f /dev/null new-session -d -s "chimera-$rollout-$self" -- env PATH="$PATH" CHIMERA_HOST_ROOT="$root" "$@" \
      </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- && { launched; return; }
  fi
  choose_leader
  # A child takes its program from its environment, and keeps it there from what it starts.
  shift 5
  set -- sh -c 'eval "$chimera_supervisor"; unset chimera_supervisor; supervise "$@"' chimera-supervisor "$@"
  export chimera_supervisor
  case $leader in
    timeout*)
      $leader "$@" </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
      launched
      ;;
    *)
      # It has the gates from us: they tell when it is gone, or never came to be.
      $leader "$@" </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 7>&- 8>&- &
      exec 6>&- 9>&-
      ;;
  esac
}

# For a supervisor that has not our environment. The session's own program holds it (HostProgram); a file of its own, since two may arm
# one rollout at once.
put_program() {
  printf '%s' "$chimera_supervisor" >"$dir/program.$self"
}

# Where somebody stands between, only the supervisor's word tells that it is there. After a while it may start no more.
launched() {
  fifo=$dir/start task_name=none
  timer_start 15
  next_event
  timer_stop
  if [ "$event" = deadline ] && take_term "$term_" -; then
    printf 'state reverted\nwhy no-supervisor\ndetail -\nback done\n'
    exit 0
  fi
  exec 6>&- 9>&-
}
