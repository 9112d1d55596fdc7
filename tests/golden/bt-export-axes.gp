set terminal pngcairo size 1600,900 noenhanced font 'DejaVu Sans,9' fontscale 1.875 linewidth 2.5 pointscale 2
set multiplot
$D1 << EOD
0 0 0.349491822
1 0 0.349491822

0 1 0.0989367982
1 1 0.0989367982
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
set label 1 'sharpe by intrabar (across) and slow (back), best over the others' at screen 0.018750, screen 0.894444 left front font ':Bold,10' textcolor rgb '#222222'
set xtics ('worst' 0, 'best' 1) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set ytics ('20' 0, '50' 1) nomirror scale 0.4 font ',8' textcolor rgb '#606060'
set lmargin -1
set rmargin -1
set tmargin -1
set bmargin -1
set origin 0.018750,0.016667
set size 0.962500,0.828000
unset grid
set border 31 lc rgb '#808080' lw 0.6
set ztics auto scale 0.4 font ',8' textcolor rgb '#606060'
set ticslevel 0
set view 52,325,1.05,1.1
unset colorbox
set cbrange [0.0989367982:0.349491822]
set palette positive defined (0 '#440154', 1 '#402a70', 2 '#3b528b', 3 '#2e728c', 4 '#21918c', 5 '#40ad77', 6 '#5ec962', 7 '#aed844', 8 '#fde725')
splot $D1 using 1:2:3 with pm3d notitle
unset ztics
set origin 0,0
set size 1,1
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
set label 'sharpe by fast, slow, intrabar: sp500-2000.csv' at 12.00, 344.00 left front font ':Bold,12' textcolor rgb '#222222'
plot -1 notitle
unset multiplot
