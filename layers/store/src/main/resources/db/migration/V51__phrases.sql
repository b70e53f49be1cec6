-- What phrases mean, whoever asked, so that none is encoded again while its follow is confirmed. Without the phrases: by their SHA-256.
create table phrase_vector (
    phrase  bytea primary key,
    vector  bytea not null,
    kept_at timestamptz not null
);
create index phrase_vector_by_age on phrase_vector (kept_at);
