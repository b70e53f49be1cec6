-- What a chat did, as far as it counts, and what that makes. `name` is the one by which it is among the leaders, empty for none in
-- particular; it is null until somebody asks to be there. `told_level` is the last level that a brief told of.
create table points (
    chat       bigint primary key,
    score      text not null,
    points     bigint not null,
    level      integer not null,
    told_level integer not null default 1,
    name       text
);

-- Covers the leaders and how many are ahead of one.
create index points_leaders on points (points desc, chat desc) include (name) where name is not null;
