-- What people did, for 30 days: a row for each update that was answered, with the word of a command and the ids of posts, which
-- spaces separate. Each day is a partition, for an index can have no condition on the clock: the recent entries of a chat are in
-- the last partitions, and a day that is over goes with all its rows. The key covers what is listed of a chat, and makes adding
-- an entry twice the same as once.
create table history (
    chat    bigint not null,
    at      timestamptz not null,
    id      text not null,
    kind    text not null,
    command text not null,
    posts   text not null,
    primary key (chat, at, id) include (kind, command, posts)
) partition by range (at);

-- Makes the partitions of the days that may have rows and drops those before. It runs as the owner, for the functions' user
-- changes no table; it gives up soon where somebody uses the table, and is called again within a minute.
create function keep_history(oldest date, newest date) returns void
    language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '1s' as $$
declare
    one record;
begin
    for one in
        select 'history_' || to_char(day, 'YYYYMMDD') as name, day from generate_series(oldest, newest, interval '1 day') day
        where to_regclass('history_' || to_char(day, 'YYYYMMDD')) is null
    loop
        execute format(
            'create table %I partition of history for values from (%L) to (%L)', one.name,
            to_char(one.day, 'YYYY-MM-DD 00:00+00'), to_char(one.day + interval '1 day', 'YYYY-MM-DD 00:00+00'));
    end loop;
    for one in
        select inhrelid::regclass::text as name from pg_inherits
        where inhparent = 'history'::regclass and inhrelid::regclass::text < 'history_' || to_char(oldest, 'YYYYMMDD')
    loop
        execute format('drop table %I', one.name);
    end loop;
end $$;

select keep_history((now() at time zone 'utc')::date - 30, (now() at time zone 'utc')::date + 2);
