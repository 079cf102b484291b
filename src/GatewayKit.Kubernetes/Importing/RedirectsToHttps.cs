using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>The redirect of requests without TLS, which becomes a route for the listener for http.</summary>
internal static class RedirectsToHttps
{
    public const int Status = 308;

    public static bool IsOne(PluginEntry entry)
        => entry.Name == LocationPlugin.Name && entry.Options is ConfigMapping options && options.Find("onlyHttp") is not null;
}
