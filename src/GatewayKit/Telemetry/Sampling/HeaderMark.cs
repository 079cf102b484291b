namespace GatewayKit.Telemetry.Sampling;

/// <summary>The parts of a list of headers.</summary>
internal enum HeaderMark
{
    /// <summary>The end of the list, which has all names.</summary>
    End,

    /// <summary>The end of the list. Further names didn't fit.</summary>
    Cut,

    /// <summary>A name and its value.</summary>
    Kept,

    /// <summary>A name without its value.</summary>
    Named,
}
