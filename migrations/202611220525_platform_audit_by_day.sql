-- The trail is read newest first and by day.
create index audit_entries_by_day on audit_entries (region_code, at, id);
