namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>
/// Finds the JSON values in a stream of bytes: the items of an array, or values with white space between them, such as a value on each
/// line. It looks at each byte once; whether a value is valid JSON is decided by its reader.
/// </summary>
internal sealed class JsonValues
{
    private bool _isStarted;
    private bool _isArray;
    private bool _isEnded;
    private bool _needsComma;
    private bool _needsValue;
    private bool _isInValue;
    private bool _isInText;
    private bool _isEscaped;
    private bool _isNested;
    private int _depth;
    private int _position;
    private int _start;

    /// <summary>Finds the next value.</summary>
    /// <param name="bytes">The bytes that aren't consumed yet.</param>
    /// <param name="isLast">Whether no more bytes follow.</param>
    /// <param name="value">The position of the value in the bytes.</param>
    /// <returns>Whether there is a whole value. After that, the caller drops the bytes up to its end.</returns>
    /// <exception cref="FormatException">The array isn't valid, or a value is incomplete.</exception>
    public bool TryFind(ReadOnlySpan<byte> bytes, bool isLast, out Range value)
    {
        for (; _position < bytes.Length; _position++)
        {
            if (!_isInValue)
            {
                Begin(bytes[_position]);
            }
            else if (EndsAt(bytes[_position], out var length))
            {
                value = Take(_position + length);
                return true;
            }
        }

        if (isLast && _isInValue && !_isNested && !_isInText && _position > _start)
        {
            value = Take(_position);
            return true;
        }

        if (isLast && (_isInValue || (_isArray && !_isEnded)))
            throw new FormatException();

        value = default;
        return false;
    }

    /// <summary>Gets the number of bytes at the beginning that don't belong to a value, and drops them.</summary>
    public int Skip()
    {
        var count = _isInValue ? _start : _position;
        (_position, _start) = (_position - count, 0);
        return count;
    }

    private Range Take(int end)
    {
        var value = _start..end;
        (_isInValue, _isNested, _needsComma, _needsValue, _position, _start) = (false, false, _isArray, false, 0, 0);
        return value;
    }

    private void Begin(byte next)
    {
        if (next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            return;
        if (_isEnded)
            throw new FormatException();
        if (!_isStarted && next == '[')
        {
            (_isStarted, _isArray) = (true, true);
            return;
        }

        _isStarted = true;
        if (_isArray && next == ']' && !_needsValue)
        {
            _isEnded = true;
            return;
        }

        if (_needsComma)
        {
            (_needsComma, _needsValue) = (false, true);
            if (next != ',')
                throw new FormatException();
            return;
        }

        var isNested = next is (byte)'{' or (byte)'[';
        (_isInValue, _start, _isNested, _depth) = (true, _position, isNested, isNested ? 1 : 0);
        (_isInText, _isEscaped) = (next == '"', false);
    }

    /// <summary>Returns whether a value ends at a byte, and whether the byte belongs to it.</summary>
    private bool EndsAt(byte next, out int length)
    {
        length = 1;
        if (_isInText)
        {
            if (_isEscaped)
                _isEscaped = false;
            else if (next == '\\')
                _isEscaped = true;
            else if (next == '"')
                _isInText = false;
            return !_isInText && !_isNested;
        }

        if (!_isNested)
        {
            length = 0;
            return next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)']';
        }

        if (next == '"')
            _isInText = true;
        else if (next is (byte)'{' or (byte)'[')
            _depth++;
        else if (next is (byte)'}' or (byte)']')
            _depth--;
        return _depth == 0;
    }
}
