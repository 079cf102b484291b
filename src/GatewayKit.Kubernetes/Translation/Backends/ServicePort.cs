namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>A port of a Service.</summary>
internal sealed record ServicePort
{
    /// <summary>Why the port can't be used; null if it can.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The name; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The <c>appProtocol</c>; null if it has none.</summary>
    public string? AppProtocol { get; init; }

    /// <summary>The name outside of the cluster of a Service of the type <c>ExternalName</c>; null for others.</summary>
    public string? ExternalName { get; init; }

    /// <summary>The first family of the Service's addresses, <c>IPv4</c> or <c>IPv6</c>; null if it isn't known.</summary>
    public string? Family { get; init; }
}
