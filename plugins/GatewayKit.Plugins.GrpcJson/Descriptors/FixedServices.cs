namespace GatewayKit.Plugins.GrpcJson.Descriptors;

/// <summary>The services of a file.</summary>
internal sealed class FixedServices(ServiceMap services) : IServiceSource
{
    public ValueTask<ServiceMap?> GetAsync(GatewayContext context) => new(services);
}
