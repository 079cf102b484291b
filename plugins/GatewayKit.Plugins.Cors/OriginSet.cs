using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cors;

/// <summary>The origins that may read responses.</summary>
internal sealed class OriginSet
{
    /// <summary>The origin of a page without one (Fetch standard, serialized opaque origin).</summary>
    public const string Null = "null";

    private readonly HashSet<string> _exact;
    private readonly OriginPattern[] _patterns;
    private readonly bool _allowsAny;

    /// <summary>Initializes a new instance with validated entries.</summary>
    public OriginSet(IEnumerable<string> origins)
    {
        var patterns = origins
            .Select(text => OriginPattern.Parse(text, out var problem) ?? throw new ArgumentException(problem, nameof(origins)))
            .ToArray();
        _exact = patterns.Select(pattern => pattern.Exact).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _patterns = [.. patterns.Where(pattern => pattern.Exact is null)];
        _allowsAny = _exact.Contains(CorsOptions.Any);
    }

    /// <summary>Returns the value of <c>Access-Control-Allow-Origin</c>; <c>null</c> without an allowed origin.</summary>
    /// <param name="origin">The request's <c>Origin</c>.</param>
    public string? Allow(StringValues origin)
    {
        if (origin.Count != 1 || origin[0] is not { } text || !CorsSyntax.IsOrigin(text))
            return null;
        if (_exact.Contains(text) && text != CorsOptions.Any)
            return text;

        // Any page can create a page without an origin.
        if (text == Null)
            return null;
        if (_allowsAny)
            return CorsOptions.Any;

        foreach (var pattern in _patterns)
        {
            if (pattern.Matches(text))
                return text;
        }

        return null;
    }
}
