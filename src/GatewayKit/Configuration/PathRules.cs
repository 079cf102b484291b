using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration;

/// <summary>
/// The accepted spellings of a path that servers interpret differently. A null rule inherits that of the less
/// specific scope. Default: the path is rejected with 400.
/// </summary>
public sealed record PathRules
{
    /// <summary>An encoded slash (<c>%2F</c>) inside a segment.</summary>
    [AllowedValues(PathHandling.Reject, PathHandling.Keep)]
    public PathHandling? EncodedSlash { get; init; }

    /// <summary>Empty segments (<c>//</c>): <c>merge</c> merges several slashes into one before routing,
    /// <c>keep</c> leaves them unchanged.</summary>
    public PathHandling? EmptySegments { get; init; }

    /// <summary>Parameters of a segment (<c>;a=b</c>), plain or encoded.</summary>
    [AllowedValues(PathHandling.Reject, PathHandling.Keep)]
    public PathHandling? Parameters { get; init; }

    /// <summary>An encoded percent sign, question mark or hash (<c>%25</c>, <c>%3F</c>, <c>%23</c>) inside a segment.</summary>
    [AllowedValues(PathHandling.Reject, PathHandling.Keep)]
    public PathHandling? EncodedReserved { get; init; }
}
