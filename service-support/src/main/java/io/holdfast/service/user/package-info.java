/** Users' ids at the edge: what clients tell, and what is kept of it. */
package io.holdfast.service.user;
