-- The brief (`next_brief_at`) of a chat for which titles that are no longer stored were asked for again.
alter table chat add column titles_for timestamptz;
