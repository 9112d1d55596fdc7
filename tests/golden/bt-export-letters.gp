set terminal dumb size 79,24 noenhanced mono
set multiplot
$D1 << EOD
1704067200 0
1704153600 0
1704240000 -0.1
1704326400 -0.01
1704412800 0
1704672000 -0.05
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.089581
set rmargin at screen 0.972736
set bmargin at screen 0.062500
set tmargin at screen 0.916667
set border 3
set label 1 'Drawdown' at screen 0.089581, screen 0.972222 left front font ',10' textcolor rgb '#222222'
set xrange [1704067200:1704672000]
set xtics ('1 Jan' 1704067200, '2 Jan' 1704153600, '3 Jan' 1704240000, '4 Jan' 1704326400, '5 Jan' 1704412800, '6 Jan' 1704499200, '7 Jan' 1704585600, '8 Jan' 1704672000) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [-0.110764227642:0]
set ytics ('-11 %%' -0.11, '-10 %%' -0.1, '-9 %%' -0.09, '-8 %%' -0.08, '-7 %%' -0.07, '-6 %%' -0.06, '-5 %%' -0.05, '-4 %%' -0.04, '-3 %%' -0.03, '-2 %%' -0.02, '-1 %%' -0.01, '0 %%' 0) nomirror scale 0 font ',8' textcolor rgb '#606060'
set label 2 '-10.0 % 2024-01-03' at first 1704240000, first -0.1 center offset 0, -0.8 front font ',8' textcolor rgb '#222222' 
plot $D1 using 1:2 with lines lw 0.8 lc rgb '#d55e00' notitle
unset multiplot
