-- What is promised at a stop while the tour is there; with a day it is a promise of the ledger too.

alter table contest_stops add column made_promise text not null default '';
alter table contest_stops add column promise_id text collate "C";
