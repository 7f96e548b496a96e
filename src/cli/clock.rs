//! What day it is, where the program runs.

use jiff::Zoned;
use jiff::civil::Date;

pub fn today() -> Date {
    Zoned::now().date()
}
