/* The page that stands alone: what the front end asks for has to be there before it. */
import './host';
import '../playground/main';
