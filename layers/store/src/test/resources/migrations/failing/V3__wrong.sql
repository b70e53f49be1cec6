create table half (id integer primary key);
insert into half (id) values ('not a number');
