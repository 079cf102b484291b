using System.Diagnostics;

namespace GatewayKit.Samples.QuickStart;

/// <summary>The QuickStart as a user starts it: a process of its own.</summary>
internal sealed class QuickStartProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private QuickStartProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>
    /// The folder with the built QuickStart. Both are built side by side: tests/[project]/bin/[configuration]/[framework] and
    /// samples/QuickStart/bin/...
    /// </summary>
    public static string Folder { get; } = AppContext.BaseDirectory.Replace(
        Path.Combine("tests", "GatewayKit.Samples.Tests", "bin"), Path.Combine("samples", "QuickStart", "bin"), StringComparison.Ordinal);

    /// <summary>Starts it.</summary>
    /// <param name="url">The address of the gateway.</param>
    /// <param name="folder">The folder with its configuration and plugins; by default the one that it was built into.</param>
    public static QuickStartProcess Start(string url, string? folder = null)
    {
        return new(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(Folder, "QuickStart.dll"), "--urls", url])
        {
            WorkingDirectory = folder ?? Folder,
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

    /// <summary>Reads what it prints up to a line with a text.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException($"The QuickStart ended: {await _errors.WaitAsync(s_patience)}");
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
        Assert.True(_process.WaitForExit(s_patience));
        _process.Dispose();
    }
}
