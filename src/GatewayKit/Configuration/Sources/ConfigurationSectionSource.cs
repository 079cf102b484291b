using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration;

/// <summary>A section of the host's configuration, with whatever providers stand behind it. An absent one is a gateway without routes.</summary>
/// <param name="section">The section.</param>
internal sealed class ConfigurationSectionSource(IConfiguration section) : IGatewayConfigSource
{
    /// <inheritdoc />
    public string Name { get; } = section is IConfigurationSection { Path: var path } ? path : "configuration";

    /// <inheritdoc />
    public GatewayConfig? Read(ConfigErrors errors)
        => ConfigDocument.Read(section, Name, errors) is { } root ? GatewayConfigBinder.Bind(root, errors) : null;

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => section.GetReloadToken();

    /// <inheritdoc />
    public void Accepted()
    {
        // The providers keep what they hold.
    }

    /// <inheritdoc />
    public GatewayConfig? ReadLastGood() => null;
}
