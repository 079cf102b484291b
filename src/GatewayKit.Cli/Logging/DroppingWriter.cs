using System.Text;

namespace GatewayKit.Cli.Logging;

/// <summary>
/// Writes text on a thread of its own, so that no caller ever waits for a reader that stalls or a disk that is full. Text beyond a
/// bound is dropped and counted.
/// </summary>
internal sealed class DroppingWriter : TextWriter
{
    /// <summary>The most characters that wait to be written: 1,048,576.</summary>
    public const int DefaultCapacity = 1 << 20;

    private readonly TextWriter _target;
    private readonly int _capacity;
    private readonly Func<string, string>? _rewrite;
    private readonly Queue<string> _pending = new();
    private readonly Thread _thread;
    private int _characters;
    private long _dropped;
    private long _unreported;
    private bool _isEnded;

    /// <param name="target">The stream that may block or fail.</param>
    /// <param name="name">The stream's name, such as <c>stderr</c>.</param>
    /// <param name="capacity">The most characters that wait to be written.</param>
    /// <param name="rewrite">Changes each text before it is written.</param>
    public DroppingWriter(TextWriter target, string name, int capacity = DefaultCapacity, Func<string, string>? rewrite = null)
    {
        _target = target;
        _capacity = capacity;
        _rewrite = rewrite;
        Name = name;
        _thread = new Thread(WritePending) { IsBackground = true, Name = $"GatewayKit {name}" };
        _thread.Start();
    }

    public string Name { get; }

    public override Encoding Encoding => _target.Encoding;

    /// <summary>The number of texts dropped so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Called with the number of texts dropped since the last call, once the stream takes text again.</summary>
    public Action<long>? Recovered { get; set; }

    public override void Write(char value) => Add(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Add(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Add(buffer.ToString());

    public override void Write(string? value) => Add(value ?? "");

    // One text, so that no line is dropped in half.
    public override void WriteLine(string? value) => Add(value + CoreNewLine.AsSpan().ToString());

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <summary>Waits until everything is written, but not longer than a timeout.</summary>
    /// <returns>Whether everything is written.</returns>
    public bool End(TimeSpan timeout)
    {
        lock (_pending)
        {
            _isEnded = true;
            Monitor.PulseAll(_pending);
        }

        return _thread.Join(timeout);
    }

    private void Add(string text)
    {
        lock (_pending)
        {
            // A text that is longer than the bound passes alone.
            if (_isEnded || (_characters > 0 && _characters + text.Length > _capacity))
            {
                Count();
                return;
            }

            _characters += text.Length;
            _pending.Enqueue(text);
            Monitor.PulseAll(_pending);
        }
    }

    private void WritePending()
    {
        while (Next() is { } text)
        {
            var isWritten = TryWrite(text);
            if (Take(text, isWritten) is > 0 and var dropped)
                Recovered?.Invoke(dropped);
        }
    }

    private string? Next()
    {
        lock (_pending)
        {
            while (_pending.Count == 0 && !_isEnded)
                Monitor.Wait(_pending);
            return _pending.TryPeek(out var text) ? text : null;
        }
    }

    private bool TryWrite(string text)
    {
        try
        {
            _target.Write(_rewrite is null ? text : _rewrite(text));
            _target.Flush();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The disk is full, say. The next text may find it with room again.
            return false;
        }
    }

    /// <returns>The number of dropped texts to report now: only while the stream works, since the report goes there too.</returns>
    private long Take(string text, bool isWritten)
    {
        lock (_pending)
        {
            _pending.Dequeue();
            _characters -= text.Length;
            if (!isWritten)
                Count();
            return isWritten && _pending.Count == 0 ? Interlocked.Exchange(ref _unreported, 0) : 0;
        }
    }

    private void Count()
    {
        Interlocked.Increment(ref _dropped);
        _unreported++;
    }
}
