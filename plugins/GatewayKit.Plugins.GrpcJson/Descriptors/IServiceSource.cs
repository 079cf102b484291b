namespace GatewayKit.Plugins.GrpcJson.Descriptors;

/// <summary>Supplies the services that a plugin entry maps.</summary>
internal interface IServiceSource
{
    /// <summary>Returns the services; null if they aren't known yet, because the upstream doesn't respond.</summary>
    ValueTask<ServiceMap?> GetAsync(GatewayContext context);
}
