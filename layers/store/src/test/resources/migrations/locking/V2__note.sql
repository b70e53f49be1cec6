alter table kept add column note text;
