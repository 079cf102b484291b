using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>The redirects of hosts as a whole: from the root of a host to a path, and from or to <c>www.</c>.</summary>
internal static class IngressRedirects
{
    /// <summary>Returns the id, the path and the plugin of each redirect of a host.</summary>
    /// <param name="host">The host; null for any.</param>
    /// <param name="settings">The settings.</param>
    public static IEnumerable<(string Id, IngressPath Path, PluginEntry Plugin)> Of(string? host, IngressSettings settings)
    {
        if (settings.AppRoot is { } root)
        {
            yield return (
                $"root/{host}",
                new IngressPath { Id = "root", Rule = -1, Host = host, Kind = PathConditionKind.Exact, Backend = null },
                Entry("$scheme://$host" + root, 302));
        }

        if (!settings.RedirectsWww || host is null || host.StartsWith('*'))
            yield break;

        yield return (
            $"www/{host}",
            new IngressPath { Id = "www", Rule = -1, Host = IngressHosts.OtherWww(host), IsDefault = true, Backend = null },
            Entry($"$scheme://{host}$request_uri", 308));
    }

    private static PluginEntry Entry(string location, int status)
        => AnnotationReader.Entry(LocationPlugin.Name, "host", new { location, status });
}
