using System.Diagnostics;
using System.Globalization;

namespace GatewayKit.Soak.Gateway;

/// <summary>The stock host, as a process of its own.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string Listening = "GatewayKit is listening on ";

    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private readonly Task _draining;

    private GatewayProcess(Process process)
    {
        _process = process;
        _draining = DrainAsync(process.StandardError);
    }

    public Uri Address { get; private set; } = null!;

    public bool IsRunning => !_process.HasExited;

    /// <summary>The last lines that it has logged.</summary>
    public string LastErrors
    {
        get
        {
            lock (_errors)
                return string.Join('\n', _errors);
        }
    }

    /// <summary>Starts it with the <c>gateway.yaml</c> and the <c>plugins</c> of a folder.</summary>
    public static async Task<GatewayProcess> StartAsync(string folder)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "GatewayKit.Cli.dll");
        var start = new ProcessStartInfo(
            "dotnet", [tool, "run", "--urls", "http://127.0.0.1:0", "--plugins", "plugins", "--log-level", "Warning"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var gateway = new GatewayProcess(Process.Start(start)!);
        var line = await gateway._process.StandardOutput.ReadLineAsync().WaitAsync(SoakSettings.Patience);
        if (line?.StartsWith(Listening, StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"The gateway doesn't start: {line}\n{gateway.LastErrors}");

        gateway.Address = new Uri(line[Listening.Length..]);
        return gateway;
    }

    /// <summary>Memory in bytes, threads, and open handles of the process now.</summary>
    public Usage Measure()
    {
        _process.Refresh();
        return new Usage(_process.WorkingSet64, _process.Threads.Count, _process.HandleCount);
    }

    /// <summary>Stops it as an operator does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(SoakSettings.Patience);
        await _draining.WaitAsync(SoakSettings.Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(SoakSettings.Patience);
        _process.Dispose();
    }

    private async Task DrainAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            lock (_errors)
            {
                _errors.Enqueue(line);
                if (_errors.Count > 50)
                    _errors.Dequeue();
            }
        }
    }
}
