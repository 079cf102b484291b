using System.Threading.Channels;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>The lines that a process writes, as they come.</summary>
internal sealed class OutputLines
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];

    public void Add(string? line)
    {
        if (line is null)
            _lines.Writer.TryComplete();
        else
            _lines.Writer.TryWrite(line);
    }

    /// <summary>Reads on to a line that contains a text.</summary>
    public async Task<string> NextAsync(string containing)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
            {
                _seen.Add(line);
                if (line.Contains(containing, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what came instead.
        }

        throw new InvalidOperationException($"No line with '{containing}' came, but:\n{string.Join('\n', _seen)}");
    }

    /// <summary>Waits until a gateway listens.</summary>
    /// <returns>Its first address.</returns>
    public async Task<Uri> ListeningAsync()
    {
        const string Listening = "GatewayKit is listening on ";
        return new Uri((await NextAsync(Listening))[Listening.Length..]);
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>All lines, those that were read before included.</returns>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
            _seen.Add(line);
        return _seen;
    }
}
