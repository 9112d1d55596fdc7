set terminal pngcairo size 1600,900 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
5 0.355792
10 -0.0691836
EOD
$D2 << EOD
5 0.355791712
10 -0.0691835886
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.090625
set rmargin at screen 0.462500
set bmargin at screen 0.066667
set tmargin at screen 0.827778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'sharpe by fast' at screen 0.018750, screen 0.872222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [4.8:10.2]
set xtics ('5' 5, '6' 6, '7' 7, '8' 8, '9' 9, '10' 10) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [-0.0861826006124:0.372790723639]
set ytics ('-0.05' -0.05, '0.00' 0, '0.05' 0.05, '0.10' 0.1, '0.15' 0.15, '0.20' 0.2, '0.25' 0.25, '0.30' 0.3, '0.35' 0.35) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D1 using 1:2 with points pt 7 ps 0.35 lc rgb '#0072b2' notitle
$D3 << EOD
0 0.355792
1 0.355792
0 -0.0691836
1 -0.0691836
EOD
$D4 << EOD
0 0.143304062
1 0.143304062
EOD
unset label
unset object
unset arrow
unset key
unset xtics
unset ytics
set autoscale
set lmargin at screen 0.571875
set rmargin at screen 0.943750
set bmargin at screen 0.066667
set tmargin at screen 0.827778
set border 1 lc rgb '#808080' lw 0.6
set grid ytics lt 1 lc rgb '#e4e4e4' lw 0.5
set label 1 'sharpe by intrabar' at screen 0.500000, screen 0.872222 left front font ':Bold,10' textcolor rgb '#222222'
set xrange [-0.5:1.5]
set xtics ('worst' 0, 'best' 1) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [-0.0861826006124:0.372790723639]
set ytics ('-0.05' -0.05, '0.00' 0, '0.05' 0.05, '0.10' 0.1, '0.15' 0.15, '0.20' 0.2, '0.25' 0.25, '0.30' 0.3, '0.35' 0.35) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D3 using 1:2 with points pt 7 ps 0.35 lc rgb '#0072b2' notitle
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
set label 'sharpe by fast, intrabar: sp500-2000.csv' at 12.00, 344.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
