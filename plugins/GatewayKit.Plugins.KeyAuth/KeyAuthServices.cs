using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>The services that the entries of <c>key-auth</c> share.</summary>
public sealed class KeyAuthServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<KeyUses>();
}
