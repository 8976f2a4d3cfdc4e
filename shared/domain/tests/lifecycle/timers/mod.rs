//! What every clock does by itself: it reminds, it ends, it is stopped.

mod each_clock;
mod reminders;
mod rules;
