-- The communities that the owner of a custom feed put together, as the source named them with this fetch.
alter table reading add column communities text[];

-- How many messages a brief took: so long those wait whose briefs are due with it.
alter table brief add column messages smallint;
