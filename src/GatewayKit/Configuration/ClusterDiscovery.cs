using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration;

/// <summary>The discovery of a cluster's destinations: each address of a destination's name becomes a destination.</summary>
[Shorthand(nameof(Type))]
public sealed record ClusterDiscovery : IValidatedOptions
{
    private const int DnsPort = 53;

    /// <summary>The way in which names are resolved.</summary>
    public required DiscoveryType Type { get; init; }

    /// <summary>The time after which a name is resolved again; earlier if the time to live of its records is shorter.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The DNS servers, such as <c>10.0.0.2</c> or <c>127.0.0.1:8600</c>. Default: those of the operating system.</summary>
    [MaxLength(5)]
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        for (var i = 0; i < Servers.Count; i++)
        {
            if (ServerOf(Servers[i]) is null)
            {
                yield return new OptionsError(
                    string.Create(CultureInfo.InvariantCulture, $"servers[{i}]"),
                    $"is {DisplayText.Text(Servers[i])}; it must be an IP address, optionally with a port");
            }
        }
    }

    internal static IPEndPoint? ServerOf(string text)
        => IPEndPoint.TryParse(text, out var server) ? server.Port == 0 ? new IPEndPoint(server.Address, DnsPort) : server : null;
}
