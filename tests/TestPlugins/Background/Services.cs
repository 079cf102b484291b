using GatewayKit;
using Microsoft.Extensions.DependencyInjection;

namespace Background;

public sealed class Services : IPluginServices
{
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<Ticker>();
}
