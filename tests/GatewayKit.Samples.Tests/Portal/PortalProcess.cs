using System.Collections.Concurrent;
using System.Diagnostics;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Samples.Portal;

/// <summary>The sample as a user starts it: a process of its own, on free ports.</summary>
internal sealed class PortalProcess : IDisposable
{
    public const string OperatorKey = "sample-operator-key";

    /// <summary>The first start sends the requests of a week.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(240);

    /// <summary>Built side by side: tests/[project]/bin/[configuration]/[framework] and samples/Portal/bin/...</summary>
    private static readonly string s_folder = AppContext.BaseDirectory.Replace(
        Path.Combine("tests", "GatewayKit.Samples.Tests", "bin"), Path.Combine("samples", "Portal", "bin"), StringComparison.Ordinal);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _gateway = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(string data, PortalProcess? earlier)
    {
        Portal = earlier?.Portal ?? FreeAddress();
        Admin = earlier?.Admin ?? FreeAddress();
        Provider = earlier?.Provider ?? FreeAddress();
        _process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                Path.Combine(s_folder, "Portal.dll"), "--urls", "http://127.0.0.1:0", "--portal", Portal.ToString(), "--admin",
                Admin.ToString(), "--provider", Provider.ToString(), "--data", data,
            ])
        {
            WorkingDirectory = s_folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _gateway.TrySetException(new InvalidOperationException(string.Join('\n', Output)));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Portal { get; }

    public Uri Admin { get; }

    public Uri Provider { get; }

    public Uri Gateway => _gateway.Task.Result;

    public ConcurrentQueue<string> Output { get; } = new();

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="data">The folder of its store.</param>
    /// <param name="earlier">A run that has ended, and whose addresses are used again: users of the provider are known by its
    /// address.</param>
    public static async Task<PortalProcess> StartAsync(string data, PortalProcess? earlier = null)
    {
        var process = new PortalProcess(data, earlier);
        try
        {
            await process._gateway.Task.WaitAsync(s_patience);
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        Assert.True(_process.WaitForExit(s_patience));
        _process.Dispose();
    }

    private static Uri FreeAddress() => new($"http://127.0.0.1:{FreePort.Find()}");

    private void Add(string? line)
    {
        const string Ready = "GatewayKit is listening on ";
        if (line is null)
            return;

        Output.Enqueue(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal))
            _gateway.TrySetResult(new Uri(line[Ready.Length..]));
    }
}
