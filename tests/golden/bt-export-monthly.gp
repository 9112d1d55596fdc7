set terminal svg size 800,450 noenhanced font 'DejaVu Sans,9' fontscale 1.25 linewidth 1.25 dynamic background '#ffffff'
set multiplot
$D1 << EOD
1 0 11521509 2236962 2.1
2 0 15246709 2236962 -3.4
3 0 13755120 2236962 1.2
4 0 5477575 16777215 4.5
5 0 16245458 2236962 -1.1
6 0 10010589 2236962 2.7
13.3 0 9813469 2236962 5.9
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.090625
set rmargin at screen 0.959375
set bmargin at screen 0.777778
set tmargin at screen 0.850000
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'Monthly returns, %' at screen 0.018750, screen 0.894444 left front font ':Bold,10' textcolor rgb '#222222'
set ytics ('2024' 0) nomirror scale 0 font ',8.0' textcolor rgb '#606060'
unset grid
set border 0
set xrange [0.5:13.8]
set yrange [0.5:-0.5]
set xtics ('Jan' 1, 'Feb' 2, 'Mar' 3, 'Apr' 4, 'May' 5, 'Jun' 6, 'Jul' 7, 'Aug' 8, 'Sep' 9, 'Oct' 10, 'Nov' 11, 'Dec' 12, 'Year' 13.3) scale 0 font ',8' textcolor rgb '#606060'
plot $D1 using 1:2:($1-0.48):($1+0.48):($2-0.46):($2+0.46):3 with boxxyerror fs solid 1 noborder lc rgb variable notitle, $D1 using 1:2:5:4 with labels font ',8.0' textcolor rgb variable notitle
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
unset grid
unset border
set lmargin at screen 0.000000
set rmargin at screen 1.000000
set bmargin at screen 0.000000
set tmargin at screen 1.000000
set xrange [0:640]
set yrange [0:360]
set label 'returns-6-months.csv, 2024-01-31 to 2024-06-30' at 12.00, 344.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
