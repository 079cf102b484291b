using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Registers the HTTP client for revocation lists.</summary>
public sealed class MtlsAuthServices : IPluginServices
{
    internal const string Client = "mtls-auth";

    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services.AddHttpClient(Client, client =>
    {
        client.Timeout = Timeout.InfiniteTimeSpan; // each fetch has its own
        client.MaxResponseContentBufferSize = Revocation.MaximumBytes;
    });
}
