namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>The match of a header or a query parameter.</summary>
internal sealed record NamedMatch
{
    /// <summary><c>Exact</c> or <c>RegularExpression</c>.</summary>
    public string Type { get; init; } = "Exact";

    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
