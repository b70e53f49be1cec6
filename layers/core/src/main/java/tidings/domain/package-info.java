/// The words of the business. Depends on nothing but `java..`.
package tidings.domain;
