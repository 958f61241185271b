use crate::tables::words;

words! {
    /// What a function or method of a language does with values, whatever it is called there.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::extract::code) enum Operation {
        /// Gives a number, also of a text.
        Number,
        /// Gives something that no caller controls: a truth value, a moment.
        Harmless,
        Nothing,
        /// Gives its first argument, perhaps in another container.
        Same,
        /// Writes a whole value as text.
        Written,
        /// Gives its first argument as text.
        Text,
        /// Gives the value that a text describes.
        Parsed,
        /// Gives its first argument as letters and digits, and takes it back.
        Encoded,
        Decoded,
        UrlEncoded,
        Keys,
        Values,
        /// Pairs of key and value.
        Entries,
        /// Puts the fields of further arguments into the first.
        Assigned,
        /// Puts the fields of an argument into the receiver.
        Updated,
        Lower,
        Upper,
        /// The receiver with little changed.
        Trimmed,
        /// What an error says: words of its own, and what it is about.
        Told,
        /// A path, made to the one that it leads to.
        Resolved,
        /// The receiver, and what goes in.
        Extended,
        /// Some part of the receiver.
        Part,
        /// Text with what matches exchanged.
        Replaced,
        /// A text (the first argument; of a function the last) with what fits a pattern (the receiver, or first
        /// argument) exchanged.
        Substituted,
        /// The position of something, or a negative number.
        Position,
        Contains,
        Starts,
        /// Whether a pattern (the receiver) matches a text.
        Tests,
        /// What of a text (the first argument) fits a pattern (the receiver).
        Fits,
        /// Whether a pattern (first argument) matches a whole text (second argument).
        Matches,
        /// Whether a text (first argument) matches a pattern (second argument).
        Matched,
        /// Whether a text (the receiver) matches a pattern from start to end.
        MatchedBy,
        /// Whether a receiver has a key.
        Owns,
        /// Whether the first argument is of a type, which the second names.
        Kind,
        /// Whether the receiver is a number, an identifier, or alike: harmless where it holds.
        Exact,
        Push,
        /// The elements of the receiver with the argument between them.
        Join,
        /// The elements of the argument with the receiver between them.
        JoinedBy,
        /// The same; of a path, the path with the argument behind it.
        PathJoin,
        Concat,
        Slice,
        Map,
        /// Runs its callback for each element.
        Each,
        Filter,
        Find,
        Reduce,
        /// What stands under a key.
        Get,
        /// Any element.
        Element,
        Then,
        Caught,
        Itself,
        /// What the receiver or the only argument gives, a function.
        Call,
        /// A program, whose arguments further calls add.
        Command,
        /// Fills values into a text: `"{} {name}".format(...)`.
        Format,
        /// The same with `%s`: the first argument is the text.
        Printed,
        /// The same as [`Self::Format`] with the text as first argument.
        FilledIn,
        /// All arguments behind each other.
        Joined,
        /// All further arguments with the first between them.
        Separated,
        /// Puts what stands under its first argument into its last one.
        Taken,
        /// Puts what it holds (the receiver, or the first argument) into its last argument.
        Fills,
        /// A number before each element.
        Numbered,
        /// Elements of several lists side by side.
        Paired,
        /// A list of the arguments, or with the elements of the only one.
        List,
        /// A map with the fields of the only argument, or of keys and values in turn.
        Mapping,
        /// A text that grows: its pieces are the elements of a list.
        Builder,
        /// Puts something at the end of what grows, or at a position, and gives that.
        Append,
        /// The same of a text that values are filled into.
        AppendFormat,
        /// Puts something at the end of a list, or under a key of a map.
        Add,
        Insert,
        /// Puts a value under a key.
        Put,
        /// Puts something before all others.
        Front,
        /// The element at the front, and the same taken out; the last one.
        First,
        TakeFirst,
        Last,
        /// The element at the end taken out; with an argument, what stands there.
        TakeLast,
        /// Leaves nothing of what grew.
        Cleared,
        /// Sends something into a channel, which gives it again.
        Sent,
        /// Takes out what stands at a position or under a key.
        Remove,
        /// The pieces of a text that grows, as one text.
        Whole,
        /// Whether two values are the same.
        Equal,
        /// One character of a text.
        Character,
        /// The receiver from one position on.
        Substring,
        /// The same, with the length instead of the end.
        Stretch,
        Length,
    }
}
