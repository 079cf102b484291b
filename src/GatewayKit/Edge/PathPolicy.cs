using GatewayKit.Configuration;

namespace GatewayKit.Edge;

/// <summary>The ambiguous spellings that a route accepts.</summary>
internal sealed class PathPolicy
{
    /// <summary>A policy that accepts none.</summary>
    public static readonly PathPolicy Strict = new(PathTraits.None, mergesEmptySegments: false);

    private PathPolicy(PathTraits allowed, bool mergesEmptySegments) => (Allowed, MergesEmptySegments) = (allowed, mergesEmptySegments);

    /// <summary>
    /// The accepted traits of a target. Never <see cref="PathTraits.Malformed"/>, <see cref="PathTraits.Control"/>,
    /// <see cref="PathTraits.Backslash"/> or <see cref="PathTraits.DotSegment"/>: they don't have a legitimate use.
    /// </summary>
    public PathTraits Allowed { get; }

    /// <summary>Gets whether several slashes in a row are merged.</summary>
    public bool MergesEmptySegments { get; }

    /// <summary>Combines the gateway's rules and a route's; a rule that the route doesn't set is inherited from the gateway.</summary>
    public static PathPolicy Resolve(PathRules? gateway, PathRules? route = null)
    {
        var allowed = PathTraits.None;
        if ((route?.EncodedSlash ?? gateway?.EncodedSlash) == PathHandling.Keep)
            allowed |= PathTraits.EncodedSlash | PathTraits.DoubleEncodedSlash;
        var emptySegments = route?.EmptySegments ?? gateway?.EmptySegments;
        if (emptySegments is PathHandling.Merge or PathHandling.Keep)
            allowed |= PathTraits.EmptySegment;
        if ((route?.Parameters ?? gateway?.Parameters) == PathHandling.Keep)
            allowed |= PathTraits.Parameter;
        if ((route?.EncodedReserved ?? gateway?.EncodedReserved) == PathHandling.Keep)
            allowed |= PathTraits.EncodedReserved;

        return allowed == PathTraits.None ? Strict : new PathPolicy(allowed, emptySegments == PathHandling.Merge);
    }

    /// <summary>Returns the traits of a target that this policy rejects; <see cref="PathTraits.None"/> to accept it.</summary>
    public PathTraits Refused(ReadOnlySpan<char> rawTarget)
    {
        var traits = PathInspector.Inspect(rawTarget);

        // In the absolute form the server decodes %2F, so the router and the upstream would see different paths.
        return rawTarget is ['/', ..] ? traits & ~Allowed : traits;
    }
}
