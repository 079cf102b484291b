using System.Diagnostics;
using System.Text.Json;
using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.SideBySide;

/// <summary>A server in a child process.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(string role, Process process)
    {
        Role = role;
        _process = process;
    }

    public string Role { get; }

    public Uri Address { get; private set; } = null!;

    public static async Task<ServerProcess> StartAsync(string role, params string[] more)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Under `dotnet X.dll` the process is dotnet, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        foreach (var argument in (string[])[Roles.Role.Argument, role, .. more])
            start.ArgumentList.Add(argument);

        var server = new ServerProcess(role, Process.Start(start)!);
        try
        {
            server.Address = new Uri(await server.ReadAsync().ConfigureAwait(false));
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public async Task<Usage> UsageAsync()
    {
        await _process.StandardInput.WriteLineAsync(ControlChannel.AskUsage).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        return JsonSerializer.Deserialize<Usage>(await ReadAsync().ConfigureAwait(false))!;
    }

    /// <summary>Ends the server: politely by the end of its input, otherwise at once.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadAsync()
        => await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The server '{Role}' has ended.");
}
