using GatewayKit.Portal.Accounts;
using GatewayKit.Portal.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A portal whose limits have a clock of the test; everything else has that of the machine.</summary>
internal static class LimitedHost
{
    public static Task<AccountHost> StartAsync(Action<PortalAccountOptions> configure, FakeTimeProvider? time = null)
        => AccountHost.StartAsync(configure, extend: services =>
        {
            time ??= new FakeTimeProvider();
            services.AddSingleton(provider => new AccountLimits(provider.GetRequiredService<PortalAccountOptions>(), time));
            services.AddSingleton(provider => new ReaderLimits(provider.GetRequiredService<PortalAccountOptions>(), time));
        });
}
