namespace GatewayKit.Plugins.Cache.Keys;

/// <summary>Writes the parts of a key to a buffer that is long enough.</summary>
internal ref struct KeyWriter(Span<char> buffer)
{
    private readonly Span<char> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    public void Add(ReadOnlySpan<char> text)
    {
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    public void AddLower(ReadOnlySpan<char> text)
    {
        text.ToLowerInvariant(_buffer[_length..]);
        _length += text.Length;
    }
}
