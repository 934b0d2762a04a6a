-- A county's table of goals comes in as one act: what an import made is kept to be undone, an indicator an undone import made is withdrawn.

alter table actual_imports
  add column holds text not null default 'figures' check (holds in ('figures', 'goals')),
  add column made jsonb not null default '[]';

alter table indicators add column withdrawn_at timestamptz;
