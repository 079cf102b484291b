using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>Sends commands to the plugins of a gateway that has an admin address.</summary>
internal static class PluginCommands
{
    private const string Lead = "Health checks are answered on ";

    /// <summary>Sends a command, such as <c>fault-injection/stop</c>, and returns the text that the operator reads.</summary>
    public static async Task<string> CommandAsync(this GatewayTestHost host, string command)
    {
        var line = host.Logs.Lines.First(l => l.Contains(Lead, StringComparison.Ordinal));
        var admin = new Uri(line[(line.IndexOf(Lead, StringComparison.Ordinal) + Lead.Length)..].TrimEnd('.'));
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri(admin, $"/plugins/{command}"), null).WaitAsync(TimeSpan.FromSeconds(60));
        return await answer.Content.ReadAsStringAsync();
    }
}
