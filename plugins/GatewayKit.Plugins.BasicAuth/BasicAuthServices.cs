using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>The services that the entries of <c>basic-auth</c> share.</summary>
public sealed class BasicAuthServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<PasswordVerifier>();
}
