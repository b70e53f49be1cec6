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
grant select, insert, update, delete on all tables in schema public to tidings;
revoke all on flyway_schema_history from tidings;
