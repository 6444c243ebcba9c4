/** Lists in pages: an opaque cursor says where the next one begins. */
package io.holdfast.service.page;
