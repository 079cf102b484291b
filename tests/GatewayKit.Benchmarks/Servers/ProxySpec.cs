using GatewayKit.Benchmarks.Compare;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>The settings that a proxy starts with.</summary>
/// <param name="Variant">The proxy.</param>
/// <param name="Upstream">The upstream's port.</param>
/// <param name="Routes">The routes.</param>
/// <param name="Cores">The processors that the proxy may use.</param>
/// <param name="Folder">An empty folder for its files.</param>
/// <param name="Certificate">The path of its certificate with the private key, as PEM.</param>
internal sealed record ProxySpec(Variant Variant, int Upstream, RouteTable Routes, int Cores, string Folder, string Certificate)
{
    /// <summary>The port of Redis; null without one.</summary>
    public int? Redis { get; init; }

    public string UpstreamAddress => FormattableString.Invariant($"http://127.0.0.1:{Upstream}");
}
