using System.Text;

namespace GatewayKit.Cli.Logging;

/// <summary>
/// Writes text on its own thread, so that callers never wait for a stalled reader or a full disk. Text beyond a
/// limit is dropped and counted.
/// </summary>
internal sealed class DroppingWriter : TextWriter
{
    /// <summary>The default maximum of pending characters: 1,048,576.</summary>
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
    /// <param name="capacity">The maximum number of pending characters.</param>
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

    /// <summary>Called with the number of texts dropped since the last call, once the stream accepts text again.</summary>
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

    /// <summary>Waits until everything is written, or until a timeout.</summary>
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
            // A text that is longer than the limit is written alone.
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
            // For example, the disk is full. It may have space again for the next text.
            return false;
        }
    }

    /// <returns>The number of dropped texts to report now: only while the stream works, because the report is written to the same
    /// stream.</returns>
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
