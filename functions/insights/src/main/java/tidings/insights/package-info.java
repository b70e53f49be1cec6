/// Reads, outside the VPC, what CloudWatch and ElastiCache report, for functions inside it.
package tidings.insights;
