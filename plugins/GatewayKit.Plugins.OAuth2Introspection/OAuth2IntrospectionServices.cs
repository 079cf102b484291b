using GatewayKit.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Registers the services that all entries share.</summary>
internal sealed class OAuth2IntrospectionServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IntrospectionServers>();
        TokenEndpointClient.AddTo(services);
    }
}
