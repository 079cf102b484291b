using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>A cluster that is the result of a part of the translation.</summary>
internal sealed record MemoCluster<TKey>(MemoPart<TKey, GatewayCluster> Part, TKey Key) : IClusterSource
    where TKey : notnull
{
    public GatewayCluster Read(Lookups lookups) => lookups.Get(Part, Key);
}
