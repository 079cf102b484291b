using GatewayKit.Configuration;
using GatewayKit.Runtime;
using GatewayKit.Store.Revisions;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Store.Sources;

/// <summary>Checks a content together with the other sources of this gateway, and with its plugins.</summary>
/// <param name="source">The source of the store.</param>
/// <param name="binder">The binder of its contents.</param>
/// <param name="services">The services. The validator is resolved later, because it needs the sources.</param>
internal sealed class GatewayRevisionCheck(StoreConfigSource source, EntryBinder binder, IServiceProvider services) : IRevisionCheck
{
    public async Task<ConfigErrors> CheckAsync(StoreContent next, CancellationToken cancellation)
    {
        var errors = new ConfigErrors();
        var config = binder.Bind(next, errors);
        return (await ValidateAsync(config ?? new GatewayConfig(), errors, cancellation).ConfigureAwait(false)).Errors;
    }

    private Task<GatewayValidation> ValidateAsync(GatewayConfig config, ConfigErrors errors, CancellationToken cancellation)
    {
        try
        {
            return services.GetRequiredService<GatewayValidator>().ValidateNextAsync(source, config, errors, cancellation);
        }
        catch (InvalidOperationException error)
        {
            throw new StoreUnavailableException("The gateway hasn't started, so changes can't be checked.", error);
        }
    }
}
