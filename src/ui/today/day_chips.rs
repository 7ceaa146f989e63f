//! The days that are chosen most, beside the field for a day: today, tomorrow, and when work begins again next week.

use crate::{
    platform::{
        clock,
        intl::{self, Week},
    },
    ui::{
        kit::{
            button::Button,
            field::{TextField, TextKind},
        },
        record::form::Drafted,
        text::today as words,
    },
};
use domain::value::Day;
use leptos::prelude::*;

/// The field for the day on which a task is due. Pressing a chip is the same as typing its day.
#[derive(Clone, Copy)]
pub(super) struct DueDay {
    form: Drafted,
    text: RwSignal<String>,
}

/// The name of the field.
const DUE: &str = "due";

impl DueDay {
    /// The field of a form.
    pub(super) fn new(form: Drafted) -> DueDay {
        DueDay { form, text: RwSignal::new(form.peek(DUE)) }
    }

    /// The field.
    pub(super) fn field(self) -> impl IntoView {
        let DueDay { form, text } = self;
        view! {
            <TextField
                name=DUE
                label=words::due()
                kind=TextKind::Day
                bound=text
                error=form.mistake(DUE)
                on_input=move |it: String| form.set(DUE, &it)
            />
        }
    }

    /// The chips.
    pub(super) fn chips(self) -> impl IntoView {
        let DueDay { form, text } = self;
        let chip = |(day, label): (Day, String)| {
            let day = day.to_string();
            let is_chosen = {
                let day = day.clone();
                Signal::derive(move || *text.read() == day)
            };
            let choose = move || {
                form.set(DUE, &day);
                text.set(day.clone());
            };
            view! { <Button label small=true pressed=is_chosen on_press=choose /> }
        };
        view! {
            <div class="cluster usual" data-tight="" role="group" aria-label=words::usual_days()>
                {offered(clock::today(), &intl::week()).map(chip).collect_view()}
            </div>
        }
    }
}

/// The days and what they are called. A day is offered once.
fn offered(today: Day, week: &Week) -> impl Iterator<Item = (Day, String)> + use<> {
    let (tomorrow, next) = (today.plus_days(1), work_begins(today, week));
    let next = (next != tomorrow).then(|| (next, words::next_weekday(&intl::weekday_long(next))));
    [(today, words::do_today().to_owned()), (tomorrow, words::tomorrow().to_owned())].into_iter().chain(next)
}

/// The first day of next week that is no weekend.
fn work_begins(today: Day, week: &Week) -> Day {
    let into = (today.weekday() + 7 - week.first) % 7;
    let next = today.plus_days(7 - i64::from(into));
    let mut days = (0..7).map(|it| next.plus_days(it));
    days.find(|it| !week.weekend.contains(&it.weekday())).unwrap_or(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(today: u32, first: u32, weekend: &[u32]) -> String {
        // The 2nd of November 2026 is a Monday.
        let today = Day::new(2026, 11, 2 + today).expect("a day");
        work_begins(today, &Week { first, weekend: weekend.to_vec() }).to_string()
    }

    #[test]
    fn work_begins_on_the_monday_after_this_week() {
        for today in 0..7 {
            assert_eq!(begins(today, 0, &[5, 6]), "2026-11-09", "{today}");
        }
    }

    #[test]
    fn where_the_week_begins_on_a_sunday_work_begins_the_day_after() {
        assert_eq!(begins(5, 6, &[5, 6]), "2026-11-09");
        // That Sunday is the first day of the week, whose Monday is not next week's.
        assert_eq!(begins(6, 6, &[5, 6]), "2026-11-16");
    }

    #[test]
    fn where_the_weekend_is_friday_and_saturday_work_begins_on_a_sunday() {
        assert_eq!(begins(0, 6, &[4, 5]), "2026-11-08");
        assert_eq!(begins(0, 5, &[4, 5]), "2026-11-08");
    }

    #[test]
    fn a_week_of_weekends_begins_as_weeks_do() {
        assert_eq!(begins(2, 0, &[0, 1, 2, 3, 4, 5, 6]), "2026-11-09");
    }
}
