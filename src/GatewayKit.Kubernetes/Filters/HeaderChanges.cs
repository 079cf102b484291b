namespace GatewayKit.Kubernetes.Filters;

/// <summary>The changes of the headers of a request or a response (Gateway API, <c>HTTPHeaderFilter</c>).</summary>
internal sealed record HeaderChanges
{
    /// <summary>The headers that are replaced.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers that get one more value.</summary>
    public IReadOnlyDictionary<string, string> Add { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers that are removed.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    public IEnumerable<OptionsError> Validate(string option)
        => Check(option + ".set", Set).Concat(Check(option + ".add", Add)).Concat(HeaderOptions.ValidateNames(option + ".remove", Remove));

    private static IEnumerable<OptionsError> Check(string option, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            foreach (var error in HeaderOptions.ValidateName(option, name))
                yield return error;
            if (!HttpSyntax.IsHeaderValue(value))
                yield return new OptionsError(option, $"has an invalid value for {HeaderOptions.Quoted(name)}");
        }
    }
}
