using System.Text.Json;

namespace GatewayKit.Benchmarks.Roles;

/// <summary>
/// How the parent talks to a server: over its standard input and output, a line each way. The input ends with the parent,
/// however that ends, and the server with it.
/// </summary>
internal static class ControlChannel
{
    public const string AskUsage = "usage";

    public static async Task ServeAsync(string address)
    {
        await Console.Out.WriteLineAsync(address).ConfigureAwait(false);
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } command)
        {
            if (command != AskUsage)
                throw new InvalidOperationException($"'{command}' is no command.");

            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(Usage.OfThisProcess())).ConfigureAwait(false);
        }
    }
}
