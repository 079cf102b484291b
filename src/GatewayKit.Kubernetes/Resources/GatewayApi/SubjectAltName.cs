namespace GatewayKit.Kubernetes.Resources.GatewayApi;

internal sealed record SubjectAltName
{
    /// <summary><c>Hostname</c> or <c>URI</c>.</summary>
    public string Type { get; init; } = "";

    public string? Hostname { get; init; }

    public string? Uri { get; init; }
}
