using System.Diagnostics;
using System.Threading.Channels;

namespace GatewayKit.Docs.Pages;

/// <summary>A host that a page starts, and leaves running for the commands that follow.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private int _streams = 2;

    private PageHost(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything that it has printed so far.</summary>
    public List<string> Output { get; } = [];

    /// <summary>Starts it.</summary>
    public static PageHost Start(ProcessStartInfo start) => new(start);

    /// <summary>Reads on until a line satisfies a condition, or the process has ended.</summary>
    public async Task<bool> ReadUntilAsync(Func<string, bool> isWanted)
    {
        using var patience = new CancellationTokenSource(PageRun.Patience);
        while (await _lines.Reader.WaitToReadAsync(patience.Token))
        {
            while (_lines.Reader.TryRead(out var line))
            {
                Output.Add(line);
                if (isWanted(line))
                    return true;
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(PageRun.Patience);
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref _streams) == 0)
            _lines.Writer.Complete();
    }
}
