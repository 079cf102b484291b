using System.Net;
using GatewayKit.Admin;
using GatewayKit.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Hosting;

/// <summary>The admin API and the operators' pages of a serving stock host: at the admin addresses, with keys unless all of them
/// are on loopback.</summary>
internal static class StockAdmin
{
    /// <summary>The variable with the key of an admin, which other users of the machine can't see.</summary>
    public const string KeyVariable = "GATEWAYKIT_ADMIN_KEY";

    private const string KeyOption = "--admin-key";
    private const string KeyName = "admin";
    private const string ReferenceStart = "${env:";

    /// <exception cref="ToolException">A key is invalid, or an address that other machines can reach has no key.</exception>
    public static void Add(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        if (settings.AdminUrls.Count == 0)
        {
            if (settings.AdminKey is not null)
                throw new ToolException($"{KeyOption} needs an address: add --admin-urls, such as --admin-urls http://127.0.0.1:9000.");
            return;
        }

        AddPages(gateway, settings);
        var hasKeys = false;
        try
        {
            gateway.UseAdminApi(options =>
            {
                if (KeyOf(settings, gateway.Host.Configuration) is { } key)
                    options.AddKey(KeyName, AdminRole.Admin, key);
                hasKeys = options.HasKeys;
            });
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new ToolException(error.Message, error);
        }

        if (!hasKeys && settings.AdminUrls.FirstOrDefault(url => !IsLocal(url)) is { } exposed)
        {
            throw new ToolException(
                $"--admin-urls: other machines can reach {exposed}, so it needs a key. Set {KeyVariable} or {KeyOption}, "
                + "or use 127.0.0.1. For health checks from other machines, use --health-urls.");
        }
    }

    private static void AddPages(GatewayKitBuilder gateway, StockHostSettings settings)
    {
        // Forms are open for minutes, and sessions are in memory, so the host needs no keys on disk. A form from before a restart isn't an
        // error of the gateway, which the framework would log.
        if (settings.PortalUrls.Count == 0 && !settings.ChecksPortal)
            gateway.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        gateway.Host.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
        gateway.UseOperatorPages();
    }

    private static string? KeyOf(StockHostSettings settings, IConfiguration environment)
    {
        if (settings.AdminKey is not { } text)
            return environment[KeyVariable] is { Length: > 0 } variable ? variable : null;
        if (!text.StartsWith(ReferenceStart, StringComparison.Ordinal) || !text.EndsWith('}'))
            return text;

        var name = text[ReferenceStart.Length..^1];
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value
            : throw new ToolException($"{KeyOption}: the environment variable '{name}' isn't set.");
    }

    private static bool IsLocal(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
