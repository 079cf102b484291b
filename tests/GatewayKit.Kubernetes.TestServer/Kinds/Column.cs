namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>A column that kubectl prints.</summary>
internal sealed record Column(string Name, string Type, string Path, int Priority = 0)
{
    public static readonly Column Age = new("Age", "date", ".metadata.creationTimestamp");
}
