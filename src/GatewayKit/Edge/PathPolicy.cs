using GatewayKit.Configuration;

namespace GatewayKit.Edge;

/// <summary>What a route lets through of the spellings that servers read differently.</summary>
internal sealed class PathPolicy
{
    /// <summary>Lets nothing through.</summary>
    public static readonly PathPolicy Strict = new(PathTraits.None, mergesEmptySegments: false);

    private PathPolicy(PathTraits allowed, bool mergesEmptySegments) => (Allowed, MergesEmptySegments) = (allowed, mergesEmptySegments);

    /// <summary>
    /// What may stand in a target. Never <see cref="PathTraits.Malformed"/>, <see cref="PathTraits.Control"/>,
    /// <see cref="PathTraits.Backslash"/> or <see cref="PathTraits.DotSegment"/>: they have no honest use.
    /// </summary>
    public PathTraits Allowed { get; }

    /// <summary>Whether several slashes in a row become one.</summary>
    public bool MergesEmptySegments { get; }

    /// <summary>Puts the gateway's rules and a route's together; what the route does not say is as the gateway has it.</summary>
    public static PathPolicy Resolve(PathRules? gateway, PathRules? route = null)
    {
        var allowed = PathTraits.None;
        if ((route?.EncodedSlash ?? gateway?.EncodedSlash) == KeepRule.Keep)
            allowed |= PathTraits.EncodedSlash | PathTraits.DoubleEncodedSlash;
        var emptySegments = route?.EmptySegments ?? gateway?.EmptySegments;
        if (emptySegments is MergeRule.Merge or MergeRule.Keep)
            allowed |= PathTraits.EmptySegment;
        if ((route?.Parameters ?? gateway?.Parameters) == KeepRule.Keep)
            allowed |= PathTraits.Parameter;
        if ((route?.EncodedReserved ?? gateway?.EncodedReserved) == KeepRule.Keep)
            allowed |= PathTraits.EncodedReserved;

        return allowed == PathTraits.None ? Strict : new PathPolicy(allowed, emptySegments == MergeRule.Merge);
    }

    /// <summary>What of a target this policy refuses; <see cref="PathTraits.None"/> to let it through.</summary>
    public PathTraits Refused(ReadOnlySpan<char> rawTarget)
    {
        var traits = PathInspector.Inspect(rawTarget);

        // Of the absolute form the server decodes %2F, so the router and the upstream would see different paths.
        return rawTarget is ['/', ..] ? traits & ~Allowed : traits;
    }
}
