# What the one who holds the term does: commit, revert, settle. Each may be cut anywhere and be done again by the next.
# Who cannot write down what must be known later (a full disk) ends there, as if he were cut: the host stays held.

commit() {
  note 'phase committing' || exit 1
  durable "$dir/record"
  if ! profile_set "$new"; then
    revert commit-failed profile
    return
  fi
  if activation_of "$new" && [ "$kind" = switch ]; then
    activate boot "$new"
    [ "$code" = 0 ] || { revert commit-failed "$code"; return; }
  fi
  now_live "$new" || exit 1
  # A generation that was taken back once and is now kept by an explicit verdict is good again.
  ! is_quarantined "$new" || printf 'good %s\n' "$new" >>"$state/quarantine"
  note 'ended committed' || exit 1
  ended=committed
  let_go
}

# Back to $old, by its own activation. Needs nothing but this host.
revert() { # WHY DETAIL
  note 'phase reverting'
  action_=test
  if ! profile_is "$old"; then
    profile_return "$old" || exit 1
    action_=switch
  fi
  [ "$new" = - ] || [ "$new" = "$old" ] || is_quarantined "$new" || printf 'bad %s\n' "$new" >>"$state/quarantine"
  if [ "$old" = - ] && deactivation_of "$new"; then
    activate test "$new"
    if [ "$code" = 0 ]; then back_=undone; now_live - || exit 1; else back_="kept $code"; now_live "$new"; fi
  elif [ "$old" = - ] || ! activation_of "$old"; then
    back_=nothing
    now_live "$old" || exit 1
  elif is_booted_into_old; then
    back_=done
  else
    activate "$action_" "$old"
    if [ "$code" = 0 ]; then back_=done; now_live "$old" || exit 1; else back_="failed $code"; now_live -; fi
  fi
  note "back $back_"
  note "ended reverted $1 ${2--}" || exit 1
  ended=reverted why=$1 detail=${2--} back=$back_
  let_go
}

# After a restart the machine comes up in what the profile says by itself.
is_booted_into_old() {
  [ "$booted" != "$boot" ] || return 1
  live_link
  [ -n "$link" ] && [ "$link" -ef "$old" ]
}

# Nothing was changed: only the hold ends.
release() { # WHY
  note 'back done'
  note "ended reverted $1 -" || exit 1
  ended=reverted why=$1 detail=- back=done
  let_go
}

# The profile's folder is synced before the record that says where it leads.
let_go() {
  if [ -d "${profile%/*}" ]; then durable "${profile%/*}" "$dir/record"; else durable "$dir/record"; fi
  set -- "$roots/$rollout.old"
  if [ "$ended" = committed ] && [ "$old" != - ]; then
    # It stays rooted, instead of the one before it.
    good_=$rollout
    [ ! -r "$state/last-good" ] || read -r good_ <"$state/last-good"
    printf '%s\n' "$rollout" >"$state/last-good"
    [ "$good_" = "$rollout" ] && set -- || set -- "$roots/$good_.old"
  fi
  rm -rf "$state/trial" "$dir"/.term.* "$roots/$rollout.new" "$@"
}

is_quarantined() { # GENERATION : the last word on it counts
  verdict_=good
  [ ! -r "$state/quarantine" ] || while read -r word_ path_; do
    [ "$path_" != "$1" ] || verdict_=$word_
  done <"$state/quarantine"
  [ "$verdict_" = bad ]
}

# Ends what a dead decider left, from what the record says. If another does it already, waits for him.
settle() {
  decided_by_somebody && { await_settler; return; }
  dead_=$decider dead_since_=$decider_since dead_group_=$decider_group
  exec 9<>"$dir/alive"
  if ! take_term $((term + 1)) -; then
    exec 9>&-
    decided_by_somebody
    await_settler
    return
  fi
  withstand
  read_record "$dir/record" || { rm -f "$state/trial"; exec 9>&-; return; }
  if [ -z "$ended" ]; then
    [ "$booted" != "$boot" ] || end_leftovers "$dead_" "$dead_since_" "$dead_group_"
    case $(holds)-$phase in
      # It had let go already, and had no room to write so.
      -committing) note 'ended committed' ;;
      -*) note 'back done'; note 'ended reverted interrupted -' ;;
      held-armed) release interrupted ;;
      held-committing) commit_or_revert ;;
      *) revert interrupted "$phase" ;;
    esac
  else
    let_go
  fi
  abdicate
  exec 9>&-
}

# Who settles is soon done. A supervisor that came after all has a trial before him: he is not waited for, but asked.
await_settler() {
  [ "$decider_group" != - ] || await "$dir/alive"
}

holds() { # prints held if the target is held for this rollout
  (! read_record "$state/trial" || [ "$held_by" != "$rollout" ] || echo held)
}

# A commit activates nothing, so it is finished only where the new generation still runs: a restart may have ended that.
commit_or_revert() {
  if [ "$booted" = "$boot" ] || live_is "$new"; then commit; else revert interrupted "$phase"; fi
}

# For a decider in the session itself: when the controller goes, its session is told to end, and what was begun here is
# finished first. Caught and not ignored, because what the activation starts would inherit that.
withstand() {
  trap hung_up=1 HUP TERM PIPE
  timer_mark=$dir/timer
  choose_leader
}

# Waits until the gate has no writer left: what it stands for is over, or whoever did it is gone. Never blocks on opening.
await() { # GATE
  # Not by 6, which holds a supervisor's gate open meanwhile.
  exec 4<>"$1" 5<"$1"
  exec 4>&-
  read -r _ <&5
  exec 5<&-
}
