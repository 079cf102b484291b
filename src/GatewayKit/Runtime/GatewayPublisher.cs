using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Runtime;

/// <summary>
/// A source whose configuration code publishes while the gateway runs. It is for sources with many owners: an invalid version is neither
/// logged nor active, and the errors let the caller publish the valid part. Objects that are the same as in the version before are not
/// checked or compiled again.
/// </summary>
/// <remarks>Register it as a singleton, and add it with <see cref="Hosting.GatewayKitBuilder.LoadFrom(Func{IServiceProvider,
/// IGatewayConfigSource})"/>.</remarks>
/// <param name="name">The name in messages and logs.</param>
/// <param name="services">The host's services.</param>
public sealed class GatewayPublisher(string name, IServiceProvider services) : IGatewayConfigSource
{
    private readonly ChangeSignal _never = new();
    private GatewayConfig _active = new();

    /// <inheritdoc />
    public string Name => name;

    /// <summary>Activates a configuration as a whole, together with the active versions of the other sources.</summary>
    /// <param name="config">The configuration. Only one publication runs at a time.</param>
    /// <param name="cancellation">Ends the wait for another change of the configuration.</param>
    /// <returns>The errors; empty if the configuration is active. An entry that several routes share has an error for each of
    /// them.</returns>
    public async Task<IReadOnlyList<ConfigError>> PublishAsync(GatewayConfig config, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        var errors = new ConfigErrors();
        config = config with { RouteDifference = SectionComparison.Compare(_active.Routes, config.Routes) };
        CodeConfigRules.Check(config, name, errors, _active);
        if (errors.Total == 0)
            errors = await services.GetRequiredService<ReloadCoordinator>().OfferAsync(this, config, cancellation).ConfigureAwait(false);
        if (errors.Total > 0)
            return [.. errors.Items.SelectMany(error => ErrorsByOwner.Spread(config, error))];

        Volatile.Write(ref _active, config);
        return [];
    }

    /// <inheritdoc />
    public GatewayConfig? Read(ConfigErrors errors) => Volatile.Read(ref _active);

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => _never.Token;
}
