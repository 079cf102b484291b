using System.Text;
using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching.Expressions;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Matching;

/// <summary>A compiled condition of a header, a query parameter or a cookie.</summary>
internal sealed class ValueTest
{
    private readonly LinearRegex? _regex;
    private readonly string _value;
    private readonly byte[] _bytes;

    /// <exception cref="ArgumentException">The regular expression is invalid.</exception>
    public ValueTest(ValueCondition condition)
    {
        Name = condition.Name;
        NameBytes = Encoding.UTF8.GetBytes(condition.Name);
        _value = condition.Value;
        _bytes = Encoding.UTF8.GetBytes(condition.Value);
        _regex = condition.Kind == ValueConditionKind.Regex ? LinearRegex.Create(condition.Value) : null;
    }

    public string Name { get; }

    /// <summary>The name in UTF-8.</summary>
    public byte[] NameBytes { get; }

    /// <summary>Compares a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="work">The work that may still be done.</param>
    public bool IsMatch(ReadOnlySpan<char> value, ref long work) => _regex?.IsMatch(value, ref work) ?? value.SequenceEqual(_value);

    /// <summary>Compares the values of a header, which are one value with commas (RFC 9110, section 5.3). Only a regular expression on
    /// several values allocates.</summary>
    public bool IsMatch(in StringValues values, ref long work)
        => values.Count <= 1 ? values.Count == 1 && IsMatch(values[0], ref work)
            : _regex is null ? IsJoined(values, _value) : _regex.IsMatch(string.Join(',', values.ToArray()), ref work);

    /// <summary>Compares the value of a query parameter as it was sent.</summary>
    public bool IsMatchEncoded(ReadOnlySpan<char> value, ref long work) => _regex is null
        ? QueryText.IsEqual(value, _bytes)
        : value.IndexOfAny('%', '+') < 0 ? _regex.IsMatch(value, ref work) : _regex.IsMatch(QueryText.Decode(value), ref work);

    private static bool IsJoined(in StringValues values, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                if (text is not [',', ..])
                    return false;
                text = text[1..];
            }

            if (!text.StartsWith(values[i]))
                return false;
            text = text[(values[i]?.Length ?? 0)..];
        }

        return text.IsEmpty;
    }
}
