set terminal pngcairo size 1600,1350 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
1704067200 1000
1704153600 1010
1704240000 1018
1704326400 1010
1704412800 996
1704672000 1034
1704758400 1037
EOD
$D2 << EOD
1704067200 1000
1704153600 1000
1704240000 1000
1704326400 1000
1704412800 1000
1704672000 1000
1704758400 1000
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
set bmargin at screen 0.585778
set tmargin at screen 0.900000
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'Equity' at screen 0.018750, screen 0.929630 left front font ':Bold,10' textcolor rgb '#222222'
set key at screen 0.959375, screen 0.929630 right center horizontal maxrows 1 reverse Left samplen 1.6 width 0 font ',8' textcolor rgb '#606060'
set xrange [1704067200:1704758400]
set xtics ('1 Jan' 1704067200, '2 Jan' 1704153600, '3 Jan' 1704240000, '4 Jan' 1704326400, '5 Jan' 1704412800, '6 Jan' 1704499200, '7 Jan' 1704585600, '8 Jan' 1704672000, '9 Jan' 1704758400) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [994.36:1038.64]
set ytics ('1000' 1000, '1010' 1010, '1020' 1020, '1030' 1030) nomirror scale 0 font ',8' textcolor rgb '#606060'
set arrow 1 from graph 0, first 1000 to graph 1, first 1000 nohead back lc rgb '#808080' lw 0.5 dt 3
plot $D2 using 1:2 with lines lw 1 lc rgb '#e69f00' title 'sp500-2000.csv 0.0 %', $D1 using 1:2 with lines lw 1.4 lc rgb '#0072b2' title 'Strategy +3.7 %'
$D3 << EOD
1704067200 0
1704153600 0
1704240000 0
1704326400 -0.00785854617
1704412800 -0.021611002
1704672000 0
1704758400 0
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
set bmargin at screen 0.399111
set tmargin at screen 0.508000
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'Drawdown' at screen 0.018750, screen 0.537630 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [1704067200:1704758400]
set xtics ('1 Jan' 1704067200, '2 Jan' 1704153600, '3 Jan' 1704240000, '4 Jan' 1704326400, '5 Jan' 1704412800, '6 Jan' 1704499200, '7 Jan' 1704585600, '8 Jan' 1704672000, '9 Jan' 1704758400) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [-0.0285912085856:0]
set ytics ('-2 %%' -0.02, '0 %%' 0) nomirror scale 0 font ',8' textcolor rgb '#606060'
set label 2 '-2.2 % 2024-01-05' at first 1704412800, first -0.021611002 center offset 0, -0.8 front font ',8' textcolor rgb '#222222' point pt 7 ps 0.4 lc rgb '#d55e00'
plot $D3 using 1:2 with filledcurves y1=0 fs solid 0.25 noborder lc rgb '#d55e00' notitle, $D3 using 1:2 with lines lw 0.8 lc rgb '#d55e00' notitle
$D4 << EOD
1 0 9813469 2236962 3.7
13.3 0 9813469 2236962 3.7
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
set bmargin at screen 0.273185
set tmargin at screen 0.321333
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'Monthly returns, %' at screen 0.018750, screen 0.350963 left front font ':Bold,10' textcolor rgb '#222222'
set ytics ('2024' 0) nomirror scale 0 font ',8.0' textcolor rgb '#606060'
unset grid
set border 0
set xrange [0.5:13.8]
set yrange [0.5:-0.5]
set xtics ('Jan' 1, 'Feb' 2, 'Mar' 3, 'Apr' 4, 'May' 5, 'Jun' 6, 'Jul' 7, 'Aug' 8, 'Sep' 9, 'Oct' 10, 'Nov' 11, 'Dec' 12, 'Year' 13.3) scale 0 font ',8' textcolor rgb '#606060'
plot $D4 using 1:2:($1-0.48):($1+0.48):($2-0.46):($2+0.46):3 with boxxyerror fs solid 1 noborder lc rgb variable notitle, $D4 using 1:2:5:4 with labels font ',8.0' textcolor rgb variable notitle
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
set yrange [0:540]
set label 'a’b `date` "c" _^{} @d ��' at 12.00, 524.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
