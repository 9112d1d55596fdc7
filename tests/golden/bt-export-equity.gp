set terminal pngcairo size 1600,900 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
1704067200 100
1704153600 110
1704240000 99
1704326400 108.9
1704412800 120
1704672000 114
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
set bmargin at screen 0.066667
set tmargin at screen 0.850000
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'Equity' at screen 0.018750, screen 0.894444 left front font ':Bold,10' textcolor rgb '#222222'
set key at screen 0.959375, screen 0.894444 right center horizontal maxrows 1 reverse Left samplen 1.6 width 0 font ',8' textcolor rgb '#606060'
set xrange [1704067200:1704672000]
set xtics ('1 Jan' 1704067200, '2 Jan' 1704153600, '3 Jan' 1704240000, '4 Jan' 1704326400, '5 Jan' 1704412800, '6 Jan' 1704499200, '7 Jan' 1704585600, '8 Jan' 1704672000) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [98.16:120.84]
set ytics ('100' 100, '105' 105, '110' 110, '115' 115, '120' 120) nomirror scale 0 font ',8' textcolor rgb '#606060'
set arrow 1 from graph 0, first 100 to graph 1, first 100 nohead back lc rgb '#808080' lw 0.5 dt 3
plot $D1 using 1:2 with lines lw 1.4 lc rgb '#0072b2' title 'Strategy +14.0 %'
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
set label 'curve-6-days.csv, 2024-01-01 to 2024-01-08' at 12.00, 344.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
