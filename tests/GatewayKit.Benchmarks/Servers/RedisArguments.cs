using System.Globalization;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>The arguments of a Redis server that stores nothing.</summary>
internal static class RedisArguments
{
    public static IReadOnlyList<string> Of(ServerPorts ports) =>
    [
        "--bind", "127.0.0.1", "--port", ports.Http1.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no",
    ];
}
