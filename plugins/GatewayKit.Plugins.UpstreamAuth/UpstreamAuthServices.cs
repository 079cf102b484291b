using GatewayKit.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>Registers the HTTP client for token endpoints.</summary>
public sealed class UpstreamAuthServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => TokenEndpointClient.AddTo(services);
}
