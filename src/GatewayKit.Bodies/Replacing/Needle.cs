using System.Text;

namespace GatewayKit.Bodies;

/// <summary>A text to find, in UTF-8. A needle is a whole number of characters, so that it never matches a part of one.</summary>
internal sealed class Needle
{
    private readonly byte[] _bytes;
    private readonly int _inAnyCase;
    private readonly Func<byte, byte, bool>? _canFollow;

    /// <param name="text">The text.</param>
    /// <param name="ignoresCase">Whether ASCII letters match in any case.</param>
    /// <param name="canFollow">Whether the text may be followed by two bytes; zeros at the end of the body. <c>null</c> for any.</param>
    /// <param name="exactEnd">The end of the text, which is compared with case.</param>
    public Needle(string text, bool ignoresCase = false, Func<byte, byte, bool>? canFollow = null, string exactEnd = "")
    {
        (_bytes, _canFollow) = (Encoding.UTF8.GetBytes(text + exactEnd), canFollow);
        _inAnyCase = ignoresCase ? Encoding.UTF8.GetByteCount(text) : 0;
        ArgumentOutOfRangeException.ThrowIfZero(_bytes.Length, nameof(text));
    }

    /// <summary>Gets the number of bytes that are replaced.</summary>
    public int Length => _bytes.Length;

    /// <summary>Gets the bytes of a match and those after it that decide about it.</summary>
    public int Extent => _bytes.Length + (_canFollow is null ? 0 : 2);

    /// <summary>Gets the bytes with which a match can begin.</summary>
    public IEnumerable<byte> Starts
    {
        get
        {
            yield return _bytes[0];
            if (_inAnyCase > 0 && char.IsAsciiLetter((char)_bytes[0]))
                yield return (byte)(_bytes[0] ^ 0x20);
        }
    }

    /// <summary>Compares the beginning of the data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="isEnd">Whether no data follows.</param>
    /// <returns><c>null</c> if that depends on data that follows.</returns>
    public bool? Matches(ReadOnlySpan<byte> data, bool isEnd)
    {
        var length = Math.Min(data.Length, _bytes.Length);
        var inAnyCase = Math.Min(length, _inAnyCase);
        if (!EqualIgnoringCase(data[..inAnyCase], _bytes.AsSpan(0, inAnyCase))
            || !data[inAnyCase..length].SequenceEqual(_bytes.AsSpan(inAnyCase, length - inAnyCase)))
            return false;
        if (length < _bytes.Length)
            return isEnd ? false : null;
        if (_canFollow is null)
            return true;
        if (!isEnd && data.Length < Extent)
            return null;

        var after = data[_bytes.Length..];
        return _canFollow(after.Length > 0 ? after[0] : (byte)0, after.Length > 1 ? after[1] : (byte)0);
    }

    // Not that of the framework: it only compares ASCII, and the text can have other characters.
    private static bool EqualIgnoringCase(ReadOnlySpan<byte> data, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] != bytes[i] && ((data[i] ^ bytes[i]) != 0x20 || !char.IsAsciiLetter((char)bytes[i])))
                return false;
        }

        return true;
    }
}
