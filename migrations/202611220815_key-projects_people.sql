-- Who answers for a project, works on it and is asked about it, each from a day to a day.

create table key_project_people (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  role text collate "C" not null check (
    role in (
      'sponsor', 'co_sponsor', 'lead_unit', 'helping_unit', 'task_force', 'task_force_member', 'responsible', 'service_officer',
      'enterprise_contact'
    )
  ),
  post_id text collate "C",
  unit_id text collate "C",
  person_name text not null,
  phone text not null,
  from_on date,
  to_on date,
  reason text not null,
  erased_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_people_by_project on key_project_people (region_code, project_id, id);
create index key_project_people_by_post on key_project_people (region_code, post_id) where to_on is null and post_id is not null;
create index key_project_people_by_end on key_project_people (region_code, to_on) where erased_at is null;

alter table key_project_people enable row level security;
alter table key_project_people force row level security;
create policy key_project_people_region on key_project_people using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
