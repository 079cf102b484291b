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
        CodeConfigRules.Check(config, name, errors);
        return errors.Total == before ? config : null;
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => _signal.Token;
}
