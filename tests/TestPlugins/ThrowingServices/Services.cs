using GatewayKit;
using Microsoft.Extensions.DependencyInjection;

namespace ThrowingServices;

/// <summary>Fails while it registers, with an exception of the plugin's own type.</summary>
public sealed class Services : IPluginServices
{
    public void ConfigureServices(IServiceCollection services) => throw new NoLicenceException();
}
