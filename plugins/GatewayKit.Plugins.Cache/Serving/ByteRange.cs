using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Serving;

/// <summary>A single range of a body (RFC 9110, section 14.1.2). Several ranges are answered with the whole body.</summary>
internal readonly record struct ByteRange(int Start, int Length)
{
    public static RangeKind Read(StringValues header, int bodyLength, out ByteRange range)
    {
        range = default;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
            return RangeKind.Whole;

        var spec = text.AsSpan(6).Trim(' ');
        var dash = spec.IndexOf('-');
        if (dash < 0 || spec.Contains(','))
            return RangeKind.Whole;
        if (dash == 0)
            return ReadSuffix(spec[1..], bodyLength, out range);
        if (!TryParse(spec[..dash], out var first))
            return RangeKind.Whole;

        var last = (long)bodyLength - 1;
        if (spec.Length > dash + 1)
        {
            if (!TryParse(spec[(dash + 1)..], out var asked) || asked < first)
                return RangeKind.Whole;

            last = Math.Min(asked, last);
        }

        if (first >= bodyLength)
            return RangeKind.Unsatisfiable;

        range = new ByteRange((int)first, (int)(last - first + 1));
        return RangeKind.Part;
    }

    private static RangeKind ReadSuffix(ReadOnlySpan<char> text, int bodyLength, out ByteRange range)
    {
        range = default;
        if (!TryParse(text, out var length))
            return RangeKind.Whole;
        if (length == 0 || bodyLength == 0)
            return RangeKind.Unsatisfiable;

        var count = (int)Math.Min(length, bodyLength);
        range = new ByteRange(bodyLength - count, count);
        return RangeKind.Part;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out long number)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
