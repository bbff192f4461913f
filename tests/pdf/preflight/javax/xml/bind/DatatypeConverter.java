package javax.xml.bind;

import java.util.Calendar;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

/** As much of the class that left Java with version 11 as preflight asks for. */
public class DatatypeConverter {
    public static int parseInt(String text) {
        return Integer.parseInt(text.trim());
    }

    public static Calendar parseDateTime(String text) {
        try {
            return DatatypeFactory.newInstance().newXMLGregorianCalendar(text).toGregorianCalendar();
        } catch (DatatypeConfigurationException error) {
            throw new IllegalStateException(error);
        }
    }
}
