# The fund's balance at each month's end as expected at the outset, and with what has
# happened since; and the balances that were reported.
# gnuplot -c plots/forecast.gp DATADIR OUTFILE FORMAT
DATADIR = ARG1
OUTFILE = ARG2
FORMAT = ARG3
PLOTS = ARG0[1:strlen(ARG0) - strlen('forecast.gp')]
load DATADIR . '/words.gp'
title = title_forecast
room_for_labels = FORMAT eq 'dumb' ? 24.0 : 250.0
load PLOTS . 'style.gp'

FILE = DATADIR . '/forecast.dat'

# --- one scale, which holds both bands, what was reported and both lines
low = minimum_balance < 0 ? minimum_balance : 0.0
high = minimum_balance > 0 ? minimum_balance : 0.0
do for [c = 2:6] {
    do for [b = 0:1] {
        stats FILE index b using c nooutput
        low = STATS_min < low ? STATS_min : low
        high = STATS_max > high ? STATS_max : high
    }
}
stats FILE index 2 using ($2 - $3) nooutput
has_actuals = STATS_records > 0
if (has_actuals && STATS_min < low) { low = STATS_min }
stats FILE index 2 using ($2 + $3) nooutput
if (has_actuals && STATS_max > high) { high = STATS_max }
if (high - low < 1) { high = low + 1000.0 }
step = step_of(high - low, is_text ? 5 : 6)
low = low < 0 ? low - 0.03 * (high - low) : low
high = high + 0.06 * (high - low)
set yrange [low:high]
set xrange [0:n_months]

# --- the key
if (is_text) {
    set label 1 '.  at the outset, 5 and 95 of 100 campaigns lie below      *  the same now      o  reported' at screen X(2), Y(key_y) left
} else {
    kx = 2 * em
    set object 1 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb PALE fillstyle solid border linecolor rgb BLUE linewidth 0.8
    set label 1 '90 of 100, at the outset' at screen X(kx + 56), Y(key_y) left
    kx = kx + 345
    set object 2 rectangle from screen X(kx), Y(key_y + 9) to screen X(kx + 46), Y(key_y - 9) fillcolor rgb MIDDLE fillstyle solid border linecolor rgb BLUE linewidth 0.8
    set label 2 '90 of 100, now' at screen X(kx + 56), Y(key_y) left
    kx = kx + 245
    set arrow 1 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb BLUE linewidth 3
    set label 3 'middle, now' at screen X(kx + 56), Y(key_y) left
    kx = kx + 220
    set arrow 2 from screen X(kx), Y(key_y) to screen X(kx + 46), Y(key_y) nohead linecolor rgb BLUE linewidth 1.6 dashtype (6, 4)
    set label 4 'middle, at the outset' at screen X(kx + 56), Y(key_y) left
    kx = kx + 315
    set arrow 3 from screen X(kx + 12), Y(key_y + 12) to screen X(kx + 12), Y(key_y - 12) heads size screen 0.004, 90 linecolor rgb PLUM linewidth 2.4
    set label 5 'reported, give or take' at screen X(kx + 32), Y(key_y) left
}

s = 1
eval set_panel
eval set_months
set ytics ('' 0)
do for [k = ceil(low / step):floor(high / step)] {
    v = k * step
    set ytics add (axis_pounds(v, step, high > -low ? high : -low) v)
}

# --- what is known ends where `before` begins
known_to = before - 1
if (known_to < n_months) {
    set arrow 10 from known_to, low to known_to, high nohead front linecolor rgb INK linewidth 1.6 dashtype (2, 3)
    set label 10 'known up to here' at known_to, high right front font SMALL textcolor rgb INK offset -0.6, -0.8
    if (known_to < n_months * 0.2) {
        set label 10 'known up to here' at known_to, high left front font SMALL textcolor rgb INK offset 0.6, -0.8
    }
}
has_two = abs(minimum_balance) > (high - low) * 0.002
set arrow 20 from 0, 0 to n_months, 0 nohead front linecolor rgb INK linewidth 1.4
if (has_two) {
    set arrow 21 from 0, minimum_balance to n_months, minimum_balance nohead front linecolor rgb INK linewidth 1.4 dashtype (3, 3)
    if (!is_text) {
        set label 21 'minimum balance ' . say_given(minimum_balance) at n_months * 0.015, minimum_balance left front font SMALL textcolor rgb INK offset 0, 0.62
    }
}

# --- the two middles at the end, named apart
stats FILE index 0 using ($1 == n_months ? $4 : NaN) nooutput
then_y = STATS_min
then_words = 'at the outset ' . say_pounds(then_y)
stats FILE index 1 using ($1 == n_months ? $4 : NaN) nooutput
now_y = STATS_min
now_words = 'now ' . say_pounds(now_y)
apart = (high - low) * (is_text ? 1.2 : 30.0) / panel_height
if (abs(now_y - then_y) < apart) {
    middle_y = (now_y + then_y) / 2
    is_above = now_y >= then_y
    now_y = middle_y + (is_above ? 0.5 : -0.5) * apart
    then_y = middle_y - (is_above ? 0.5 : -0.5) * apart
}
set label 22 now_words at n_months, now_y left front font BOLD textcolor rgb BLUE offset (is_text ? 1 : 0.6), 0
set label 23 then_words at n_months, then_y left front font SMALL textcolor rgb INK offset (is_text ? 1 : 0.6), 0

if (is_text) {
    plot FILE index 0 using 1:2 with points pointtype '.', \
         FILE index 0 using 1:6 with points pointtype '.', \
         FILE index 1 using 1:2 with points pointtype '*', \
         FILE index 1 using 1:6 with points pointtype '*', \
         FILE index 2 using 1:2 with points pointtype 'o'
} else {
    plot FILE index 0 using 1:2:6 with filledcurves fillcolor rgb PALE fillstyle solid noborder, \
         for [c in '2 6'] FILE index 0 using 1:(column(c + 0)) with lines linecolor rgb BLUE linewidth 0.7, \
         FILE index 1 using 1:2:6 with filledcurves fillcolor rgb MIDDLE fillstyle solid noborder, \
         for [c in '2 6'] FILE index 1 using 1:(column(c + 0)) with lines linecolor rgb BLUE linewidth 0.9, \
         FILE index 0 using 1:4 with lines linecolor rgb BLUE linewidth 1.6 dashtype (6, 4), \
         FILE index 1 using 1:4 with lines linecolor rgb BLUE linewidth 3, \
         FILE index 2 using 1:2:3 with yerrorbars linecolor rgb 'white' linewidth 5 pointtype 7 pointsize 1.7, \
         FILE index 2 using 1:2:3 with yerrorbars linecolor rgb PLUM linewidth 2.4 pointtype 7 pointsize 1.3
}
