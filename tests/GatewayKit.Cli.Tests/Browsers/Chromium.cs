using System.Diagnostics;
using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests.Browsers;

/// <summary>A browser that has opened a page, with a home and a profile of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public const string Command = "chromium";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("gatewaykit-chromium-");
    private readonly Process _process;

    private Chromium(Uri page)
    {
        // Root has no sandbox, and containers have little shared memory. Nothing but the test's own addresses is asked.
        var start = new ProcessStartInfo(Command, [
            "--headless", "--no-sandbox",
            "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--no-first-run", "--no-proxy-server", $"--user-data-dir={_home.FullName}", "--dump-dom", page.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _home.FullName;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Output.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has written.</summary>
    public OutputLines Output { get; } = new();

    /// <summary>Ends once the page is loaded.</summary>
    public Task EndAsync() => _process.WaitForExitAsync();

    public static Chromium Open(Uri page) => new(page);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Bound.Time);
        _process.Dispose();
        try
        {
            _home.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser's that was killed with it may still write there. It is a temporary folder.
        }
    }
}
