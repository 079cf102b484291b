using System.Globalization;

namespace GatewayKit.Redis.Tests.Support;

/// <summary>
/// The Redis server in this process, which all tests share: each has keys of its own. Without its transaction mode, scripts of several
/// connections aren't atomic.
/// </summary>
internal static class EmbeddedGarnet
{
    private static readonly Lazy<string> s_address = new(Start);

    public static string Address => s_address.Value;

    private static string Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
            try
            {
                var server = new global::Garnet.GarnetServer(["--port", port, "--bind", "127.0.0.1", "--lua", "--lua-transaction-mode"]);
                server.Start();
                return $"127.0.0.1:{port}";
            }
            catch (Exception) when (attempt < 5)
            {
                // Another process took the port.
            }
        }
    }
}
