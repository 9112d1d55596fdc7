set terminal pngcairo size 1600,900 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
-0.13 1 0.02
-0.11 3 0.02
-0.09 0 0.02
-0.07 6 0.02
-0.05 0 0.02
-0.03 11 0.02
-0.01 0 0.02
0.01 9 0.02
0.03 0 0.02
0.05 15 0.02
0.07 0 0.02
0.09 14 0.02
0.11 0 0.02
0.13 3 0.02
0.15 11 0.02
0.17 0 0.02
0.19 9 0.02
0.21 0 0.02
0.23 5 0.02
0.25 0 0.02
0.27 0 0.02
0.29 5 0.02
0.31 0 0.02
0.33 3 0.02
0.35 0 0.02
0.37 0 0.02
0.39 5 0.02
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.090625
set rmargin at screen 0.302083
set bmargin at screen 0.516667
set tmargin at screen 0.827778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'final return' at screen 0.018750, screen 0.872222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [-0.1616:0.4216]
set xtics ('0 %%' 0, '20 %%' 0.2, '40 %%' 0.4) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [0:15.6]
set ytics ('0' 0, '5' 5, '10' 10, '15' 15) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D1 using 1:2:($3 * 0.92) with boxes fs solid 0.75 noborder lc rgb '#0072b2' notitle
$D2 << EOD
-250 21 500
250 66 500
750 1 500
1250 4 500
1750 0 500
2250 0 500
2750 3 500
3250 0 500
3750 0 500
4250 0 500
4750 0 500
5250 0 500
5750 0 500
6250 0 500
6750 0 500
7250 0 500
7750 0 500
8250 5 500
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.411458
set rmargin at screen 0.622917
set bmargin at screen 0.516667
set tmargin at screen 0.827778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'cagr' at screen 0.339583, screen 0.872222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [-860:8860]
set xtics ('0 %%' 0, '500000 %%' 5000) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [0:68.64]
set ytics ('0' 0, '20' 20, '40' 40, '60' 60) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D2 using 1:2:($3 * 0.92) with boxes fs solid 0.75 noborder lc rgb '#0072b2' notitle
$D3 << EOD
-0.1325 1 0.005
-0.1275 11 0.005
-0.1225 0 0.005
-0.1175 0 0.005
-0.1125 0 0.005
-0.1075 0 0.005
-0.1025 1 0.005
-0.0975 0 0.005
-0.0925 5 0.005
-0.0875 18 0.005
-0.0825 0 0.005
-0.0775 0 0.005
-0.0725 0 0.005
-0.0675 0 0.005
-0.0625 0 0.005
-0.0575 0 0.005
-0.0525 8 0.005
-0.0475 0 0.005
-0.0425 44 0.005
-0.0375 0 0.005
-0.0325 0 0.005
-0.0275 0 0.005
-0.0225 0 0.005
-0.0175 0 0.005
-0.0125 0 0.005
-0.0075 0 0.005
-0.0025 0 0.005
0.0025 12 0.005
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.732292
set rmargin at screen 0.943750
set bmargin at screen 0.516667
set tmargin at screen 0.827778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'max drawdown' at screen 0.660417, screen 0.872222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [-0.1406:0.0106]
set xtics ('-10 %%' -0.1, '-5 %%' -0.05, '0 %%' 0) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [0:45.76]
set ytics ('0' 0, '20' 20, '40' 40) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D3 using 1:2:($3 * 0.92) with boxes fs solid 0.75 noborder lc rgb '#0072b2' notitle
$D4 << EOD
0.1 12 0.2
0.3 0 0.2
0.5 0 0.2
0.7 0 0.2
0.9 0 0.2
1.1 6 0.2
1.3 0 0.2
1.5 0 0.2
1.7 0 0.2
1.9 0 0.2
2.1 27 0.2
2.3 0 0.2
2.5 0 0.2
2.7 0 0.2
2.9 0 0.2
3.1 33 0.2
3.3 0 0.2
3.5 0 0.2
3.7 0 0.2
3.9 0 0.2
4.1 13 0.2
4.3 0 0.2
4.5 0 0.2
4.7 0 0.2
4.9 0 0.2
5.1 9 0.2
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.090625
set rmargin at screen 0.302083
set bmargin at screen 0.066667
set tmargin at screen 0.377778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'longest drawdown' at screen 0.018750, screen 0.422222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [0:5.408]
set xtics ('0' 0, '2' 2, '4' 4) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [0:34.32]
set ytics ('0' 0, '10' 10, '20' 20, '30' 30) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D4 using 1:2:($3 * 0.92) with boxes fs solid 0.75 noborder lc rgb '#0072b2' notitle
$D5 << EOD
0.05 12 0.1
0.15 0 0.1
0.25 0 0.1
0.35 0 0.1
0.45 0 0.1
0.55 0 0.1
0.65 0 0.1
0.75 0 0.1
0.85 0 0.1
0.95 0 0.1
1.05 21 0.1
1.15 0 0.1
1.25 0 0.1
1.35 0 0.1
1.45 0 0.1
1.55 0 0.1
1.65 0 0.1
1.75 0 0.1
1.85 0 0.1
1.95 0 0.1
2.05 22 0.1
2.15 0 0.1
2.25 0 0.1
2.35 0 0.1
2.45 0 0.1
2.55 0 0.1
2.65 0 0.1
2.75 0 0.1
2.85 0 0.1
2.95 0 0.1
3.05 1 0.1
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.411458
set rmargin at screen 0.622917
set bmargin at screen 0.066667
set tmargin at screen 0.377778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'recovery' at screen 0.339583, screen 0.422222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [0:3.224]
set xtics ('0' 0, '2' 2) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [0:22.88]
set ytics ('0' 0, '10' 10, '20' 20) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D5 using 1:2:($3 * 0.92) with boxes fs solid 0.75 noborder lc rgb '#0072b2' notitle
$D6 << EOD
-9 1 2
-7 0 2
-5 3 2
-3 6 2
-1 11 2
1 9 2
3 29 2
5 3 2
7 11 2
9 14 2
11 1 2
13 0 2
15 0 2
17 0 2
19 0 2
21 0 2
23 0 2
25 0 2
27 0 2
29 4 2
31 0 2
33 3 2
35 0 2
37 0 2
39 0 2
41 0 2
43 0 2
45 5 2
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.732292
set rmargin at screen 0.943750
set bmargin at screen 0.066667
set tmargin at screen 0.377778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'sharpe' at screen 0.660417, screen 0.422222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [-12.24:48.24]
set xtics ('0' 0, '20' 20, '40' 40) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [0:30.16]
set ytics ('0' 0, '10' 10, '20' 20, '30' 30) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D6 using 1:2:($3 * 0.92) with boxes fs solid 0.75 noborder lc rgb '#0072b2' notitle
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
set label 'stdin' at 12.00, 344.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
