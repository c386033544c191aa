# The record of a rollout: $dir/record, lines of "key value", only ever appended to; the last word on a key counts, and
# "rollout" begins it anew (a second try).
# $state/trial is a hard link to the record of the rollout that holds the target: taking hold is atomic, with its content.

write_record() { # HOLDER OLD NEW PHASE : and sets what reading it would
  case $1 in *"$newline"* | '') misuse holder ;; esac
  read_boot
  held_by=$rollout holder=$1 old=$2 new=$3 booted=$boot phase=$4 back='' ended='' why='' detail=''
  printf 'rollout %s\nholder %s\nprofile %s\nold %s\nboot %s\nwindow %s\nlimit %s\nphase %s\nnew %s\n' \
    "$rollout" "$holder" "$profile" "$old" "$boot" "$window" "$limit" "$phase" "$new" >>"$dir/record"
}

# A line that a power cut tore at the end of the file cannot spoil the one that is added.
note() {
  printf '\n%s\n' "$1" >>"$dir/record"
}

# FILE : sets held_by, holder, old, new, booted, window, limit, phase, back, ended, why, detail; false if there is no whole record
read_record() {
  held_by='' held_for='' holder='' old='' new='' booted='' phase='' back='' ended='' why='' detail='' window=60 limit=600
  [ -r "$1" ] || return 1
  while read -r key_ value_; do
    case $key_ in
      rollout) held_by=$value_ held_for='' phase='' back='' ended='' ;;
      for) held_for=$value_ ;;
      holder) holder=$value_ ;;
      old) old=$value_ ;;
      new) new=$value_ ;;
      boot) booted=$value_ ;;
      window) window=$value_ ;;
      limit) limit=$value_ ;;
      phase) phase=$value_ ;;
      back) back=$value_ ;;
      ended)
        ended=${value_%% *}
        value_=${value_#* }
        why=${value_%% *} detail=${value_#* }
        ;;
    esac
  done <"$1"
  [ -n "$new" ]
}

# What has become of $dir, for the controller; of what was read or written last.
report() {
  if [ -z "$new" ]; then
    printf 'state unknown\n'
  elif [ "$ended" = reverted ]; then
    printf 'state reverted\nwhy %s\ndetail %s\nback %s\n' "$why" "$detail" "${back:-nothing}"
    case $why in
      *failed) [ ! -s "$dir/log" ] || tail -n 20 "$dir/log" | while IFS= read -r line; do printf 'log %s\n' "$line"; done ;;
    esac
  else
    printf 'state %s\n' "${ended:-$phase}"
  fi
}
