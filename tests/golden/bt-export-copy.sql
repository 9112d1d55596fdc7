\set ON_ERROR_STOP on
BEGIN;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
CREATE TABLE IF NOT EXISTS backtests (
	"id" text PRIMARY KEY,
	"title" text,
	"status" text,
	"from" timestamp with time zone,
	"to" timestamp with time zone,
	"first_equity" numeric(20,8),
	"last_equity" numeric(20,8),
	"commission" numeric(20,8),
	"slippage" numeric(20,8),
	"bars" bigint,
	"symbols" bigint,
	"signals" bigint,
	"trades" bigint,
	"periods_per_year" double precision,
	"risk_free" double precision
);
CREATE TABLE IF NOT EXISTS backtest_results (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"metric" text,
	"group" text,
	"unit" text,
	"value" double precision,
	PRIMARY KEY ("backtest_id", "metric")
);
CREATE TABLE IF NOT EXISTS backtest_trades (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"n" bigint NOT NULL,
	"id" bigint,
	"symbol" text,
	"side" text,
	"quantity" numeric(20,8),
	"entry_time" timestamp with time zone,
	"entry_price" numeric(20,8),
	"exit_time" timestamp with time zone,
	"exit_price" numeric(20,8),
	"pnl" numeric(20,8),
	"return" double precision,
	"commission" numeric(20,8),
	"slippage" numeric(20,8),
	"bars" bigint,
	"mae" double precision,
	"mfe" double precision,
	"exit_reason" text,
	"ambiguous" boolean,
	"tag" text,
	"lot" bigint,
	PRIMARY KEY ("backtest_id", "n")
);
CREATE TABLE IF NOT EXISTS backtest_equity (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"n" bigint NOT NULL,
	"time" timestamp with time zone,
	"equity" numeric(20,8),
	"drawdown" double precision,
	"exposure" double precision,
	"benchmark" numeric(20,8),
	PRIMARY KEY ("backtest_id", "n")
);
CREATE TABLE IF NOT EXISTS backtest_monthly (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"year" bigint,
	"month" bigint,
	"return" double precision,
	PRIMARY KEY ("backtest_id", "year", "month")
);
CREATE TABLE IF NOT EXISTS backtest_yearly (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"year" bigint,
	"return" double precision,
	PRIMARY KEY ("backtest_id", "year")
);
CREATE TABLE IF NOT EXISTS backtest_drawdowns (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"n" bigint NOT NULL,
	"from" timestamp with time zone,
	"trough" timestamp with time zone,
	"to" timestamp with time zone,
	"depth" double precision,
	"bars" bigint,
	"days" double precision,
	PRIMARY KEY ("backtest_id", "n")
);
CREATE TABLE IF NOT EXISTS backtest_events (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"n" bigint NOT NULL,
	"time" timestamp with time zone,
	"symbol" text,
	"event" text,
	"reason" text,
	"limit" double precision,
	"value" double precision,
	PRIMARY KEY ("backtest_id", "n")
);
CREATE TABLE IF NOT EXISTS backtest_options (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"option" text,
	"value" text,
	PRIMARY KEY ("backtest_id", "option")
);
CREATE TABLE IF NOT EXISTS backtest_inputs (
	"backtest_id" text NOT NULL REFERENCES backtests ("id"),
	"n" bigint NOT NULL,
	"name" text,
	"xxh3" text,
	"rows" bigint,
	"symbols" bigint,
	"from" timestamp with time zone,
	"to" timestamp with time zone,
	PRIMARY KEY ("backtest_id", "n")
);
INSERT INTO backtests ("id", "title", "status", "from", "to", "first_equity", "last_equity", "commission", "slippage", "bars", "symbols", "signals", "trades", "periods_per_year", "risk_free") VALUES
('733ac467a3b0b38d0ad64d4cbac480ba','A, B, 2024-01-01 to 2024-01-09','completed','2024-01-01T00:00:00Z','2024-01-09T00:00:00Z',1000,1037,7,1,14,2,4,3,252,0)
ON CONFLICT DO NOTHING;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_results);
COPY bt_load ("backtest_id", "metric", "group", "unit", "value") FROM stdin;
733ac467a3b0b38d0ad64d4cbac480ba	total_return	Returns	fraction	0.03699999999999992
733ac467a3b0b38d0ad64d4cbac480ba	sharpe	Ratios	ratio	5.426998993610551
733ac467a3b0b38d0ad64d4cbac480ba	kelly	Trades	fraction	0.4047619047619047
\.
INSERT INTO backtest_results SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_trades);
COPY bt_load ("backtest_id", "n", "id", "symbol", "side", "quantity", "entry_time", "entry_price", "exit_time", "exit_price", "pnl", "return", "commission", "slippage", "bars", "mae", "mfe", "exit_reason", "ambiguous", "tag", "lot") FROM stdin;
733ac467a3b0b38d0ad64d4cbac480ba	1	1	A	long	10	2024-01-02T00:00:00Z	49	2024-01-03T00:00:00Z	51	18	0.036734693877551	2	0.5	1	-0.01	0.05	signal	false	\N	1
733ac467a3b0b38d0ad64d4cbac480ba	2	2	A	short	10	2024-01-04T00:00:00Z	50	2024-01-05T00:00:00Z	52	-22	-0.044	2	0.5	1	-0.05	0.01	stop_loss	true	\N	2
733ac467a3b0b38d0ad64d4cbac480ba	3	3	B	long	5	2024-01-05T00:00:00Z	100	2024-01-08T00:00:00Z	108	38	0.076	2	0	1	0	0.09	take_profit	false	b	3
733ac467a3b0b38d0ad64d4cbac480ba	4	4	A	long	4	2024-01-08T00:00:00Z	55	\N	56	3	0.0136363636363636	1	0	1	0	0.02	\N	false	\N	4
\.
INSERT INTO backtest_trades SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_equity);
COPY bt_load ("backtest_id", "n", "time", "equity", "drawdown", "exposure", "benchmark") FROM stdin;
733ac467a3b0b38d0ad64d4cbac480ba	1	2024-01-01T00:00:00Z	1000	0	0	\N
733ac467a3b0b38d0ad64d4cbac480ba	2	2024-01-02T00:00:00Z	1010	0	0.49504950495049505	\N
733ac467a3b0b38d0ad64d4cbac480ba	3	2024-01-03T00:00:00Z	1018	0	0	\N
733ac467a3b0b38d0ad64d4cbac480ba	4	2024-01-04T00:00:00Z	1010	-0.007858546168958758	0.5	\N
733ac467a3b0b38d0ad64d4cbac480ba	5	2024-01-05T00:00:00Z	996	-0.0216110019646365	0	\N
733ac467a3b0b38d0ad64d4cbac480ba	6	2024-01-08T00:00:00Z	1034	0	0	\N
733ac467a3b0b38d0ad64d4cbac480ba	7	2024-01-09T00:00:00Z	1037	0	0.21600771456123433	\N
\.
INSERT INTO backtest_equity SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_monthly);
COPY bt_load ("backtest_id", "year", "month", "return") FROM stdin;
733ac467a3b0b38d0ad64d4cbac480ba	2024	1	0.03699999999999992
\.
INSERT INTO backtest_monthly SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_yearly);
COPY bt_load ("backtest_id", "year", "return") FROM stdin;
733ac467a3b0b38d0ad64d4cbac480ba	2024	0.03699999999999992
\.
INSERT INTO backtest_yearly SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_drawdowns);
COPY bt_load ("backtest_id", "n", "from", "trough", "to", "depth", "bars", "days") FROM stdin;
733ac467a3b0b38d0ad64d4cbac480ba	1	2024-01-03T00:00:00Z	2024-01-05T00:00:00Z	2024-01-08T00:00:00Z	-0.0216110019646365	3	5
\.
INSERT INTO backtest_drawdowns SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
COMMIT;
