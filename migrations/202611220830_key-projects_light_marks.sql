-- The lights of the dimensions in short, for lists: `progress:green start_missed:red`.
alter table key_projects add column light_marks text not null default '';
