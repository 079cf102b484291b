using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;

namespace GatewayKit.Configuration.Scalars;

/// <summary>Converts the text of a scalar to a value of one type.</summary>
/// <param name="Name">The type's name for people, such as <c>integer</c>.</param>
/// <param name="Allowed">The description of the allowed values, such as <c>must be true or false</c>.</param>
/// <param name="Read">Reads the text; returns null if it isn't valid.</param>
internal sealed record ScalarType(string Name, string Allowed, Func<string, object?> Read)
{
    private static readonly FrozenDictionary<Type, ScalarType> s_types = new Dictionary<Type, ScalarType>
    {
        [typeof(string)] = new("string", "must be text", text => text),
        [typeof(char)] = new("character", "must be one character", text => text.Length == 1 ? text[0] : null),
        [typeof(bool)] = new("boolean", "must be true or false", text => bool.TryParse(text, out var flag) ? flag : null),
        [typeof(sbyte)] = Integer<sbyte>(),
        [typeof(byte)] = Integer<byte>(),
        [typeof(short)] = Integer<short>(),
        [typeof(ushort)] = Integer<ushort>(),
        [typeof(int)] = Integer<int>(),
        [typeof(uint)] = Integer<uint>(),
        [typeof(long)] = Integer<long>(),
        [typeof(ulong)] = Integer<ulong>(),
        [typeof(float)] = Number<float>(NumberStyles.Float),
        [typeof(double)] = Number<double>(NumberStyles.Float),
        [typeof(decimal)] = Number<decimal>(NumberStyles.Float),
        [typeof(TimeSpan)] = new("duration", "must be a duration such as 500ms, 30s, 1m, 2h, 1d or 00:01:00",
            text => Duration.TryParse(text, out var duration) ? duration : null),
        [typeof(ByteSize)] = new("size", "must be a size such as 512, 16KB, 1MB or 2GB",
            text => ByteSize.TryParse(text, out var size) ? size : null),
        [typeof(DateTimeOffset)] = new("time", "must be a time with an offset (RFC 3339) such as 2027-01-31T00:00:00Z",
            text => TimeText.TryParse(text, out var time) ? time : null),
        [typeof(Version)] = new("version", "must be a version such as 2 or 1.1", ReadVersion),
        [typeof(Uri)] = new("URL", "must be an absolute URL such as https://example.com/path",
            text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null),
    }.ToFrozenDictionary();

    /// <summary>Returns the type's reader, or null if its values aren't scalars.</summary>
    public static ScalarType? Of(Type type) => s_types.GetValueOrDefault(type);

    private static ScalarType Integer<T>() where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => new(
        "integer",
        string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {T.MinValue} to {T.MaxValue}"),
        text => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    private static ScalarType Number<T>(NumberStyles styles) where T : struct, INumber<T> => new(
        "number",
        "must be a number",
        text => T.TryParse(text,
            styles & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var number)
            && T.IsFinite(number) ? number : null);

    private static Version? ReadVersion(string text)
        => Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out var version) ? version : null;
}
