-- Postgres's own counts of statements, from which suggestions name slow ones. They need a library that RDS loads in
-- each database and other servers may not; whoever reads them does without where they are missing.
do $$
begin
    create extension if not exists pg_stat_statements;
exception
    when insufficient_privilege or undefined_file or feature_not_supported then
        raise notice 'statements are not counted: %', sqlerrm;
end
$$;
