using GatewayKit;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger;

public sealed class Services : IPluginServices
{
    public const string ClientName = "messenger";

    public void ConfigureServices(IServiceCollection services)
    {
        services.AddTransient<SealingHandler>();
        services.AddHttpClient(ClientName).AddHttpMessageHandler<SealingHandler>();
        services.AddHttpClient<Mailbox>().ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());
    }
}
