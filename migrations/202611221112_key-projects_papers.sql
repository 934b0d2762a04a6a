-- Papers a stage move is proved by, kept as files, and what stands in the way and comes next in a project as its ledger says it.
create table key_project_papers (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  file_key text collate "C" not null,
  file_name text not null,
  file_type text not null,
  file_size bigint not null,
  file_sm3 text collate "C" not null,
  entered_by text not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_papers_by_project on key_project_papers (region_code, project_id);
alter table key_project_papers enable row level security;
alter table key_project_papers force row level security;
create policy key_project_papers_region on key_project_papers using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_projects add column open_problems text not null default '';
alter table key_projects add column next_steps text not null default '';
