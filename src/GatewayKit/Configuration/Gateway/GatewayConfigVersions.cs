using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Gateway;

/// <summary>
/// Binds the versions of a document one after the other. A section or an entry of a section, such as a route, is bound again only if its
/// node is another object than in the version before, or if something was reported. Not safe for concurrent use.
/// </summary>
public sealed class GatewayConfigVersions
{
    private BoundSections? _bound;

    /// <summary>Binds the next version.</summary>
    /// <param name="root">The document. A <see cref="ConfigNull"/> is an empty document: a gateway without routes.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <returns>The configuration without the parts that have errors. After an error, use it only to find more errors.
    /// Null if nothing is left.</returns>
    public GatewayConfig? Bind(ConfigNode root, ConfigErrors errors)
    {
        var sections = new BoundSections(_bound);
        var config = GatewayConfigBinder.Bind(root, errors, sections);
        sections.Complete();
        _bound = sections;
        return config;
    }
}
