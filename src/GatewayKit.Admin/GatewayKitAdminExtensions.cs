using GatewayKit.Admin;
using GatewayKit.Admin.Access;
using GatewayKit.Admin.Describing;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using GatewayKit.Admin.Planning;
using GatewayKit.Hosting;
using GatewayKit.Hosting.Admin;
using GatewayKit.Statistics.Sampling;
using Microsoft.AspNetCore.Builder;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the admin API to a gateway.</summary>
public static class GatewayKitAdminExtensions
{
    /// <summary>
    /// Serves the admin API at the admin addresses (<see cref="GatewayKitBuilder.UseAdminUrls"/>), if there are any, and lets the app map
    /// it with <c>app.MapGatewayKitAdmin()</c>. Keys are also read from the host's configuration, <c>GatewayKitAdmin:Keys:NAME:Role</c>,
    /// <c>GatewayKitAdmin:Keys:NAME:Key</c> and, to limit one, <c>GatewayKitAdmin:Keys:NAME:Label</c>, and the settings of the sample,
    /// <c>GatewayKitAdmin:TrafficSample</c>. With keys, the other endpoints of the admin addresses need one, too, except health checks and
    /// those with their own authorization.
    /// </summary>
    /// <param name="gateway">The builder of the gateway.</param>
    /// <param name="configure">Adds keys and changes the settings.</param>
    /// <returns>The builder of the gateway.</returns>
    /// <exception cref="FormatException">A setting in the host's configuration is invalid; the message says which.</exception>
    /// <exception cref="ArgumentException">A setting of the sample is invalid.</exception>
    /// <exception cref="InvalidOperationException">The gateway already has an admin API.</exception>
    public static GatewayKitBuilder UseAdminApi(this GatewayKitBuilder gateway, Action<AdminApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var services = gateway.Services;
        if (services.Any(service => service.ServiceType == typeof(AdminApiOptions)))
            throw new InvalidOperationException("The gateway already has an admin API. Call UseAdminApi once.");

        var options = new AdminApiOptions();
        AdminSettings.Read(gateway.Host.Configuration, options);
        configure?.Invoke(options);
        SampleCheck.Check(options.TrafficSample);
        services.AddSingleton(options);
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<AdminAccess>();
        services.AddSingleton<AdminPipeline>();
        services.AddSingleton<IAdminGuard, AdminGuard>();
        services.AddSingleton<StartTime>();
        services.AddSingleton<RequestFigures>();
        services.AddSingleton<PlanTurn>();
        services.AddHostedService(s => new SampleStart(s.GetRequiredService<TrafficSample>(), options.TrafficSample));
        services.AddOpenApi(AdminApi.Name, AdminDocument.Describe);
        return gateway.MapAdmin(admin => admin.MapGatewayKitAdmin());
    }
}
