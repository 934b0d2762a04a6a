-- The last archive of a year: when, by whom, and the digests of its manifest, which vouch for every file in it.

alter table target_years
  add column archived_at timestamptz,
  add column archived_by text,
  add column archive_sha256 text,
  add column archive_sm3 text;
