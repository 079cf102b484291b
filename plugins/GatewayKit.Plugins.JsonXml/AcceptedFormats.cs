using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>The weights of JSON and XML in <c>Accept</c> (RFC 9110, section 12.5.1).</summary>
internal readonly struct AcceptedFormats
{
    private readonly FormatWeight _json;
    private readonly FormatWeight _xml;

    private AcceptedFormats(FormatWeight json, FormatWeight xml) => (_json, _xml) = (json, xml);

    /// <summary>Gets the format with the higher weight; of the same weight, the one that is listed instead of a range such as
    /// <c>*/*</c>. <c>null</c> if there is no preference.</summary>
    public TargetFormat? Preferred => _json.CompareTo(_xml) switch
    {
        > 0 => TargetFormat.Json,
        < 0 => TargetFormat.Xml,
        _ => null,
    };

    public bool Accepts(TargetFormat format) => (format == TargetFormat.Json ? _json : _xml).Weight > 0;

    /// <summary>Reads the header. Doesn't allocate.</summary>
    public static AcceptedFormats Of(StringValues accept)
    {
        if (accept.Count == 0)
            return new AcceptedFormats(new FormatWeight(1, false), new FormatWeight(1, false));

        double? json = null, xml = null, application = null, any = null;
        for (var i = 0; i < accept.Count; i++)
        {
            var text = accept[i].AsSpan();
            foreach (var range in text.Split(','))
            {
                var member = text[range].Trim(" \t");
                var weight = WeightOf(member);
                if (MediaFormats.Of(member) is { } format)
                    _ = format == TargetFormat.Json ? json = Highest(json, weight) : xml = Highest(xml, weight);
                else if (IsRange(member, "application/*"))
                    application = Highest(application, weight);
                else if (IsRange(member, "*/*"))
                    any = Highest(any, weight);
            }
        }

        var other = application ?? any ?? 0;
        return new AcceptedFormats(new FormatWeight(json ?? other, json is not null), new FormatWeight(xml ?? other, xml is not null));
    }

    private static double Highest(double? known, double weight) => known is { } value ? Math.Max(value, weight) : weight;

    private static bool IsRange(ReadOnlySpan<char> member, string range)
        => (member.IndexOf(';') is >= 0 and var end ? member[..end].TrimEnd(" \t") : member).SequenceEqual(range);

    private static double WeightOf(ReadOnlySpan<char> member)
    {
        foreach (var part in member.Split(';'))
        {
            var parameter = member[part].Trim(" \t");
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            {
                return double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
                    && weight <= 1 ? weight : 0;
            }
        }

        return 1;
    }
}
