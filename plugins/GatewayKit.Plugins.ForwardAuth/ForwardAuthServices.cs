using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>Registers the HTTP client for the authorization service.</summary>
public sealed class ForwardAuthServices : IPluginServices
{
    internal const string Client = "forward-auth";

    /// <inheritdoc />
    public void ConfigureServices(IServiceCollection services) => services
        .AddHttpClient(Client, client =>
        {
            client.MaxResponseContentBufferSize = Answer.MaxBody;
            client.Timeout = Timeout.InfiniteTimeSpan; // each request has its own
        })
        .RemoveAllLoggers() // they would log the headers of the client
        .UseSocketsHttpHandler((handler, _) =>
        {
            // A redirect is the answer to the client, and its cookies belong to the client.
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;

            // Without an encoding, the client refuses to send a header of the caller that isn't ASCII.
            handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8;
        });
}
