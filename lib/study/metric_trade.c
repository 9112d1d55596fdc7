/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/study/metric_rows.h"

/* Closed trades; lib/study/tradestat says what a win is. */

#define FIELD(name, field) \
	static double name(const struct bt_study *s) \
	{ \
		return (double)s->field; \
	}

FIELD(trades, trades.n)
FIELD(long_trades, trades.longs)
FIELD(short_trades, trades.shorts)
FIELD(open_trades, open_trades)
FIELD(ambiguous_trades, trades.ambiguous)
FIELD(max_bars, trades.max_bars)
FIELD(win_streak, trades.win_streak)
FIELD(loss_streak, trades.loss_streak)
FIELD(expectancy, trades.mean_pnl)
FIELD(avg_trade, trades.mean_ret)
FIELD(avg_win, trades.mean_win)
FIELD(avg_loss, trades.mean_loss)
FIELD(best_trade, trades.best)
FIELD(worst_trade, trades.worst)
FIELD(avg_bars, trades.mean_bars)
FIELD(avg_mae, trades.mean_mae)
FIELD(avg_mfe, trades.mean_mfe)

static double
win_rate(const struct bt_study *s)
{
	return (double)s->trades.wins / (double)s->trades.n;
}

static double
profit_factor(const struct bt_study *s)
{
	return s->trades.profit / -s->trades.loss;
}

static double
payoff(const struct bt_study *s)
{
	return (s->trades.profit / (double)s->trades.wins) /
	    (-s->trades.loss / (double)s->trades.losses);
}

static double
sqn(const struct bt_study *s)
{
	return sqrt((double)s->trades.n) * s->trades.mean_pnl /
	    s->trades.sd_pnl;
}

static double
kelly(const struct bt_study *s)
{
	double w = win_rate(s);

	return w - (1.0 - w) / payoff(s);
}

#define NEEDS (BT_NEEDS_TRADES | BT_NEEDS_A_TRADE)
#define COUNT(metric, label, what) \
	{ .name = #metric, .title = label, .unit = BT_UNIT_COUNT, \
	    .needs = BT_NEEDS_TRADES, .value = metric, .help = what

const struct bt_metric bt_metrics_trade[] = {
	COUNT(trades, "Trades", "closed trades"),
	    .formula = "count of closed lots",
	    .source = "backtesting.py # Trades, vectorbt Total Closed Trades",
	    .others = "a position closed in two lots is two trades here" },
	COUNT(long_trades, "Long trades", "closed trades on the long side"),
	    .formula = "count of side = long",
	    .source = "backtrader TradeAnalyzer long" },
	COUNT(short_trades, "Short trades",
	    "closed trades on the short side"),
	    .formula = "count of side = short",
	    .source = "backtrader TradeAnalyzer short" },
	{ .name = "open_trades", .title = "Open trades",
	    .unit = BT_UNIT_COUNT, .needs = BT_NEEDS_TRADES | BT_NEEDS_WHOLE,
	    .value = open_trades,
	    .help = "trades still open at the end",
	    .formula = "open_trades of the summary",
	    .source = "vectorbt Total Open Trades" },
	COUNT(ambiguous_trades, "Ambiguous trades",
	    "trades that rest on the assumed order inside a bar"),
	    .formula = "count of ambiguous = true",
	    .source = "ours; see bt-execution(7)" },
	{ .name = "win_rate", .title = "Win rate",
	    .unit = BT_UNIT_FRACTION, .needs = NEEDS, .value = win_rate,
	    .help = "share of the trades that made money",
	    .formula = "count of pnl > 0 / trades",
	    .source = "backtesting.py Win Rate, vectorbt win_rate",
	    .others = "backtrader counts pnl = 0 as a win; jesse leaves it "
	    "out; quantstats win_rate is of days" },
	{ .name = "profit_factor", .title = "Profit factor",
	    .unit = BT_UNIT_RATIO, .needs = NEEDS, .value = profit_factor,
	    .help = "money won by money lost",
	    .formula = "sum of pnl > 0 / |sum of pnl < 0|",
	    .undefined = "no losing trade",
	    .source = "vectorbt profit_factor, freqtrade, LEAN",
	    .others = "backtesting.py sums returns instead of money; "
	    "quantstats returns of days; LEAN gives 10 without losses" },
	{ .name = "expectancy", .title = "Expectancy",
	    .unit = BT_UNIT_MONEY, .needs = NEEDS, .value = expectancy,
	    .help = "mean profit of a trade",
	    .formula = "sum of pnl / trades",
	    .source = "vectorbt expectancy, freqtrade expectancy",
	    .others = "backtesting.py gives the mean return (our avg_trade); "
	    "LEAN a ratio" },
	{ .name = "payoff", .title = "Payoff ratio",
	    .unit = BT_UNIT_RATIO, .needs = NEEDS, .value = payoff,
	    .help = "mean win by the size of the mean loss, in money",
	    .formula = "mean of pnl > 0 / |mean of pnl < 0|",
	    .undefined = "no winning or no losing trade",
	    .source = "jesse ratio_avg_win_loss",
	    .others = "quantstats payoff_ratio is of days" },
	{ .name = "sqn", .title = "SQN",
	    .unit = BT_UNIT_RATIO, .needs = NEEDS, .value = sqn,
	    .help = "system quality number: how surely the mean trade wins",
	    .formula = "sqrt(trades) * mean(pnl) / sd(pnl) with n - 1",
	    .undefined = "fewer than two trades, or their pnl does not vary",
	    .source = "Tharp; backtesting.py SQN, vectorbt sqn",
	    .others = "backtrader divides by n; Tharp caps trades at 100" },
	{ .name = "kelly", .title = "Kelly criterion",
	    .unit = BT_UNIT_FRACTION, .needs = NEEDS, .value = kelly,
	    .help = "share of the account to risk, were the trades bets",
	    .formula = "win_rate - (1 - win_rate) / payoff",
	    .undefined = "no winning or no losing trade",
	    .source = "Kelly, Bell System Technical Journal 35 (1956); "
	    "backtesting.py Kelly Criterion",
	    .others = "quantstats takes days for trades; PerformanceAnalytics "
	    "mean(r) / variance(r), halved" },
	{ .name = "avg_trade", .title = "Average trade",
	    .unit = BT_UNIT_FRACTION, .needs = NEEDS, .value = avg_trade,
	    .help = "mean return of a trade",
	    .formula = "mean of return",
	    .undefined = "trades without a return",
	    .source = "backtesting.py Expectancy, vectorbt Avg Trade",
	    .others = "backtesting.py Avg. Trade is the geometric mean" },
	{ .name = "avg_win", .title = "Average win",
	    .unit = BT_UNIT_FRACTION, .needs = NEEDS, .value = avg_win,
	    .help = "mean return of the winning trades",
	    .formula = "mean of return where pnl > 0",
	    .undefined = "no winning trade",
	    .source = "vectorbt Avg Winning Trade" },
	{ .name = "avg_loss", .title = "Average loss",
	    .unit = BT_UNIT_FRACTION, .needs = NEEDS, .value = avg_loss,
	    .help = "mean return of the losing trades",
	    .formula = "mean of return where pnl < 0",
	    .undefined = "no losing trade",
	    .source = "vectorbt Avg Losing Trade" },
	{ .name = "best_trade", .title = "Best trade",
	    .unit = BT_UNIT_FRACTION, .needs = NEEDS, .value = best_trade,
	    .help = "the largest return of a trade",
	    .formula = "max of return",
	    .undefined = "trades without a return",
	    .source = "backtesting.py Best Trade, vectorbt Best Trade" },
	{ .name = "worst_trade", .title = "Worst trade",
	    .unit = BT_UNIT_FRACTION, .needs = NEEDS, .value = worst_trade,
	    .help = "the smallest return of a trade",
	    .formula = "min of return",
	    .undefined = "trades without a return",
	    .source = "backtesting.py Worst Trade, vectorbt Worst Trade" },
	{ .name = "avg_bars", .title = "Average holding",
	    .unit = BT_UNIT_BARS, .needs = NEEDS, .value = avg_bars,
	    .help = "mean number of bars from entry to exit",
	    .formula = "mean of bars",
	    .source = "backtrader TradeAnalyzer len average",
	    .others = "backtesting.py and vectorbt give calendar time" },
	{ .name = "max_bars", .title = "Longest holding",
	    .unit = BT_UNIT_BARS, .needs = NEEDS, .value = max_bars,
	    .help = "most bars from entry to exit",
	    .formula = "max of bars",
	    .source = "backtrader TradeAnalyzer len max" },
	{ .name = "win_streak", .title = "Longest win streak",
	    .unit = BT_UNIT_COUNT, .needs = NEEDS, .value = win_streak,
	    .help = "most winning trades in a row, by exit",
	    .formula = "longest run of pnl > 0; 0 ends it",
	    .source = "backtrader TradeAnalyzer streak won longest",
	    .others = "quantstats consecutive_wins is of days" },
	{ .name = "loss_streak", .title = "Longest loss streak",
	    .unit = BT_UNIT_COUNT, .needs = NEEDS, .value = loss_streak,
	    .help = "most losing trades in a row, by exit",
	    .formula = "longest run of pnl < 0; 0 ends it",
	    .source = "backtrader TradeAnalyzer streak lost longest",
	    .others = "quantstats consecutive_losses is of days" },
	{ .name = "avg_mae", .title = "Average MAE",
	    .unit = BT_UNIT_FRACTION,
	    .needs = NEEDS | BT_NEEDS_EXCURSIONS, .value = avg_mae,
	    .help = "mean of the worst moments of the trades",
	    .formula = "mean of mae, as fractions of the entry price",
	    .undefined = "trades without mae",
	    .source = "Sweeney, Maximum Adverse Excursion (1997)" },
	{ .name = "avg_mfe", .title = "Average MFE",
	    .unit = BT_UNIT_FRACTION,
	    .needs = NEEDS | BT_NEEDS_EXCURSIONS, .value = avg_mfe,
	    .help = "mean of the best moments of the trades",
	    .formula = "mean of mfe, as fractions of the entry price",
	    .undefined = "trades without mfe",
	    .source = "Sweeney, Maximum Adverse Excursion (1997)" },
	BT_METRIC_END
};
