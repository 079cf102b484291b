using System.Globalization;
using GatewayKit.Hosting;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Cli.Hosting;

/// <summary>
/// Selects the listen addresses: the option, otherwise <c>ASPNETCORE_URLS</c>, otherwise <c>ASPNETCORE_HTTP_PORTS</c> and
/// <c>ASPNETCORE_HTTPS_PORTS</c> on every interface, as set by container images, otherwise Kestrel's endpoints, otherwise the default.
/// </summary>
internal static class ListenUrls
{
    private const string Urls = "ASPNETCORE_URLS";

    /// <exception cref="ToolException">A variable contains an invalid address or port.</exception>
    public static IReadOnlyList<string> Choose(StockHostSettings settings, IConfiguration environment)
    {
        if (settings.Urls.Count > 0 || settings.OnlyListeners)
            return settings.Urls;
        if (Parts(environment, Urls) is { Length: > 0 } urls)
            return [.. urls.Select(CheckUrl)];

        string[] ports = [.. Ports(environment, "ASPNETCORE_HTTP_PORTS", "http"), .. Ports(environment, "ASPNETCORE_HTTPS_PORTS", "https")];
        return ports.Length > 0 ? ports
            : AreInKestrel(environment) || settings.Cluster is not null ? []
            : [settings.DefaultUrl];
    }

    /// <summary>Returns whether the configuration of Kestrel has endpoints.</summary>
    public static bool AreInKestrel(IConfiguration environment) => environment.GetSection("Kestrel:Endpoints").GetChildren().Any();

    private static string CheckUrl(string url)
        => ListenUrl.FindError(url, "http", "https") is { } error ? throw new ToolException($"{Urls}: {error}") : url;

    private static IEnumerable<string> Ports(IConfiguration environment, string variable, string scheme)
        => Parts(environment, variable)
            .Select(port => ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? string.Create(CultureInfo.InvariantCulture, $"{scheme}://*:{number}")
                : throw new ToolException($"{variable}: '{port}' isn't a port; it must be a number between 0 and {ushort.MaxValue}."));

    private static string[] Parts(IConfiguration environment, string variable)
        => (environment[variable] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
