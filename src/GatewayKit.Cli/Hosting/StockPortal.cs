using GatewayKit.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Cli.Hosting;

/// <summary>The developer portal of the stock host.</summary>
internal static class StockPortal
{
    public static void Add(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        if (settings.PortalUrls.Count == 0 && !settings.ChecksPortal)
            return;

        // The keys protect only the tokens of forms, which a reader can load again, so the host needs no keys on disk.
        gateway.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        gateway.Services.AddGatewayKitPortal();
        if (settings.PortalUrls.Count == 0)
            return;

        gateway.UsePortalUrls([.. settings.PortalUrls]);
        StockAccounts.Add(gateway, settings);
    }
}
