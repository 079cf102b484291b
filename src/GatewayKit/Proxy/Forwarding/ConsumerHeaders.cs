namespace GatewayKit.Proxy.Forwarding;

/// <summary>The headers that tell the upstream who the caller is.</summary>
internal static class ConsumerHeaders
{
    public const string Name = "X-Consumer-Name";
    public const string Groups = "X-Consumer-Groups";
}
