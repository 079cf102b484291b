namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>The limits of a value.</summary>
internal sealed record Limits
{
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public long? MinLength { get; init; }

    public long? MaxLength { get; init; }

    public long? MinItems { get; init; }

    public long? MaxItems { get; init; }

    public long? MinProperties { get; init; }

    public long? MaxProperties { get; init; }
}
