set terminal pngcairo size 800,400 noenhanced font 'DejaVu Sans,9' fontscale 0.9375 linewidth 1.25 pointscale 2
set multiplot
$D1 << EOD
-0.01 0.0367347 0x0072b2
-0.05 -0.044 0xd55e00
0 0.076 0x0072b2
0 0.0136364 0x0072b2
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.090625
set rmargin at screen 0.468750
set bmargin at screen 0.075000
set tmargin at screen 0.831250
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'Return against worst point (MAE)' at screen 0.018750, screen 0.881250 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [-0.052:0]
set xtics ('-4 %%' -0.04, '-2 %%' -0.02, '0 %%' 0) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [-0.0488:0.0808]
set ytics ('-4 %%' -0.04, '-2 %%' -0.02, '0 %%' 0, '2 %%' 0.02, '4 %%' 0.04, '6 %%' 0.06, '8 %%' 0.08) nomirror scale 0 font ',8' textcolor rgb '#606060'
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back lc rgb '#808080' lw 0.6
plot $D1 using 1:2:3 with points pt 7 ps 0.55 lc rgb variable notitle
$D2 << EOD
0.05 0.0367347 0x0072b2
0.01 -0.044 0xd55e00
0.09 0.076 0x0072b2
0.02 0.0136364 0x0072b2
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.581250
set rmargin at screen 0.959375
set bmargin at screen 0.075000
set tmargin at screen 0.831250
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'Return against best point (MFE)' at screen 0.509375, screen 0.881250 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [0:0.0936]
set xtics ('0 %%' 0, '5 %%' 0.05) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [-0.0488:0.0808]
set ytics ('-4 %%' -0.04, '-2 %%' -0.02, '0 %%' 0, '2 %%' 0.02, '4 %%' 0.04, '6 %%' 0.06, '8 %%' 0.08) nomirror scale 0 font ',8' textcolor rgb '#606060'
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back lc rgb '#808080' lw 0.6
plot $D2 using 1:2:3 with points pt 7 ps 0.55 lc rgb variable notitle
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
set yrange [0:320]
set label 'A, B, 2024-01-01 to 2024-01-09' at 12.00, 304.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
