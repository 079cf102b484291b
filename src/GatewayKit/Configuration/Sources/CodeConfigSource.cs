using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration.Sources;

/// <summary>A configuration that is created in code and can be replaced while the gateway runs.</summary>
/// <param name="config">The configuration.</param>
/// <param name="name">The source's name in messages.</param>
internal sealed class CodeConfigSource(GatewayConfig config, string name = "code") : IGatewayConfigSource
{
    private readonly ChangeSignal _signal = new();
    private GatewayConfig _config = config;

    /// <inheritdoc />
    public string Name => name;

    /// <summary>Replaces the configuration.</summary>
    /// <param name="config">The new configuration.</param>
    public void Update(GatewayConfig config)
    {
        Volatile.Write(ref _config, config);
        _signal.Fire();
    }

    /// <inheritdoc />
    public GatewayConfig? Read(ConfigErrors errors)
    {
        var before = errors.Total;
        var config = Volatile.Read(ref _config);
        var at = new BindingPoint(errors, "", "", new ConfigLocation(name, 0, 0));
        NodeBinder.Bind(typeof(GatewayConfig), ConfigNode.FromValue(config), at);
        for (var i = 0; i < config.TrustedProxies.Length; i++)
        {
            if (!TrustedProxiesBinder.IsValid(config.TrustedProxies[i]))
                at.Key("trustedProxies").Item(i).Refuse(DisplayText.Text(config.TrustedProxies[i]), TrustedProxiesBinder.Allowed);
        }

        return errors.Total == before ? config : null;
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => _signal.Token;
}
