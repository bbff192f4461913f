package javax.activation;

import java.io.IOException;
import java.io.InputStream;

/** As much of the class that left Java with version 11 as preflight asks for. */
public interface DataSource {
    InputStream getInputStream() throws IOException;
}
