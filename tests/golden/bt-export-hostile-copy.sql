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
('d97f54cd437a8b8e364134589bbf71e9','=evil.csv, <img src=x>.csv, 2024-01-01 to 2024-01-16','completed','2024-01-01T00:00:00Z','2024-01-16T00:00:00Z',1000,1054,0,0,15,15,15,15,365,0)
ON CONFLICT DO NOTHING;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_results);
COPY bt_load ("backtest_id", "metric", "group", "unit", "value") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	trades	Trades	count	15
\.
INSERT INTO backtest_results SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_trades);
COPY bt_load ("backtest_id", "n", "id", "symbol", "side", "quantity", "entry_time", "entry_price", "exit_time", "exit_price", "pnl", "return", "commission", "slippage", "bars", "mae", "mfe", "exit_reason", "ambiguous", "tag", "lot") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	1	1	=cmd|'/c calc'!A0	long	1	2024-01-01T00:00:00Z	100	2024-01-02T00:00:00Z	110	10	0.1	0	0	1	-0.01	0.02	signal	false	"quoted", comma	1
d97f54cd437a8b8e364134589bbf71e9	2	2	<script>alert("x")</script>	short	1	2024-01-02T00:00:00Z	100	2024-01-03T00:00:00Z	80	-20	-0.2	0	0	1	-0.01	0.02	signal	false	 padded 	2
d97f54cd437a8b8e364134589bbf71e9	3	3	'; DROP TABLE backtests; --	long	1	2024-01-03T00:00:00Z	100	2024-01-04T00:00:00Z	130	30	0.3	0	0	1	-0.01	0.02	signal	false	&amp; &lt; &#x41;	3
d97f54cd437a8b8e364134589bbf71e9	4	4	`id` $(id) ${HOME}	short	1	2024-01-04T00:00:00Z	100	2024-01-05T00:00:00Z	105	5	0.05	0	0	1	-0.01	0.02	signal	false	@SUM(A1)	4
d97f54cd437a8b8e364134589bbf71e9	5	5	_a_ ^b^ {c} [d](e) #f *g* ~h~ | i	long	1	2024-01-05T00:00:00Z	100	2024-01-06T00:00:00Z	93	-7	-0.07	0	0	1	-0.01	0.02	signal	false	-2	5
d97f54cd437a8b8e364134589bbf71e9	6	6	日本語 株式 é 🙂	short	1	2024-01-06T00:00:00Z	100	2024-01-07T00:00:00Z	110	10	0.1	0	0	1	-0.01	0.02	signal	false	+1+1	6
d97f54cd437a8b8e364134589bbf71e9	7	7	LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL	long	1	2024-01-07T00:00:00Z	100	2024-01-08T00:00:00Z	80	-20	-0.2	0	0	1	-0.01	0.02	signal	false	tab\tnew\nline\rreturn	7
d97f54cd437a8b8e364134589bbf71e9	8	8	\\. \\N \\' back\\slash	short	1	2024-01-08T00:00:00Z	100	2024-01-09T00:00:00Z	130	30	0.3	0	0	1	-0.01	0.02	signal	false	\\. \\N \\' back\\slash	8
d97f54cd437a8b8e364134589bbf71e9	9	9	tab\tnew\nline\rreturn	long	1	2024-01-09T00:00:00Z	100	2024-01-10T00:00:00Z	105	5	0.05	0	0	1	-0.01	0.02	signal	false	LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL	9
d97f54cd437a8b8e364134589bbf71e9	10	10	+1+1	short	1	2024-01-10T00:00:00Z	100	2024-01-11T00:00:00Z	93	-7	-0.07	0	0	1	-0.01	0.02	signal	false	日本語 株式 é 🙂	10
d97f54cd437a8b8e364134589bbf71e9	11	11	-2	long	1	2024-01-11T00:00:00Z	100	2024-01-12T00:00:00Z	110	10	0.1	0	0	1	-0.01	0.02	signal	false	_a_ ^b^ {c} [d](e) #f *g* ~h~ | i	11
d97f54cd437a8b8e364134589bbf71e9	12	12	@SUM(A1)	short	1	2024-01-12T00:00:00Z	100	2024-01-13T00:00:00Z	80	-20	-0.2	0	0	1	-0.01	0.02	signal	false	`id` $(id) ${HOME}	12
d97f54cd437a8b8e364134589bbf71e9	13	13	&amp; &lt; &#x41;	long	1	2024-01-13T00:00:00Z	100	2024-01-14T00:00:00Z	130	30	0.3	0	0	1	-0.01	0.02	signal	false	'; DROP TABLE backtests; --	13
d97f54cd437a8b8e364134589bbf71e9	14	14	 padded 	short	1	2024-01-14T00:00:00Z	100	2024-01-15T00:00:00Z	105	5	0.05	0	0	1	-0.01	0.02	signal	false	<script>alert("x")</script>	14
d97f54cd437a8b8e364134589bbf71e9	15	15	"quoted", comma	long	1	2024-01-15T00:00:00Z	100	2024-01-16T00:00:00Z	93	-7	-0.07	0	0	1	-0.01	0.02	signal	false	=cmd|'/c calc'!A0	15
\.
INSERT INTO backtest_trades SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_equity);
COPY bt_load ("backtest_id", "n", "time", "equity", "drawdown", "exposure", "benchmark") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	1	2024-01-01T00:00:00Z	1000	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	2	2024-01-02T00:00:00Z	1010	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	3	2024-01-03T00:00:00Z	990	-0.01980198019801982	0	\N
d97f54cd437a8b8e364134589bbf71e9	4	2024-01-04T00:00:00Z	1020	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	5	2024-01-05T00:00:00Z	1025	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	6	2024-01-06T00:00:00Z	1018	-0.006829268292682933	0	\N
d97f54cd437a8b8e364134589bbf71e9	7	2024-01-07T00:00:00Z	1028	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	8	2024-01-08T00:00:00Z	1008	-0.01945525291828798	0	\N
d97f54cd437a8b8e364134589bbf71e9	9	2024-01-09T00:00:00Z	1038	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	10	2024-01-10T00:00:00Z	1043	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	11	2024-01-11T00:00:00Z	1036	-0.006711409395973145	0	\N
d97f54cd437a8b8e364134589bbf71e9	12	2024-01-12T00:00:00Z	1046	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	13	2024-01-13T00:00:00Z	1026	-0.019120458891013437	0	\N
d97f54cd437a8b8e364134589bbf71e9	14	2024-01-14T00:00:00Z	1056	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	15	2024-01-15T00:00:00Z	1061	0	0	\N
d97f54cd437a8b8e364134589bbf71e9	16	2024-01-16T00:00:00Z	1054	-0.006597549481621057	0	\N
\.
INSERT INTO backtest_equity SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_monthly);
COPY bt_load ("backtest_id", "year", "month", "return") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	2024	1	0.05400000000000005
\.
INSERT INTO backtest_monthly SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_yearly);
COPY bt_load ("backtest_id", "year", "return") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	2024	0.05400000000000005
\.
INSERT INTO backtest_yearly SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_drawdowns);
COPY bt_load ("backtest_id", "n", "from", "trough", "to", "depth", "bars", "days") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	1	2024-01-02T00:00:00Z	2024-01-03T00:00:00Z	2024-01-04T00:00:00Z	-0.01980198019801982	2	2
d97f54cd437a8b8e364134589bbf71e9	2	2024-01-07T00:00:00Z	2024-01-08T00:00:00Z	2024-01-09T00:00:00Z	-0.01945525291828798	2	2
d97f54cd437a8b8e364134589bbf71e9	3	2024-01-12T00:00:00Z	2024-01-13T00:00:00Z	2024-01-14T00:00:00Z	-0.019120458891013437	2	2
d97f54cd437a8b8e364134589bbf71e9	4	2024-01-05T00:00:00Z	2024-01-06T00:00:00Z	2024-01-07T00:00:00Z	-0.006829268292682933	2	2
d97f54cd437a8b8e364134589bbf71e9	5	2024-01-10T00:00:00Z	2024-01-11T00:00:00Z	2024-01-12T00:00:00Z	-0.006711409395973145	2	2
d97f54cd437a8b8e364134589bbf71e9	6	2024-01-15T00:00:00Z	2024-01-16T00:00:00Z	\N	-0.006597549481621057	1	1
\.
INSERT INTO backtest_drawdowns SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_events);
COPY bt_load ("backtest_id", "n", "time", "symbol", "event", "reason", "limit", "value") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	1	2024-01-02T00:00:00Z	=cmd|'/c calc'!A0	rejected	cash	1	2.5
d97f54cd437a8b8e364134589bbf71e9	2	2024-01-06T00:00:00Z	_a_ ^b^ {c} [d](e) #f *g* ~h~ | i	rejected	cash	1	2.5
d97f54cd437a8b8e364134589bbf71e9	3	2024-01-10T00:00:00Z	tab\tnew\nline\rreturn	rejected	cash	1	2.5
d97f54cd437a8b8e364134589bbf71e9	4	2024-01-14T00:00:00Z	&amp; &lt; &#x41;	rejected	cash	1	2.5
\.
INSERT INTO backtest_events SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_options);
COPY bt_load ("backtest_id", "option", "value") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	strategy	=HYPERLINK("http://x")
d97f54cd437a8b8e364134589bbf71e9	note	</script><b>`'; DROP TABLE x; --
d97f54cd437a8b8e364134589bbf71e9	cash	1000
d97f54cd437a8b8e364134589bbf71e9	list	a=1,b=日本
d97f54cd437a8b8e364134589bbf71e9	long	LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL
\.
INSERT INTO backtest_options SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
CREATE TEMPORARY TABLE bt_load (LIKE backtest_inputs);
COPY bt_load ("backtest_id", "n", "name", "xxh3", "rows", "symbols", "from", "to") FROM stdin;
d97f54cd437a8b8e364134589bbf71e9	1	=evil.csv	00000000000000000000000000000000	10	15	2024-01-01T00:00:00Z	2024-01-16T00:00:00Z
d97f54cd437a8b8e364134589bbf71e9	2	<img src=x>.csv	11111111111111111111111111111111	5	1	2024-01-01T00:00:00Z	2024-01-05T00:00:00Z
\.
INSERT INTO backtest_inputs SELECT * FROM bt_load ON CONFLICT DO NOTHING;
DROP TABLE bt_load;
COMMIT;
