-- The functions' user, who logs in with a token of IAM where there is IAM, and may read and write but change no table.
do $$
begin
    if not exists (select from pg_roles where rolname = 'tidings') then
        create role tidings login;
    end if;
    if exists (select from pg_roles where rolname = 'rds_iam') then
        grant rds_iam to tidings;
    end if;
end $$;
grant usage on schema public to tidings;
do $$
declare
    one record;
begin
    for one in -- the views of an extension are not ours to grant
        select oid::regclass as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    loop
        execute format('grant select, insert, update, delete on %s to tidings', one.name);
    end loop;
end $$;
revoke all on flyway_schema_history from tidings;
