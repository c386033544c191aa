# One line of the table from the figures: the median and the spread of both sides, the median of the rounds' ratios, and whether the
# aim was reached.
# An aim is "3x" (so many times less than the peer), "1000 ms" or "1" (no more than that, in the metric's own unit), or "-".
BEGIN { FS = "\t" }
$1 == measure && $4 == metric && $2 == mine { m[$3] = $5 / per; seen_mine = 1 }
$1 == measure && $4 == metric && $2 == theirs { t[$3] = $5 / per; seen_theirs = 1 }
END {
    if (!seen_mine && !seen_theirs) exit
    middle = summary(m)
    left = seen_mine ? text(middle, least, most) : "-"
    right = seen_theirs ? text(summary(t), least, most) : "-"
    if (name != "" && right != "-") right = name ": " right
    ratio = "-"
    if (seen_mine && seen_theirs && metric ~ /^(wall|cpu|trips)|bytes$/) {
        for (round in m) if (round in t && m[round] > 0) r[round] = t[round] / m[round]
        times = summary(r)
        ratio = sprintf("%.1f× (%.1f to %.1f)", times, least, most)
    }
    printf "| %s | %s | %s | %s | %s |\n", what, left, right, ratio, judged()
}
function judged() {
    if (aim == "-") return "-"
    if (aim ~ /x$/) return (aim + 0) "×, " (times >= aim + 0 ? "reached" : "missed")
    return aim ", " (middle <= limit() ? "reached" : "missed")
}
function limit() { return aim ~ / ms$/ ? aim * 1000 : aim ~ / s$/ ? aim * 1000000 : aim + 0 }
function text(middle, least, most) {
    return least == most ? show(middle) : show(middle) " (" show(least) " to " show(most) ")"
}
function show(value) {
    if (metric ~ /^(wall|cpu)/) return value >= 1e6 ? sprintf("%.2f s", value / 1e6) : sprintf("%.1f ms", value / 1e3)
    if (metric ~ /bytes$/) return sprintf("%.1f MB", value / 1e6)
    return value == int(value) ? value "" : sprintf("%.2f", value)
}
# The median; leaves the spread in least and most.
function summary(values, key, n, i, j, held, sorted) {
    n = 0
    for (key in values) sorted[++n] = values[key]
    for (i = 2; i <= n; i++) {
        held = sorted[i]
        for (j = i - 1; j > 0 && sorted[j] > held; j--) sorted[j + 1] = sorted[j]
        sorted[j + 1] = held
    }
    least = sorted[1]
    most = sorted[n]
    return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}
