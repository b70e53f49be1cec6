/// State that functions share outside the database: the client of DynamoDB, and operators' changes of tunables.
package tidings.state;
