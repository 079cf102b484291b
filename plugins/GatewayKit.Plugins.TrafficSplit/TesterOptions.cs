namespace GatewayKit.Plugins.TrafficSplit;

/// <summary>The callers that choose the cluster of their own requests with a header or a cookie.</summary>
public sealed record TesterOptions
{
    /// <summary>
    /// The name of a request header whose value is the id of one of the clusters, also one with the weight 0. Another value has no effect.
    /// </summary>
    public string? Header { get; init; }

    /// <summary>The name of a cookie with the same meaning. The header takes precedence.</summary>
    public string? Cookie { get; init; }

    /// <summary>The groups whose consumers can choose. Empty: every caller.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    internal IEnumerable<OptionsError> Validate()
    {
        if (Header is null && Cookie is null)
            yield return new OptionsError("testers", "need a 'header' or a 'cookie'");
        foreach (var error in Header is { } header ? HeaderOptions.ValidateName("testers.header", header) : [])
            yield return error;
        if (Cookie is { } cookie && !HttpSyntax.IsToken(cookie))
            yield return new OptionsError("testers.cookie", $"is {HeaderOptions.Quoted(cookie)}; it must be the name of a cookie");
    }
}
