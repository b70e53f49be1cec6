-- The communities that the owner of a custom feed put together, as the source named them with this fetch.
alter table reading add column communities text[];
