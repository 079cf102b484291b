using GatewayKit;
using Microsoft.Extensions.DependencyInjection;

namespace ThrowingDispose;

public sealed class Services : IPluginServices
{
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton<Licence>();
}
