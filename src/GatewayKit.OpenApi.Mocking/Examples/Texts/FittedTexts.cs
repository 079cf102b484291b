namespace GatewayKit.OpenApi.Mocking.Examples.Texts;

/// <summary>Texts of a format with an unusual required length.</summary>
internal static class FittedTexts
{
    private const int Label = 60;

    /// <summary>Returns a short text of a format; <c>null</c> if the format is unknown or has a fixed length.</summary>
    public static string? Short(string format) => format switch
    {
        "email" or "idn-email" => "a@b",
        "hostname" or "idn-hostname" => "a",
        "ipv4" => "1.1.1.1",
        "ipv6" => "::1",
        "uri" or "url" or "iri" => "a:b",
        "uri-reference" or "iri-reference" or "uri-template" or "regex" or "password" => "a",
        "byte" or "base64" or "base64url" => "AAAA",
        "json-pointer" => "",
        "relative-json-pointer" => "0",
        "duration" => "P1D",
        _ => null,
    };

    /// <summary>Returns a text of a format with a minimum length; <c>null</c> if that isn't possible.</summary>
    public static string? Long(string format, int length) => format switch
    {
        "email" or "idn-email" => Letters(Math.Max(1, length - "@example.com".Length)) + "@example.com",
        "hostname" or "idn-hostname" => Labels(length),
        "ipv4" => "192.168.100.100",
        "ipv6" => "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "uri" or "url" or "iri" or "uri-template" => "http://example.com/" + Letters(length - "http://example.com/".Length),
        "uri-reference" or "iri-reference" or "json-pointer" => "/" + Letters(length - 1),
        "relative-json-pointer" => "1/" + Letters(length - 2),
        "regex" or "password" => Letters(length),
        "byte" or "base64" or "base64url" => new string('A', (length + 3) / 4 * 4),
        "date-time" => "2019-08-24T14:15:22." + new string('0', Math.Max(1, length - "2019-08-24T14:15:22.Z".Length)) + "Z",
        "time" => "14:15:22." + new string('0', Math.Max(1, length - "14:15:22.Z".Length)) + "Z",
        "duration" => "P" + new string('1', Math.Max(1, length - 2)) + "D",
        _ => null,
    };

    private static string Letters(int count) => new('a', Math.Max(0, count));

    private static string Labels(int length)
    {
        var labels = new List<string>();
        for (var rest = length; rest > 0; rest -= Label + 1)
            labels.Add(Letters(Math.Min(rest, Label)));
        return string.Join('.', labels);
    }
}
