package io.holdfast.training.reader;

import io.holdfast.training.reader.ReadSummary.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * UCI Online Retail (Chen 2015, doi 10.24432/C5BW33): invoice lines with the columns InvoiceNo,
 * StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID. A line that stays is a
 * {@code purchase} of that quantity, its invoice the session. Dropped and counted are lines without
 * a customer, cancellations (invoice C…), quantities and prices that are not positive, and codes
 * that are no products: a product is five digits and perhaps letters ({@code 85123A}); {@code
 * POST}, {@code M}, {@code BANK CHARGES}, vouchers and the like are not.
 */
final class OnlineRetailRows {
  private static final Pattern PRODUCT = Pattern.compile("\\d{5}[A-Za-z]*");

  /** As in UCI's own spreadsheet: {@code 12/1/2010 8:26}. */
  private static final DateTimeFormatter SPREADSHEET_TIME =
      DateTimeFormatter.ofPattern("M/d/uuuu H:mm", Locale.ROOT);

  private OnlineRetailRows() {}

  static void read(Path file, RowCounter sink) throws IOException {
    try (CsvRecords records = CsvRecords.open(file)) {
      int invoice = records.column("InvoiceNo");
      int code = records.column("StockCode");
      int description = records.column("Description");
      int quantity = records.column("Quantity");
      int date = records.column("InvoiceDate");
      int price = records.column("UnitPrice");
      int customer = records.column("CustomerID");
      long row = 0;
      while (records.next()) {
        row++;
        String invoiceNumber = records.field(invoice).strip();
        double bought = Fields.number(records.field(quantity), "the quantity", records::error);
        double paid = Fields.number(records.field(price), "the price", records::error);
        String product = records.field(code).strip().toUpperCase(Locale.ROOT);
        String user = customerId(records.field(customer));
        Reason fault = fault(user, invoiceNumber, bought, paid, product);
        if (fault != null) {
          sink.drop(fault);
          continue;
        }
        String title = records.field(description).strip();
        sink.accept(
            new DataRow(
                row,
                user,
                product,
                "purchase",
                bought,
                time(records, date),
                DataRow.Details.of(invoiceNumber, title.isEmpty() ? null : title)));
      }
    }
  }

  private static Reason fault(
      String user, String invoice, double quantity, double price, String product) {
    if (user.isEmpty()) {
      return Reason.NO_CUSTOMER;
    }
    if (invoice.startsWith("C") || invoice.startsWith("c")) {
      return Reason.CANCELLATION;
    }
    if (quantity <= 0) {
      return Reason.NON_POSITIVE_QUANTITY;
    }
    if (price <= 0) {
      return Reason.NON_POSITIVE_PRICE;
    }
    return PRODUCT.matcher(product).matches() ? null : Reason.NO_PRODUCT;
  }

  /** Some copies of the file hold the customer as a decimal number, {@code 17850.0}. */
  private static String customerId(String field) {
    String id = field.strip();
    return id.endsWith(".0") ? id.substring(0, id.length() - 2) : id;
  }

  private static Instant time(CsvRecords records, int column) throws DataFileException {
    String field = records.field(column);
    if (field.indexOf('/') < 0) {
      return Fields.time(field, records::error);
    }
    try {
      return LocalDateTime.parse(field.strip(), SPREADSHEET_TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw records.error("the date is not month/day/year hour:minute: " + field);
    }
  }
}
