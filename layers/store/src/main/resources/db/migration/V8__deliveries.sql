-- When a post's followers are looked at next: later where that failed, so that it keeps no other from its turn.
alter table fan_out add column turn_at timestamptz not null default now();
create index fan_out_by_turn_at on fan_out (turn_at);

-- What a delivered card shows of its post, and when it is compared with it next, for as long as the card lives.
alter table delivery add column sent_at timestamptz;
alter table delivery add column shown_score integer;
alter table delivery add column shown_comments integer;
alter table delivery add column shown_also integer not null default 0;
alter table delivery add column compared_at timestamptz;
create index delivery_by_compared_at on delivery (compared_at) where compared_at is not null;
