/**
 * Loads on the keys, transactions and locks of running agents, which keep a record of what they
 * asked and were told, for a check when all is over. Speaks HTTP only and can be pointed at any
 * agents.
 */
package org.lictor.it.load;
