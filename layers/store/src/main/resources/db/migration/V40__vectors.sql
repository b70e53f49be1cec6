-- What a post means, as long as it is kept: a vector of 8 bits a number. Numbered as they come, so that whoever has some in memory
-- reads only the others.
create table post_vector (
    post   text primary key references post on delete cascade,
    number bigint not null generated always as identity,
    vector bytea not null
);
create index post_vector_by_number on post_vector (number);
