using System.Collections.Immutable;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>
/// Binds the nodes of a source to a gateway's configuration, with the same rules and messages for every source.
/// Checks that need the loaded plugins run later.
/// </summary>
public static class GatewayConfigBinder
{
    /// <summary>The keys of a configuration.</summary>
    internal static readonly ImmutableArray<string> Keys =
    [
        "plugins", "routes", "clusters", "groups", "consumers", "paths", "trustedProxies", "problems", "shutdown", "tls", "portal",
        "$schema",
    ];

    /// <summary>The prefix of top-level keys that are ignored: for anchors and notes.</summary>
    internal const string ExtensionPrefix = "x-";

    /// <summary>Binds a document.</summary>
    /// <param name="root">The document. A <see cref="ConfigNull"/> is an empty document: a gateway without routes.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <returns>The configuration without the parts that have errors. After an error, use it only to find more errors.
    /// Null if nothing is left.</returns>
    public static GatewayConfig? Bind(ConfigNode root, ConfigErrors errors) => Bind(root, errors, null);

    /// <param name="root">The document.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <param name="sections">Has what was bound from the version before of the document, and gets what is bound now;
    /// null to bind everything.</param>
    internal static GatewayConfig? Bind(ConfigNode root, ConfigErrors errors, BoundSections? sections)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(errors);
        var document = root is ConfigNull ? new ConfigMapping(root.Location) : ConfigMapping.From(root);
        if (document is null)
        {
            errors.Add("", $"The configuration is {DisplayText.Kind(root)}; it must be a mapping with the keys {string.Join(", ", Keys)}.",
                root.Location);
            return null;
        }

        var at = new BindingPoint(errors, ConfigPiece.Whole, "", document.Location);
        UnknownKeys.Refuse(document, Keys, at, ExtensionPrefix);
        var routes = NamedBinder.Bind(document, "routes", "routeId", at, RouteBinder.Bind, sections);
        return new GatewayConfig
        {
            Plugins = PluginListBinder.Bind(document, at, sections),
            Routes = routes,
            RouteDifference = sections?.DifferenceOf("routes"),
            Clusters = NamedBinder.Bind(document, "clusters", "clusterId", at, ClusterBinder.Bind, sections),
            Groups = NamedBinder.Bind(document, "groups", null, at, ConsumerBinder.BindGroup, sections),
            Consumers = NamedBinder.Bind(document, "consumers", null, at, ConsumerBinder.BindConsumer, sections),
            Paths = SectionBinder.Bind<PathRules>(document, "paths", at),
            TrustedProxies = TrustedProxiesBinder.Bind(document, at),
            Problems = NamedBinder.Bind(document, "problems", null, at, ProblemBinder.Bind),
            Shutdown = SectionBinder.Bind<ShutdownConfig>(document, "shutdown", at),
            Tls = TlsBinder.Bind(document, at),
            Portal = PortalBinder.Bind(document, at),
            KeyLocations = document.Entries
                .Select(e => e.Key)
                .ToImmutableDictionary(k => k, document.KeyLocation, StringComparer.OrdinalIgnoreCase),
            Variables = errors.Hidden,
        };
    }
}
