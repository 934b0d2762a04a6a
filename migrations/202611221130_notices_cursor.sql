-- Up to when what happened in a region was read for notices.

create table notice_readings (
  region_code text collate "C" not null,
  read_to timestamptz not null,
  primary key (region_code)
);
alter table notice_readings enable row level security;
alter table notice_readings force row level security;
create policy notice_readings_region on notice_readings using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

-- What happened is read by its time: by the bell's round every minute, and by live screens every second.
create index outbox_events_by_time on outbox_events (region_code, at);
