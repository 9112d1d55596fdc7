set terminal pngcairo size 1600,900 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
EOD
$D2 << EOD
EOD
$D3 << EOD
EOD
$D4 << EOD
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
set label 1 'Price of sp500-2000' at screen 0.018750, screen 0.894444 left front font ':Bold,10' textcolor rgb '#222222'
set key at screen 0.959375, screen 0.894444 right center horizontal maxrows 1 reverse Left samplen 1.6 width 0 font ',8' textcolor rgb '#606060'
set xrange [946857600:978048000]
set xtics ('Mar 2000' 951868800, 'May 2000' 957139200, 'Jul 2000' 962409600, 'Sep 2000' 967766400, 'Nov 2000' 973036800) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [1242.11794404:1564.82199696]
set ytics ('1250' 1250, '1300' 1300, '1350' 1350, '1400' 1400, '1450' 1450, '1500' 1500, '1550' 1550) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D1 using 1:2 with lines lw 1 lc rgb '#0072b2' title 'close', $D2 using 1:2:3 with points pt 9 ps 0.80 lc rgb variable title 'long', $D4 using 1:2:3 with points pt 7 ps 0.80 lc rgb variable title 'exit, by result'
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
set label 'sp500-2000, 2000-01-03 to 2000-12-29' at 12.00, 344.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
