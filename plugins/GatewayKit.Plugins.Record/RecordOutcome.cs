namespace GatewayKit.Plugins.Record;

/// <summary>The outcome of an exchange.</summary>
internal enum RecordOutcome
{
    /// <summary>Recorded: in the file, or with the next write.</summary>
    Recorded,

    /// <summary>The file already has the same request with the same response.</summary>
    Duplicate,

    /// <summary>The limit of exchanges, operations or bytes is reached.</summary>
    Full,

    /// <summary>The response is longer than the limit.</summary>
    TooLong,

    /// <summary>The response wasn't sent completely.</summary>
    Incomplete,

    /// <summary>The response has a coding, format or characters that can't be searched for secrets.</summary>
    Unreadable,

    /// <summary>The writer couldn't keep up.</summary>
    Dropped,

    /// <summary>Only validated against the document.</summary>
    Checked,
}
