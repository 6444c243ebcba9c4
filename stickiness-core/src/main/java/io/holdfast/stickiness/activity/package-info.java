/**
 * Product-wide activity per calendar day: daily, weekly and monthly active users, their ratio, and
 * how many days users were active. Imports the JDK alone.
 */
package io.holdfast.stickiness.activity;
