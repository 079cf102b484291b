using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>A rule of a route for a header or a query parameter.</summary>
/// <param name="Name">The name.</param>
/// <param name="Mode">How the values are compared.</param>
/// <param name="Values">The values; empty for the modes without values.</param>
/// <param name="Comparison">Whether case matters.</param>
internal sealed record ValueRule(string Name, HeaderMatchMode Mode, IReadOnlyList<string> Values, StringComparison Comparison)
{
    public static ValueRule Of(RouteHeader header)
        => new(header.Name, header.Mode, header.Values ?? [], ComparisonOf(header.IsCaseSensitive));

    public static ValueRule Of(RouteQueryParameter parameter) => new(
        parameter.Name,
        parameter.Mode switch
        {
            QueryParameterMatchMode.Exact => HeaderMatchMode.ExactHeader,
            QueryParameterMatchMode.Prefix => HeaderMatchMode.HeaderPrefix,
            QueryParameterMatchMode.Contains => HeaderMatchMode.Contains,
            QueryParameterMatchMode.NotContains => HeaderMatchMode.NotContains,
            _ => HeaderMatchMode.Exists,
        },
        parameter.Values ?? [],
        ComparisonOf(parameter.IsCaseSensitive));

    /// <summary>
    /// Returns whether one configured value, or no value, satisfies both rules. Matches that need a longer value or
    /// several values don't count.
    /// </summary>
    public bool Overlaps(ValueRule other)
        => Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)
            && Values.Concat(other.Values).Append(null).Any(value => Takes(value) && other.Takes(value));

    /// <summary>Returns whether two lists have the same rank, and each rule of one list overlaps with a rule of the other.</summary>
    public static bool Overlap(IReadOnlyList<ValueRule> one, IReadOnlyList<ValueRule> other)
        => one.Count == other.Count && one.All(rule => other.Any(rule.Overlaps));

    private bool Takes(string? value) => Mode switch
    {
        HeaderMatchMode.Exists => value is not null,
        HeaderMatchMode.NotExists => value is null,
        HeaderMatchMode.ExactHeader => Values.Any(v => string.Equals(v, value, Comparison)),
        HeaderMatchMode.HeaderPrefix => value is not null && Values.Any(v => value.StartsWith(v, Comparison)),
        HeaderMatchMode.Contains => value is not null && Values.Any(v => value.Contains(v, Comparison)),
        _ => value is null || !Values.Any(v => value.Contains(v, Comparison)),
    };

    private static StringComparison ComparisonOf(bool isCaseSensitive)
        => isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
