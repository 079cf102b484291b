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
        services.AddHostedService(_ => new IdleMemory(TimeProvider.System, () => GC.GetTotalAllocatedBytes(), GiveBack));
    }

    private static bool IsDataProtection(ServiceDescriptor service)
        => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.FullName == "Microsoft.AspNetCore.DataProtection.Internal.DataProtectionHostedService";

    /// <summary>Returns unused memory to the system. A document of many megabytes leaves several times its size allocated.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
