using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration;

/// <summary>A section of the host's configuration. One that is absent is an empty configuration.</summary>
internal sealed class ConfigurationSectionSource(IConfigurationSection section) : IGatewayConfigSource
{
    public string Name => section.Path;

    public GatewayConfig? Read(ConfigErrors errors)
        => !section.Exists() ? new GatewayConfig()
            : ConfigDocument.Read(section, Name, errors) is { } root ? GatewayConfigBinder.Bind(root, errors)
            : null;

    public IChangeToken GetChangeToken() => section.GetReloadToken();

    public void Accepted()
    {
    }

    public GatewayConfig? ReadLastGood() => null;
}
