# Commands with a time limit, without polling. $fifo carries the events: a line for each thing that happens, and its
# end when the timer rings, because the timer (a sleep) is the only one to hold it open for writing all the time.

# Puts a command at the head of a process group of its own, so that it can be ended with all its children.
choose_leader() {
  if command -v setsid >/dev/null 2>&1; then
    leader=setsid
  elif command -v timeout >/dev/null 2>&1; then
    leader='timeout 31536000'
  else
    leader=''
  fi
}

read_clock() { # sets now, in seconds
  read -r now _ </proc/uptime
  now=${now%.*}
}

# A timer that runs already and rings no later is kept: when it rings, the clock says whether it is time.
timer_start() { # SECONDS [FIRST] : "still" is an event after FIRST seconds
  read_clock
  due=$((now + $1)) first_=${2-$1}
  [ -z "${timer-}" ] || [ "$rings" -gt "$due" ] || return 0
  timer_stop
  exec 8<>"$fifo"
  exec 7>"$fifo" 8<"$fifo"
  [ "$first_" -lt "$1" ] || first_=$1
  timer_run "$first_"
}

timer_run() { # SECONDS : with fd 7 open for it
  rings=$((now + $1))
  sleep "$1" </dev/null >/dev/null 2>&1 5<&- 6>&- 8<&- 9>&- &
  timer=$!
  exec 7>&-
  [ -z "${timer_mark-}" ] || { started "$timer" && printf '%s %s\n' "$timer" "$started" >"$timer_mark"; } 2>/dev/null
}

started() { # PID : sets started, its start time
  read -r stat_ <"/proc/$1/stat" || return 1
  set -- ${stat_##*) }
  started=${20}
}

timer_stop() {
  [ -n "${timer-}" ] || return 0
  # A signal that can be caught is lost on a child that has not yet become the sleep.
  kill -KILL "$timer" 2>/dev/null
  wait "$timer" 2>/dev/null
  timer=''
  exec 8<&-
}

# Whether it is time: a timer may have rung for something earlier, or have been killed. One that cannot start counts as one that rang.
timer_rang() {
  while :; do
    hung_up=
    wait "${timer:-0}" 2>/dev/null
    rang_=$?
    [ -n "$hung_up" ] || break
  done
  timer=''
  read_clock
  [ "$rang_" = 126 ] || [ "$rang_" = 127 ] || [ "$now" -ge "$due" ]
}

# The next event: "ended CODE", "commit" or "revert", "still", or "deadline". A hangup interrupts the wait and means nothing, and so does
# the end of a command that was given up before.
next_event() {
  while :; do
    if read -r event <&8; then
      case $event in
        "ended $task_name "*) event="ended ${event##* }" ;;
        ended*) continue ;;
      esac
      return 0
    elif [ -n "${hung_up-}" ]; then
      hung_up=
    elif timer_rang; then
      event=deadline
      return 0
    else
      exec 7>"$fifo"
      timer_run $((due - now))
      event=still
      return 0
    fi
  done
}

# The command says who it is before it looks whether it is still wanted, and whoever does not want it says so before looking
# for it: so a command that was given up, or whose decider died, either does not start or is found and ended.
# A subshell waits for it and tells.
task_start() { # OUTPUT COMMAND ...
  output_=$1 tasks=$((${tasks-0} + 1))
  shift
  task_name=${term-0}.$tasks
  : >"$task_mark"
  [ ! -e "$task_mark.stop" ] || rm -f "$task_mark.stop"
  {
    trap : HUP TERM PIPE
    (
      own_stat && printf '%s %s\n' "$self" "$at" >"$task_mark"
      [ ! -e "$task_mark.stop" ] && [ ! -e "$task_until" ] || exit
      exec $leader "$@"
    )
    echo "ended $task_name $?" 1<>"$fifo"
  } </dev/null >>"$output_" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  task=$!
}

# A group that has members keeps its number, also when the one that led it is gone.
task_kill() {
  : >"$task_mark.stop"
  if read -r left_ left_at_ <"$task_mark"; then
    [ -e "/proc/$left_" ] && ! is_there "$left_" "$left_at_" || group_kill "$left_"
  fi
  wait "$task" 2>/dev/null
}

# A process with its group, where it has one of its own. Of the ways to write a group's number, this is the one that dash and
# busybox both read.
group_kill() { # PID
  kill -KILL "-$1" 2>/dev/null || kill -KILL "$1" 2>/dev/null
}

# Waits for the command that was started; sets code to its exit code, or to "deadline" and ends it.
task_finish() {
  while next_event; do
    case $event in
      ended*) code=${event#ended } ;;
      deadline) code=deadline; task_kill ;;
      *) continue ;;
    esac
    break
  done
  wait "$task" 2>/dev/null
  timer_stop
}
