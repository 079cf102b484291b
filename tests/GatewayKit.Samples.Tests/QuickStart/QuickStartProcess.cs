using System.Diagnostics;

namespace GatewayKit.Samples.QuickStart;

/// <summary>The QuickStart as a user starts it: a process of its own.</summary>
internal sealed class QuickStartProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private QuickStartProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static QuickStartProcess Start(string url)
    {
        // Both are built side by side: tests/<project>/bin/<configuration>/<framework> and samples/QuickStart/bin/...
        var folder = AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "GatewayKit.Samples.Tests", "bin"), Path.Combine("samples", "QuickStart", "bin"), StringComparison.Ordinal);
        return new(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(folder, "QuickStart.dll"), "--urls", url])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Reads what it prints until it has printed everything.</summary>
    public async Task<IReadOnlyList<string>> ReadTourAsync()
    {
        var lines = new List<string>();
        while (lines is [] || !lines[^1].EndsWith("Ctrl+C.", StringComparison.Ordinal))
        {
            var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
            lines.Add(line ?? throw new InvalidOperationException($"The QuickStart ended: {await _errors.WaitAsync(s_patience)}"));
        }

        return lines;
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return (_process.ExitCode, await _errors.WaitAsync(s_patience));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
