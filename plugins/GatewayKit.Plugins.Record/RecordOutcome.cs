namespace GatewayKit.Plugins.Record;

/// <summary>What became of an exchange.</summary>
internal enum RecordOutcome
{
    /// <summary>It is in the file, or will be with the next write.</summary>
    Recorded,

    /// <summary>The file has the same request with the same answer.</summary>
    Duplicate,

    /// <summary>The operation has enough exchanges, or the file enough operations or bytes.</summary>
    Full,

    /// <summary>The answer is longer than the limit.</summary>
    TooLong,

    /// <summary>The answer has not been sent to its end.</summary>
    Incomplete,

    /// <summary>The answer has a coding, a form or signs in which nobody can look for secrets.</summary>
    Unreadable,

    /// <summary>The writer could not keep up.</summary>
    Dropped,

    /// <summary>It was only checked against the document.</summary>
    Checked,
}
