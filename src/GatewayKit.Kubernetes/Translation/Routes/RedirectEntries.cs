using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Translates the filter <c>RequestRedirect</c>.</summary>
internal static class RedirectEntries
{
    /// <summary>Returns whether the port of the location is that of the listener.</summary>
    public static bool NeedListener(RequestRedirect? redirect) => redirect is { Port: null, Scheme: null or "" };

    /// <summary>Returns the entry of a filter.</summary>
    /// <param name="redirect">The filter.</param>
    /// <param name="path">The condition of the path.</param>
    /// <param name="port">The port of the listener.</param>
    public static PluginEntry Of(RequestRedirect redirect, PathCondition path, int port)
    {
        var options = new Dictionary<string, object> { ["status"] = redirect.StatusCode };
        if (redirect.Scheme is { Length: > 0 } scheme)
            options["scheme"] = scheme;
        if (redirect.Hostname is { Length: > 0 } host)
            options["host"] = host;
        if (redirect.Port is { } own)
            options["port"] = own;
        else if (NeedListener(redirect))
            options["port"] = port;
        if (redirect.Path is { Type: "ReplaceFullPath", ReplaceFullPath: { } full })
            options["path"] = full;
        else if (redirect.Path is { ReplacePrefixMatch: { } replacement })
            (options["prefix"], options["replacement"]) = (path.Value, replacement);
        return new PluginEntry { Name = RedirectPlugin.Name, Options = ConfigNode.FromValue(options) };
    }
}
