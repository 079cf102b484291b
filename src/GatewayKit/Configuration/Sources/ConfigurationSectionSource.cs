using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration.Sources;

/// <summary>A section of the host's configuration, from any provider.</summary>
/// <param name="section">The section.</param>
/// <param name="isRequired">Whether a missing section is an error; if not, a missing section is a gateway without routes.</param>
/// <param name="root">The configuration that may contain the section, to read it in one pass; null if it isn't known.</param>
internal sealed class ConfigurationSectionSource(IConfiguration section, bool isRequired = false, IConfigurationRoot? root = null)
    : IGatewayConfigSource
{
    /// <inheritdoc />
    public string Name { get; } = section is IConfigurationSection { Path: var path } ? path : "configuration";

    /// <inheritdoc />
    public GatewayConfig? Read(ConfigErrors errors)
    {
        if (isRequired && section is IConfigurationSection named && !named.Exists())
        {
            errors.Add("", "The host's configuration doesn't have this section.", new ConfigLocation(Name, 0, 0));
            return null;
        }

        if (!isRequired && section is IConfigurationSection { Value.Length: > 0 } && !section.GetChildren().Any())
        {
            // Omits the value, which may be a path or a secret.
            errors.Warn("", "The host's configuration has a single value here, which is ignored. It may come from an unrelated "
                + $"environment variable {Name.ToUpperInvariant()}. Environment variables that configure the gateway contain keys, such as "
                + $"{Name}__routes__...", new ConfigLocation(Name, 0, 0));
            return new GatewayConfig();
        }

        return ConfigDocument.Read(section, Name, errors, root: root) is { } node ? GatewayConfigBinder.Bind(node, errors) : null;
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => section.GetReloadToken();
}
