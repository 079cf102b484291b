using GatewayKit;
using Microsoft.Extensions.DependencyInjection;

namespace NewerJson;

public sealed class Services : IPluginServices
{
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<Tally>();
}
