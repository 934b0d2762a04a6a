-- How every project and target stood at the end of a day, so that boards can say what changed since yesterday and last week.

create table overview_days (
  region_code text collate "C" not null,
  day date not null,
  is_opening boolean not null,
  kept_at timestamptz not null,
  projects jsonb,
  targets jsonb,
  primary key (region_code, day)
);

alter table overview_days enable row level security;
alter table overview_days force row level security;
create policy overview_days_region on overview_days using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
