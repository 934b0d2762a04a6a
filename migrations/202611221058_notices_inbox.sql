-- Notices to people, the ways they leave the product by, what became of each on each way, and the yearly limits of what units are asked for.

create table notices (
  region_code text collate "C" not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  once_key text collate "C" not null,
  group_code text collate "C" not null,
  kind text collate "C" not null,
  words jsonb not null,
  title text not null,
  unit_name text not null,
  due_on date,
  path text not null,
  told_at timestamptz not null,
  read_at timestamptz,
  primary key (region_code, id),
  unique (region_code, person_id, once_key)
);
create index notices_by_person on notices (region_code, person_id, id);
create index notices_unread on notices (region_code, person_id) where read_at is null;
alter table notices enable row level security;
alter table notices force row level security;
create policy notices_region on notices using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table notice_preferences (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  email text not null,
  language text collate "C" not null,
  paces jsonb not null,
  digest_at text collate "C" not null,
  quiet_from text collate "C" not null,
  quiet_to text collate "C" not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, person_id)
);
alter table notice_preferences enable row level security;
alter table notice_preferences force row level security;
create policy notice_preferences_region on notice_preferences using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table notice_channels (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null check (kind in ('mail', 'wecom', 'dingtalk', 'webhook')),
  name text not null,
  is_on boolean not null,
  settings jsonb not null,
  host text not null,
  secret text not null,
  secrets_set jsonb not null,
  last_sent_at timestamptz,
  last_error text not null default '',
  failures int not null default 0,
  rests_until timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id)
);
alter table notice_channels enable row level security;
alter table notice_channels force row level security;
create policy notice_channels_region on notice_channels using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

-- One notice on its way over one channel to one address. What is sent together shares a batch, and keeps it however often it is tried.
create table notice_deliveries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  channel_id text collate "C" not null,
  recipient text collate "C" not null,
  once_key text collate "C" not null,
  group_code text collate "C" not null,
  words jsonb not null,
  title text not null,
  unit_name text not null,
  due_on date,
  path text not null,
  language text collate "C" not null,
  quiet_from text collate "C" not null,
  quiet_to text collate "C" not null,
  state text collate "C" not null check (state in ('waiting', 'sending', 'sent', 'dead', 'dropped')),
  not_before timestamptz not null,
  batch_id text collate "C",
  lease_until timestamptz,
  attempts int not null default 0,
  first_tried_at timestamptz,
  last_error text not null default '',
  sent_at timestamptz,
  created_at timestamptz not null,
  primary key (region_code, id),
  unique (region_code, channel_id, recipient, once_key),
  foreign key (region_code, channel_id) references notice_channels (region_code, id)
);
create index notice_deliveries_open on notice_deliveries (region_code, not_before, id) where state in ('waiting', 'sending');
create index notice_deliveries_by_channel on notice_deliveries (region_code, channel_id, state, id);
alter table notice_deliveries enable row level security;
alter table notice_deliveries force row level security;
create policy notice_deliveries_region on notice_deliveries using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table load_limits (
  region_code text collate "C" not null,
  id text collate "C" not null,
  year int not null,
  kind text collate "C" not null,
  unit_key text collate "C" not null,
  most int not null,
  source text not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, year, kind, unit_key)
);
grant delete on load_limits to clarion_app;
alter table load_limits enable row level security;
alter table load_limits force row level security;
create policy load_limits_region on load_limits using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
