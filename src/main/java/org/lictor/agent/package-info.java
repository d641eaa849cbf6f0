/**
 * What this node itself has registered, its identity, maintenance mode, and {@code AntiEntropy},
 * which brings the catalog into line with it. {@code agent.store} keeps it over restarts (JPA).
 * Uses {@code model}, {@code check}, {@code registrar}, {@code query}.
 */
@NullMarked
package org.lictor.agent;

import org.jspecify.annotations.NullMarked;
