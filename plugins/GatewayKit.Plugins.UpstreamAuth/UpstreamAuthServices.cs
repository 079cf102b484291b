using GatewayKit.Plugins.UpstreamAuth.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>Registers the HTTP client for token endpoints.</summary>
public sealed class UpstreamAuthServices : IPluginServices
{
    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services
        .AddHttpClient(TokenEndpoint.Client, client =>
        {
            client.MaxResponseContentBufferSize = TokenEndpoint.MaxResponse;
            client.Timeout = Timeout.InfiniteTimeSpan; // each request has its own
        })
        .RemoveAllLoggers()
        .UseSocketsHttpHandler((handler, _) =>
        {
            // A redirect would carry the secret to another address.
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
        });
}
