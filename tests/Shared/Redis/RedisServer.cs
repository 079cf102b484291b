using System.Diagnostics;
using System.Globalization;

namespace GatewayKit.Tests.Shared;

/// <summary>A <c>redis-server</c> process of a test.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-redis-").FullName;
    private readonly string[] _arguments;
    private readonly string? _sentinel;
    private Process? _process;

    private RedisServer(string[] arguments, string? sentinel) => (_arguments, _sentinel) = (arguments, sentinel);

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public int Port { get; private set; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <param name="arguments">Further arguments; <c>{port}</c> is the port.</param>
    public static Task<RedisServer> StartAsync(params string[] arguments) => StartAsync(new RedisServer(arguments, sentinel: null));

    /// <summary>Starts a Sentinel that decides alone, and waits until it knows the replica of a server that it calls <c>main</c>.</summary>
    public static Task<RedisServer> StartSentinelAsync(RedisServer primary) => StartAsync(new RedisServer(["--sentinel"], string.Create(
        CultureInfo.InvariantCulture, $"""
        sentinel monitor main 127.0.0.1 {primary.Port} 1
        sentinel down-after-milliseconds main 2000
        sentinel failover-timeout main 10000
        """)));

    private static async Task<RedisServer> StartAsync(RedisServer server)
    {
        for (var attempt = 1; ; attempt++)
        {
            server.Port = FreePort.Find();
            if (await server.TryStartAsync())
                return server;
            if (attempt == 5)
                throw new InvalidOperationException("redis-server doesn't start.");
        }
    }

    /// <summary>Starts the server again, empty, on the same port.</summary>
    public async Task RestartAsync()
    {
        if (!await TryStartAsync())
            throw new InvalidOperationException("redis-server doesn't start again.");
    }

    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_timeout);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops the process from running, with its connections open.</summary>
    public void Pause()
    {
        Signal("STOP");
        var state = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process!.Id}/stat");
        while (File.Exists(state) && !File.ReadAllText(state).Contains(") T ", StringComparison.Ordinal))
            Thread.Yield();
    }

    public void Resume() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(kill.WaitForExit(s_timeout));
    }

    private async Task<bool> TryStartAsync()
    {
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = _folder, RedirectStandardOutput = true };
        var port = Port.ToString(CultureInfo.InvariantCulture);
        if (_sentinel is not null)
        {
            // A Sentinel writes what it learns into its configuration, the first argument.
            start.ArgumentList.Add(Path.Combine(_folder, "sentinel.conf"));
            await File.WriteAllTextAsync(start.ArgumentList[0], _sentinel);
        }

        foreach (var argument in (string[])
            ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no",
                .. _arguments.Select(a => a.Replace("{port}", port, StringComparison.Ordinal))])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(s_timeout) is { } line)
        {
            if (!line.Contains(_sentinel is null ? "Ready to accept connections" : "+slave slave", StringComparison.Ordinal))
                continue;

            // Read on, so that the server never waits for a full pipe.
            _ = _process.StandardOutput.ReadToEndAsync();
            return true;
        }

        _process.Dispose();
        _process = null;
        return false;
    }
}
