//! What a test cycle's page is given.

use crate::link::{LinkedCycle, Private, Site};
use crate::model::Cycle;
use crate::theme::Html;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct CycleView {
    pub title: String,
    pub href: String,
    pub aim: Option<String>,
    pub change: Option<String>,
    pub predictions: Vec<String>,
    pub measure: Option<String>,
    pub unit: Option<String>,
    pub who: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub rows: Vec<ObservationView>,
    /// The median of the first points, where the cycle has a baseline.
    pub median: Option<String>,
    pub baseline: Option<u32>,
    pub study: Option<Html>,
    /// `adopt`, `adapt` or `abandon`.
    pub decision: Option<&'static str>,
    pub next: Option<Html>,
    pub private: Option<Private>,
}

#[derive(Debug, Serialize)]
pub struct ObservationView {
    pub date: String,
    /// None is a gap.
    pub value: Option<String>,
    pub note: String,
}

/// A cycle; its texts were rendered before.
pub fn cycle(site: &Site, linked: &LinkedCycle, study: Option<Html>, next: Option<Html>) -> CycleView {
    let cycle = linked.cycle;
    let rows = cycle.observations.iter().map(|row| ObservationView {
        date: row.date.to_string(),
        value: row.value.clone(),
        note: row.note.clone(),
    });
    let values: Vec<f64> = cycle
        .observations
        .iter()
        .filter_map(|row| row.value.as_ref()?.parse().ok())
        .take(cycle.baseline.unwrap_or(0) as usize)
        .collect();
    CycleView {
        title: cycle.title.clone(),
        href: cycle.address.href(),
        aim: cycle.aim.clone(),
        change: cycle.change.clone(),
        predictions: cycle.predictions.clone(),
        measure: cycle.measure.clone(),
        unit: cycle.unit.clone(),
        who: cycle.who.clone(),
        start: cycle.start.map(|date| date.to_string()),
        end: cycle.end.map(|date| date.to_string()),
        rows: rows.collect(),
        median: median(values).map(|median| shown(median, cycle)),
        baseline: cycle.baseline,
        study,
        decision: cycle.decision.map(crate::model::Decision::name),
        next,
        private: site.why_private_cycle(cycle),
    }
}

/// A median with one digit more than the data has behind the point, at most: half-way between two values.
fn shown(median: f64, cycle: &Cycle) -> String {
    let digits = |value: &String| value.split_once('.').map_or(0, |(_, digits)| digits.len());
    let most = cycle
        .observations
        .iter()
        .filter_map(|row| row.value.as_ref())
        .map(digits)
        .max()
        .unwrap_or(0);
    let text = format!("{median:.0$}", (most + 1).min(9));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The middle value, or the mean of the two in the middle; gaps are not counted.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(values[middle]),
        _ => Some(f64::midpoint(values[middle - 1], values[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_an_even_number_is_between_two() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
