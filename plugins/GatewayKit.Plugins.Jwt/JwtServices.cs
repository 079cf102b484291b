using GatewayKit.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Registers the services that all entries share.</summary>
internal sealed class JwtServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<KeySources>();
}
