using GatewayKit.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Registers the services that all entries share.</summary>
internal sealed class OidcServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<KeySources>();
        services.AddSingleton<Realms>();
        TokenEndpointClient.AddTo(services);
    }
}
