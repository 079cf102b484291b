using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>Reads the settings of Ingresses from their annotations.</summary>
internal static class AnnotationReader
{
    /// <summary>Returns the settings of an Ingress.</summary>
    /// <param name="ingress">The Ingress.</param>
    /// <param name="class">Its class.</param>
    /// <param name="lookups">The lookups.</param>
    public static IngressSettings Read(V1Ingress ingress, string @class, Lookups lookups)
    {
        var annotations = new IngressAnnotations(ingress);
        var first = RedirectAnnotations.Read(annotations, ingress, @class)
            .Select(entry => Complete(entry, ingress, lookups)).ToImmutableArray();
        var access = ClientCertificateAnnotations.Read(annotations, lookups)
            .Concat(AccessAnnotations.Read(annotations, ingress, lookups))
            .ToArray();
        var plugins = access
            .Concat(CorsAnnotations.Read(annotations))
            .Concat(LimitAnnotations.Read(annotations))
            .Concat(HeaderAnnotations.Read(annotations, lookups))
            .Concat(AddressAnnotations.Read(annotations))
            .Select(entry => Complete(entry, ingress, lookups))
            .ToImmutableArray();
        var settings = new IngressSettings
        {
            First = first,
            Plugins = plugins,
            IsProtected = access.Length > 0,
            Aliases = [.. Aliases(annotations)],
            AppRoot = PathOf("app-root", annotations),
            RedirectsWww = annotations.Flag("from-to-www-redirect"),
            RewriteTarget = PathOf("rewrite-target", annotations),
            ForwardedPrefix = annotations.Text("x-forwarded-prefix"),
            Host = annotations.Text("upstream-vhost"),
            DefaultBackend = annotations.Text("default-backend"),
            ErrorStatuses = ErrorAnnotations.Read(annotations),
            Mirror = MirrorTarget.Read(annotations),
            Cluster = ClusterAnnotations.Read(annotations, lookups),
        };
        annotations.Flag("use-regex");
        annotations.Flag(IngressPassthrough.Annotation);
        CanaryRule.Read(annotations);
        if (settings.Host is { } host && Uri.CheckHostName(host) != UriHostNameType.Dns)
        {
            annotations.Invalid("upstream-vhost", "it must be a host name.");
            settings = settings with { Host = null };
        }

        if (settings.ForwardedPrefix is { } prefix && prefix.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            annotations.Invalid("x-forwarded-prefix", "it must be a path in ASCII.");
            settings = settings with { ForwardedPrefix = null };
        }

        if (settings.DefaultBackend is { } name && lookups.Read(Sources.Services, new ResourceName(annotations.Namespace, name)) is null)
            annotations.Invalid("default-backend", $"the Service '{name}' doesn't exist.");
        annotations.Finish();
        return settings with { IsClosed = annotations.Closed is not null, Warnings = [.. annotations.Warnings] };
    }

    /// <summary>Returns an entry of a plugin. Its id keeps it apart from the same plugin of a GatewayPlugin.</summary>
    public static PluginEntry Entry(string name, string id, object options)
        => new() { Name = name, Id = id, Options = ConfigNode.FromValue(options) };

    /// <summary>All paths of the Ingress share the plugin, and it belongs to the namespace.</summary>
    private static PluginEntry Complete(PluginEntry entry, V1Ingress ingress, Lookups lookups) => entry with
    {
        Tenant = ingress.Metadata.NamespaceProperty,
        IsRemoteOnly = lookups.Options.IsRemoteOnly(ingress.Metadata.NamespaceProperty),
        SharedScope = $"ingress/{ResourceName.Of(ingress)}/annotations",
        Location = new ConfigLocation($"ingress {ResourceName.Of(ingress)}"),
    };

    private static IEnumerable<string> Aliases(IngressAnnotations annotations)
    {
        foreach (var alias in annotations.List("server-alias").Select(alias => alias.ToLowerInvariant()))
        {
            if (Uri.CheckHostName(alias.StartsWith("*.", StringComparison.Ordinal) ? alias[2..] : alias) == UriHostNameType.Dns)
                yield return alias;
            else
                annotations.Invalid("server-alias", $"'{alias}' isn't a host name; regular expressions aren't supported.");
        }
    }

    private static string? PathOf(string name, IngressAnnotations annotations)
    {
        var path = annotations.Text(name);
        if (path is not null && name == "app-root" && LocationTemplate.Problem(path) is { } problem)
        {
            annotations.Invalid(name, $"it {problem}.");
            return null;
        }

        if (path is null || path.StartsWith('/') || (name == "rewrite-target" && path.StartsWith('$')))
            return path;

        annotations.Invalid(name, "it must begin with '/'.");
        return null;
    }
}
