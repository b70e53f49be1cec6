-- What a chat follows, as a list that whoever knows its code can follow, too. The queries are JSON.
create table shared_list (
    chat       bigint primary key,
    code       text not null unique,
    queries    text not null,
    created_at timestamptz not null
);
