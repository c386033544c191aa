# Commands with a time limit, without polling. $fifo carries the events: a line for each thing that happens, and its
# end when the timer is over, because the timer (a sleep) is the only one to hold it open for writing all the time.

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

timer_start() { # SECONDS
  exec 8<>"$fifo" 7>"$fifo"
  exec 8<"$fifo"
  sleep "$1" </dev/null >/dev/null 2>&1 5<&- 6>&- 8<&- 9>&- &
  timer=$!
  exec 7>&-
  [ -z "${timer_mark-}" ] || { read -r stat_ <"/proc/$timer/stat" && printf '%s\n' "$stat_" >"$timer_mark"; } 2>/dev/null
}

timer_stop() {
  # A signal that can be caught is lost on a child that has not yet become the sleep.
  kill -KILL "$timer" 2>/dev/null
  wait "$timer" 2>/dev/null
  exec 8<&-
}

# The next event: "ended CODE", "poked", or "deadline". A hangup interrupts the wait and means nothing, and so does the end
# of a command that was given up before.
next_event() {
  while :; do
    if read -r event <&8; then
      case $event in
        "ended $task_name "*) event="ended ${event##* }" ;;
        ended*) continue ;;
      esac
      return 0
    elif [ -z "${hung_up-}" ]; then
      event=deadline
      return 0
    fi
    hung_up=
  done
}

# What runs around the command. It says who it is before it looks whether a later term was taken, and whoever takes a
# later term looks for it afterwards: so a command whose decider died either does not start or is found and ended.
task_shell='
  read -r stat </proc/self/stat && printf "%s\n" "$stat" >"$1"
  [ ! -e "$2" ] || exit
  fifo=$3 task=$4
  shift 4
  "$@"
  echo "ended $task $?" 1<>"$fifo"'

task_start() { # OUTPUT COMMAND ...
  output_=$1 tasks=$((${tasks-0} + 1))
  shift
  task_name=${term-0}.$tasks
  $leader sh -c "$task_shell" task "${task_mark-/dev/null}" "${task_until-/nonexistent}" "$fifo" "$task_name" "$@" \
    </dev/null >>"$output_" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  task=$!
}

# Of the ways to write a group's number, this is the one that dash and busybox both read.
task_kill() {
  kill -KILL "-$task" 2>/dev/null || kill -KILL "$task" 2>/dev/null
  wait "$task" 2>/dev/null
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
