set terminal pngcairo size 1600,900 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
0 0 0 0 0 0
1 -0.044 -0.044 0.0367346939 0.076 0.076
2 -0.086064 -0.00888163265 0.028656 0.115526531 0.157776
3 -0.0524908408 0.0275267972 0.0664433633 0.106833856 0.200306547
4 -0.0615895997 0.0195198553 0.0652726795 0.147493059 0.291529845
5 -0.0609062691 0.011575307 0.0970033643 0.189645865 0.341509414
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
set label 1 'Return of 100 paths' at screen 0.018750, screen 0.894444 left front font ':Bold,10' textcolor rgb '#222222'
set key at screen 0.959375, screen 0.894444 right center horizontal maxrows 1 reverse Left samplen 1.6 width 0 font ',8' textcolor rgb '#606060'
set xrange [0:5.2]
set xtics ('0' 0, '1' 1, '2' 2, '3' 3, '4' 4, '5' 5) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [-0.103166936549:0.358612350262]
set ytics ('-10 %%' -0.1, '-5 %%' -0.05, '0 %%' 0, '5 %%' 0.05, '10 %%' 0.1, '15 %%' 0.15, '20 %%' 0.2, '25 %%' 0.25, '30 %%' 0.3, '35 %%' 0.35) nomirror scale 0 font ',8' textcolor rgb '#606060'
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back lc rgb '#808080' lw 0.6
plot $D1 using 1:2:6 with filledcurves fs solid 0.18 noborder lc rgb '#0072b2' title '5 to 95 %', $D1 using 1:3:5 with filledcurves fs solid 0.35 noborder lc rgb '#0072b2' title '25 to 75 %', $D1 using 1:4 with lines lw 1.6 lc rgb '#0072b2' title 'median'
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
