# Health checks on the host. Each runs in a process group of its own and is ended with it at its limit.

# PROFILE ROLLOUT, then for each check: LIMIT KIND SUBJECT EXPECTED (what is not needed is -). Says what has become of the trial first.
op_probe() {
  locate "$1" "$2"
  shift 2
  outcome
  [ $# -ge 4 ] && [ -d "$dir" ] || return 0
  # One for each session, which asks one thing at a time; it goes with the rollout.
  output=$dir/check.$$.out
  choose_limiter
  unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
  while [ $# -ge 4 ]; do
    number_or_misuse "$1"
    check "$1" "$2" "$3" "$4"
    shift 4
  done
}

check() { # LIMIT KIND SUBJECT EXPECTED
  seconds=$1
  case $2 in
    command) checked command sh -c "$3" ;;
    tcp) number_or_misuse "$3"; check_tcp "$3" ;;
    http) check_http "$3" "$4" ;;
    unit)
      if command -v systemctl >/dev/null 2>&1 && [ -d /run/systemd/system ]; then
        checked unit systemctl is-active -- "$3"
      else
        say_failed no-systemd -
      fi
      ;;
    *) misuse check ;;
  esac
}

# Runs the command; "pass", or "fail WHY DETAIL" and the last of its output.
checked() { # KIND COMMAND ...
  kind=$1
  shift
  run_check "$@"
  case $code in
    0) printf 'pass %s\n' "$kind" ;;
    deadline) say_failed timeout "$seconds" ;;
    *) say_failed "$kind" "$code" ;;
  esac
}

run_check() {
  : >"$output"
  if [ -n "$limiter" ] && [ "$seconds" -gt 0 ]; then
    read_clock
    due=$((now + seconds))
    # It ends itself too, of which the shell would tell.
    { "$limiter" -s KILL "$seconds" "$@" </dev/null >>"$output" 2>&1; code=$?; } 2>/dev/null
    [ "$code" = 137 ] || return 0
    read_clock
    [ "$now" -lt "$due" ] || code=deadline
  else
    fifo=$dir/check.$$ task_mark=$output.task task_until=/nonexistent
    [ -p "$fifo" ] || mkfifo "$fifo" || exit 1
    timer_start "$seconds"
    task_start "$output" "$@"
    task_finish
  fi
}

# One program that ends a check at its limit with all that it has started: GNU's timeout does, that of busybox or toybox ends one process
# alone. There a timer does it, as for activations.
choose_limiter() {
  limiter=
  choose_leader
  if find_program timeout && [ ! "$found_" -ef "/proc/$$/exe" ]; then
    limiter=$found_
    for many_ in busybox toybox; do
      ! find_program "$many_" || [ ! "$found_" -ef "$limiter" ] || limiter=
    done
  fi
}

# Looks where a shell would, without a process for the answer: sets found_.
find_program() { # NAME
  set -f
  IFS=:
  found_=
  for folder_ in $PATH; do
    [ -z "$folder_" ] || [ ! -x "$folder_/$1" ] || { found_=$folder_/$1; break; }
  done
  unset IFS
  set +f
  [ -n "$found_" ]
}

say_failed() { # WHY DETAIL
  printf 'fail %s %s\n' "$1" "$2"
  [ ! -s "$output" ] || tail -n 5 "$output" | while IFS= read -r line; do
    case $line in HTTP/curl*) ;; *) printf 'output %s\n' "$line" ;; esac
  done
  : >"$output"
}

check_tcp() { # PORT
  case $(nc -h 2>&1) in
    *-z*) checked tcp nc -z 127.0.0.1 "$1" ;;
    *BusyBox*) checked tcp nc 127.0.0.1 "$1" -e true ;;
    *)
      if command -v bash >/dev/null 2>&1; then
        checked tcp bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"' tcp "$1"
      else
        say_failed no-tcp-tool -
      fi
      ;;
  esac
}

# The answer of the URL itself counts: no proxy, no redirect followed.
check_http() { # URL STATUS
  case $1 in http://* | https://*) ;; *) misuse url ;; esac
  number_or_misuse "$2"
  if command -v curl >/dev/null 2>&1; then
    run_check curl -q -sS -o /dev/null -w 'HTTP/curl %{http_code}\n' --noproxy '*' -- "$1"
  elif command -v wget >/dev/null 2>&1; then
    # busybox follows redirects and cannot be told not to, but the first status line is that of the URL itself.
    case $(wget --help 2>&1) in
      *BusyBox*) run_check wget -S -O /dev/null -Y off -- "$1" ;;
      *) run_check wget -S -O /dev/null -t 1 --no-config --no-proxy --max-redirect=0 --content-on-error -- "$1" ;;
    esac
  else
    say_failed no-http-tool -
    return
  fi
  status=
  while read -r word number rest; do
    case $word in HTTP/*) status=${status:-$number} ;; esac
  done <"$output"
  if [ "$code" = deadline ]; then
    say_failed timeout "$seconds"
  elif [ "$status" = "$2" ]; then
    printf 'pass http\n'
  elif [ -n "$status" ] && [ "$status" != 000 ]; then
    : >"$output"
    say_failed http-status "$status"
  else
    say_failed http "$code"
  fi
}
