using System.Diagnostics;
using GatewayKit.Docs;
using GatewayKit.Docs.Pages;

namespace GatewayKit.EndToEnd.Support;

/// <summary>A command of bash, running. Stdout and stderr are read as one.</summary>
internal sealed class ShellProcess : IAsyncDisposable
{
    private const int MostLinesReported = 200;

    private readonly string _command;
    private readonly Process _process;
    private readonly List<string> _lines = [];

    public ShellProcess(string command, string folder, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail; exec 2>&1\n{command}"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        _command = command;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.StandardInput.Close();
    }

    /// <summary>The output so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Waits for the end, and returns the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var end = new CancellationTokenSource(Patience.OfCommand);
        try
        {
            await _process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(Report($"doesn't end in {Patience.OfCommand}"));
        }

        return _process.ExitCode;
    }

    /// <summary>Waits for a line that contains a text.</summary>
    public async Task<string> SaysAsync(string text)
    {
        string? Said() => Lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
        await Poll.UntilAsync(() => Said() is not null || _process.HasExited, () => Report($"doesn't print '{text}'"));
        return Said() ?? throw new InvalidOperationException(Report($"ends without '{text}'"));
    }

    /// <summary>Whether it has printed a block of a page, line by line.</summary>
    /// <param name="block">The block.</param>
    /// <param name="asShown">Turns a line of output into one of the page.</param>
    public bool HasPrinted(Block block, Func<string, string> asShown)
        => Transcript.FirstMissing(block.Code.TrimEnd('\n').Split('\n'), Lines.Select(asShown)) is null;

    /// <summary>A message about the command, with its output.</summary>
    public string Report(string message)
        => $"'{_command}' {message}. Its output:\n{string.Concat(Lines.TakeLast(MostLinesReported).Select(line => $"| {line}\n"))}";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience.OfServer);
        _process.Dispose();
    }

    private void Take(string? line)
    {
        lock (_lines)
        {
            if (line is not null)
                _lines.Add(line);
        }
    }
}
