using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// Writes distinguished names as text (RFC 4514), always in the same way: two names are equal if their texts are. Characters with a
/// meaning, and control characters, are escaped, so that no value can look like another attribute.
/// </summary>
internal static class SubjectName
{
    /// <summary>The maximum length of a name, in bytes of its DER encoding.</summary>
    private const int MaximumBytes = 4096;

    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.5"] = "serialNumber",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.9"] = "street",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.4"] = "SN",
        ["2.5.4.42"] = "GN",
        ["2.5.4.12"] = "title",
        ["0.9.2342.19200300.100.1.1"] = "UID",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["1.2.840.113549.1.9.1"] = "emailAddress",
    };

    /// <summary>Returns the attributes in the order of the certificate: for each relative name its types and values.</summary>
    /// <exception cref="AsnContentException">The name isn't valid DER.</exception>
    public static List<List<(string Type, string Value)>> Read(X500DistinguishedName name)
    {
        if (name.RawData.Length > MaximumBytes)
            throw new AsnContentException("The name is too long.");

        var all = new List<List<(string, string)>>();
        var sequence = new AsnReader(name.RawData, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            var relative = new List<(string, string)>();
            var set = sequence.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                relative.Add((s_types.GetValueOrDefault(type, type), Text(attribute)));
            }

            all.Add(relative);
        }

        return all;
    }

    /// <summary>Returns the text: the last relative name first, without spaces.</summary>
    public static string Format(List<List<(string Type, string Value)>> name)
        => string.Join(',', Enumerable.Reverse(name).Select(relative
            => string.Join('+', relative.Select(part => $"{part.Type}={Escape(part.Value)}").Order(StringComparer.Ordinal))));

    /// <summary>Returns a configured name without the spaces that some programs write around separators.</summary>
    public static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length);
        var (isInValue, isAtStart) = (false, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ' && (isAtStart || EndsBefore(text, i, isInValue)))
                continue;

            normal.Append(c);
            isAtStart = c is ',' or '+' || (c == '=' && !isInValue);
            isInValue = c is not (',' or '+') && (isInValue || c == '=');
            if (c == '\\' && i + 1 < text.Length)
                normal.Append(text[++i]);
        }

        return normal.ToString();
    }

    private static bool EndsBefore(string text, int at, bool isInValue)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at == text.Length || text[at] is ',' or '+' || (text[at] == '=' && !isInValue);
    }

    /// <summary>The value of an attribute; a value that isn't text is written as its DER encoding (RFC 4514, section 2.4).</summary>
    private static string Text(AsnReader attribute)
    {
        var tag = attribute.PeekTag();
        if (tag.TagClass == TagClass.Universal && (UniversalTagNumber)tag.TagValue is UniversalTagNumber.UTF8String
            or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.T61String
            or UniversalTagNumber.BMPString)
            return attribute.ReadCharacterString((UniversalTagNumber)tag.TagValue);

        return "#" + Convert.ToHexStringLower(attribute.ReadEncodedValue().Span);
    }

    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsControl(c))
                escaped.Append(CultureInfo.InvariantCulture, $"\\{(int)c:X2}");
            else if (c is '"' or '+' or ',' or ';' or '<' or '>' or '\\'
                || (c is ' ' or '#' && i == 0) || (c == ' ' && i == value.Length - 1))
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
