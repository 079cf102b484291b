using System.Diagnostics;
using System.Threading.Channels;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Docs.Pages;

/// <summary>A host that a page starts, and leaves running for the commands that follow.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Func<ValueTask> _stop;
    private int _streams;

    private PageHost(ProcessStartInfo start)
    {
        _streams = 2;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _stop = () => StopAsync(process);
    }

    private PageHost(ResidentRequest request)
    {
        _streams = 1;
        _stop = PageTool.Start(request, Take).DisposeAsync;
    }

    /// <summary>Everything that it has printed so far.</summary>
    public List<string> Output { get; } = [];

    /// <summary>Starts it.</summary>
    public static PageHost Start(ProcessStartInfo start) => new(start);

    /// <summary>Starts a <c>gatewaykit run</c> or <c>mock</c>.</summary>
    public static PageHost Start(ResidentRequest request) => new(request);

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

    public ValueTask DisposeAsync() => _stop();

    private static async ValueTask StopAsync(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(PageRun.Patience);
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref _streams) == 0)
            _lines.Writer.Complete();
    }
}
