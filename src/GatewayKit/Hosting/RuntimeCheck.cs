using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Hosting;

/// <summary>Warns at startup about a .NET version with known security advisories.</summary>
internal sealed partial class RuntimeCheck(ILogger<RuntimeCheck> logger) : IHostedService
{
    /// <summary>The lowest version of each major version without known advisories.</summary>
    private static readonly Version[] s_fixed = [new(10, 0, 13)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (FindFix(Current) is { } update)
            LogOutdated(Current, update);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns the version that fixes the advisories of another one.</summary>
    /// <returns>The version; null if there are no known advisories.</returns>
    public static Version? FindFix(Version version)
        => s_fixed.FirstOrDefault(update => update.Major == version.Major && version < update);

    /// <summary>Returns the older version of .NET and ASP.NET Core: advisories affect both.</summary>
    private static Version Current
    {
        get
        {
            var text =
                typeof(WebApplication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(
                    '+', '-')[0];
            return Version.TryParse(text, out var version) && version < Environment.Version ? version : Environment.Version;
        }
    }

    [LoggerMessage(56, LogLevel.Warning, "The gateway runs on .NET {Current}, which has known security advisories; {Fixed} fixes them. "
        + "Update the ASP.NET Core runtime, or the base image of the container. To turn this check off, set the log level of "
        + "GatewayKit.Hosting.RuntimeCheck to None.")]
    private partial void LogOutdated(Version current, Version @fixed);
}
