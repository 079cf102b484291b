using GatewayKit.Cli.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Mocking;

/// <summary>Keeps a host small: a mock runs for hours on a developer's machine.</summary>
internal static class MinimalHost
{
    public static void Trim(IServiceCollection services)
    {
        // YARP adds data protection for sticky sessions, which would read its keys, or create them in the user's home,
        // before the first request.
        foreach (var service in services.Where(IsDataProtection).ToList())
            services.Remove(service);
        services.AddHostedService(_ => IdleMemory.OfThisProcess(isOnce: false));
    }

    private static bool IsDataProtection(ServiceDescriptor service)
        => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.FullName == "Microsoft.AspNetCore.DataProtection.Internal.DataProtectionHostedService";
}
