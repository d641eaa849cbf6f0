/**
 * Whether a history of reads, writes and compare-and-sets on keys, of transactions on groups of
 * them, or of locks, could have come from one store that does one thing at a time. Knows no HTTP
 * and starts nothing.
 */
package org.lictor.it.linear;
