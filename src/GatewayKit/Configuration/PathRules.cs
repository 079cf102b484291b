namespace GatewayKit.Configuration;

/// <summary>
/// Which spellings of a path that mean different things to different servers are let through. Null means as the less
/// specific scope says, and in the end refused with 400.
/// </summary>
public sealed record PathRules
{
    /// <summary>An encoded slash (<c>%2F</c>) inside a segment.</summary>
    public KeepRule? EncodedSlash { get; init; }

    /// <summary>Empty segments (<c>//</c>): <c>merge</c> makes one slash of several before routing, <c>keep</c> leaves them.</summary>
    public MergeRule? EmptySegments { get; init; }

    /// <summary>Parameters of a segment (<c>;a=b</c>), plain or encoded.</summary>
    public KeepRule? Parameters { get; init; }

    /// <summary>An encoded percent sign, question mark or hash (<c>%25</c>, <c>%3F</c>, <c>%23</c>) inside a segment.</summary>
    public KeepRule? EncodedReserved { get; init; }
}
