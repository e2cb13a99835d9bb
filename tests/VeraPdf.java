import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Which rules of which standards does a PDF break? Each line that comes in names a file and flavours such as ua1 or 3a, with tabs between.
 * Prints a line "flavour TAB checked TAB number of checks" for each flavour, and after it a line
 * "flavour TAB rule TAB how often: the first message" for each rule broken; at the end of each file a line "end". A file that cannot be
 * read ends the program.
 */
public class VeraPdf {
  private static final int FAILURES_KEPT = 500;

  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      String[] words = line.split("\t");
      for (int i = 1; i < words.length; i++) {
        report(new File(words[0]), PDFAFlavour.fromString(words[i]));
      }
      System.out.println("end");
      System.out.flush();
    }
  }

  private static void report(File file, PDFAFlavour flavour) throws Exception {
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    try (PDFAParser parser = foundry.createParser(file, flavour);
        PDFAValidator validator = foundry.createValidator(flavour, FAILURES_KEPT, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.println(flavour.getId() + "\tchecked\t" + result.getTotalAssertions());
      Map<String, String> first = new TreeMap<>();
      Map<String, Integer> times = new TreeMap<>();
      for (TestAssertion check : result.getTestAssertions()) {
        if (check.getStatus() == TestAssertion.Status.FAILED) {
          String rule = check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
          first.putIfAbsent(rule, check.getMessage() + " @ " + check.getLocation().getContext());
          times.merge(rule, 1, Integer::sum);
        }
      }
      first.forEach((rule, message) -> System.out.println(
          flavour.getId() + "\t" + rule + "\t" + times.get(rule) + "x: " + message.replaceAll("\\s+", " ")));
    }
  }
}
