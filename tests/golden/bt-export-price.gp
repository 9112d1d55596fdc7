set terminal pngcairo size 1600,900 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
1704067200 100 99 102 101 0x0072b2
1704153600 102 101 104 103 0x0072b2
1704240000 103 95 108 104 0x0072b2
1704326400 104 103 106 105 0x0072b2
1704412800 106 104 107 105 0xd55e00
1704672000 104 101 105 102 0xd55e00
1704758400 102 98 103 99 0xd55e00
1704844800 98 97 100 99 0x0072b2
1704931200 99 98 100 99 0x0072b2
1705017600 100 99 103 102 0x0072b2
EOD
$D2 << EOD
1704153600 102 0x222222
1705017600 100 0x222222
EOD
$D3 << EOD
1704672000 104 0x222222
EOD
$D4 << EOD
1704412800 106 0x009e73
1704844800 98 0x009e73
1705017600 102 0x009e73
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
set label 1 'Price of AAA' at screen 0.018750, screen 0.894444 left front font ':Bold,10' textcolor rgb '#222222'
set key at screen 0.959375, screen 0.894444 right center horizontal maxrows 1 reverse Left samplen 1.6 width 0 font ',8' textcolor rgb '#606060'
set xrange [1704067200:1705017600]
set xtics ('1 Jan' 1704067200, '2 Jan' 1704153600, '3 Jan' 1704240000, '4 Jan' 1704326400, '5 Jan' 1704412800, '6 Jan' 1704499200, '7 Jan' 1704585600, '8 Jan' 1704672000, '9 Jan' 1704758400, '10 Jan' 1704844800, '11 Jan' 1704931200, '12 Jan' 1705017600) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set yrange [94.48:108.52]
set ytics ('96' 96, '98' 98, '100' 100, '102' 102, '104' 104, '106' 106, '108' 108) nomirror scale 0 font ',8' textcolor rgb '#606060'
plot $D1 using 1:2:3:4:5:6 with candlesticks lw 0.8 lc rgb variable notitle, $D2 using 1:2:3 with points pt 9 ps 0.80 lc rgb variable title 'long', $D3 using 1:2:3 with points pt 11 ps 0.80 lc rgb variable title 'short', $D4 using 1:2:3 with points pt 7 ps 0.80 lc rgb variable title 'exit, by result'
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
set label 'AAA, BBB, 2024-01-01 to 2024-01-12' at 12.00, 344.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
