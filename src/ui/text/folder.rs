//! What lies in the folder of a deal: milestones, products and services, files.

words! {
    /// Changes one of them.
    change = "Change";
    /// Takes one out.
    remove = "Remove";
    /// Writes the changes.
    save = "Save";
    /// Puts a new one in.
    add = "Add";
    /// One that cannot be read here.
    unreadable = "Made by a newer version; it is kept";
    /// What it is called.
    name = "Name";
    /// It has no name.
    name_needed = "Give it a name.";
    /// The milestones.
    milestones = "Milestones";
    /// Adds one.
    add_milestone = "Add milestone";
    /// There are none.
    no_milestones = "No milestones yet: what is to be reached, and until when.";
    /// What one may be called.
    milestone_placeholder = "Contract signed";
    /// Until when it is to be reached.
    due = "Due";
    /// What is sold.
    lines = "Products and services";
    /// Adds one.
    add_line = "Add product or service";
    /// There are none.
    no_lines = "Nothing listed yet: what is sold, how many of it, and at what price.";
    /// What one may be called.
    line_placeholder = "Parcel locker, 12 doors";
    /// Puts a line before the one before it.
    move_up = "Move up";
    /// Puts a line behind the one after it.
    move_down = "Move down";
    /// The keys that do the first.
    up_keys = "Alt ↑";
    /// The keys that do the second.
    down_keys = "Alt ↓";
    /// How many.
    quantity = "Quantity";
    /// What one of it costs.
    price = "Price of one, without tax";
    /// It has no price.
    price_needed = "Say what one of it costs; 0 if nothing.";
    /// Which part is taken off.
    discount = "Discount %";
    /// Which tax comes on top.
    tax = "Tax %";
    /// Before discounts.
    gross = "Before discount";
    /// What is taken off in all.
    taken_off = "Discount";
    /// Without tax.
    net = "Before tax";
    /// The tax in all.
    tax_sum = "Tax";
    /// What is paid.
    total = "Total";
    /// Two currencies are never added.
    no_total = "These prices are in more than one currency, so they have no total.";
    /// A line cannot be read.
    total_unknown = "One of these cannot be read by this version, so the total is not known here.";
    /// Where files lie.
    files = "Files";
    /// Adds one.
    add_file = "Add link to a file";
    /// There are none, and why there never are any here.
    no_files = "No files yet. Satchel keeps the address of a file and not the file: leave it where your team keeps files, and link it here.";
    /// Where it lies.
    address = "Web address";
    /// What such an address looks like.
    address_placeholder = "https://drive.example.com/contract.pdf";
    /// It is not an address.
    not_an_address = "That is not a web address. Copy the link that the place where the file lies gives you.";
    /// What it is called, if not as the address.
    file_name = "Name, if it should not be the address";
}

/// When a milestone was reached.
pub fn reached_on(day: &str) -> String {
    format!("Reached {}", super::common::mid(day))
}
/// How many milestones have been reached.
pub fn reached_of(done: usize, all: usize) -> String {
    format!("{done} of {all}")
}
/// A milestone as the history tells it.
pub fn milestone(name: &str, due: Option<&str>, done: Option<&str>) -> String {
    let due = due.map(|it| format!(", due {it}")).unwrap_or_default();
    let done = done.map(|it| format!(", reached {it}")).unwrap_or_default();
    format!("{name}{due}{done}")
}

/// A line: so many at a price, what is taken off, what comes on top.
pub fn line(quantity: &str, price: &str, discount: Option<&str>, tax: Option<&str>) -> String {
    let discount = discount.map(|it| format!(", {it} off")).unwrap_or_default();
    let tax = tax.map(|it| format!(", {it} tax")).unwrap_or_default();
    format!("{quantity} × {price}{discount}{tax}")
}
/// Takes what the lines come to as the value of the deal; without tax, because that is not earned.
pub fn set_value(amount: &str, is_taxed: bool) -> String {
    if is_taxed {
        format!("Set the value to {amount}, before tax")
    } else {
        format!("Set the value to {amount}")
    }
}
/// A file as the history tells it.
pub fn file(name: &str, address: &str) -> String {
    if name.is_empty() { address.to_owned() } else { format!("{name} ({address})") }
}
