using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.Opa;

/// <summary>Registers the HTTP client for OPA.</summary>
public sealed class OpaServices : IPluginServices
{
    internal const string Client = "opa";

    private const int MaxResponse = 64 * 1024;

    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services
        .AddHttpClient(Client, client =>
        {
            client.MaxResponseContentBufferSize = MaxResponse;
            client.Timeout = Timeout.InfiniteTimeSpan; // each request has its own
        })
        .RemoveAllLoggers() // two lines for each request
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
        });
}
